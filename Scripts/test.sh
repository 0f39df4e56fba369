#!/bin/sh
# Runs the tests. Says each suite as it ends; what failed is said once more at the end. Everything is in .build/tests.log.
set -u
cd "$(dirname "$0")/.."
log=.build/tests.log
status=.build/tests.status

{
    swift test --skip-build 2>&1
    echo $? >"$status"
} | tee "$log" | grep --line-buffered -vE '^(◇|↳|✔ Test [^r])'

if [ "$(cat "$status")" -ne 0 ]; then
    echo
    echo "What failed (the whole output: $log):"
    # A line that is none of the runner's own belongs to the failure before it; no more than forty of them.
    awk '/^✘/ { shown = 40 } /^[◇✔]/ { shown = 0 } shown > 0 { print; shown-- }' "$log" | tail -n 200
    exit 1
fi
