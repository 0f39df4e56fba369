#!/bin/sh
# Builds with the given arguments of `swift build`, and fails on a warning in our own code.
set -eu

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
swift build "$@" >"$log" 2>&1 || status=$?
if [ "$status" -ne 0 ]; then
    cat "$log"
    exit "$status"
fi
if grep -E "^($PWD/|)(Sources|Tests|Plugins)/.*warning: |^warning: " "$log"; then
    echo "error: the build has warnings" >&2
    exit 1
fi
tail -n 1 "$log"
