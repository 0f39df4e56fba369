#!/bin/sh
# Installs what is missing to build Refrain on Debian or Ubuntu: C libraries, their headers, and checks that Swift is there.
set -eu

packages="libsqlite3-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libsimdjson-dev libexpat1-dev zlib1g-dev libdeflate-dev pkg-config git g++"

missing=""
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done

if [ -n "$missing" ]; then
    echo "Installing:$missing"
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
    $as_root apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# The tests of pages want a browser. On a developer's machine it is theirs to install (chromium); without it these tests are
# left out, and say so.
if [ -n "${CI:-}" ] && ! command -v chromium >/dev/null 2>&1; then
    echo "Installing: chromium"
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
    { $as_root apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null; } ||
        echo "note: chromium cannot be installed; the tests in a browser are left out"
fi

if ! command -v swift >/dev/null 2>&1; then
    echo "error: Swift 6.1 or newer is not on the PATH. Install it from https://www.swift.org/install/linux/" >&2
    exit 2
fi
