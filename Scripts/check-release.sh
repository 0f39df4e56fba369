#!/bin/sh
# Unpacks the release into a bare Debian, made with debootstrap, that has none of the packages, and runs it there from
# ingest to report. Needs root and debootstrap.
set -eu

archive=$(ls -t dist/refrain-*-linux-*.tar.gz 2>/dev/null | head -n 1)
if [ -z "$archive" ]; then
    echo "error: there is no release in dist/; run 'make release' first" >&2
    exit 2
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "error: a bare system is made by root only; run 'sudo make check-release'" >&2
    exit 2
fi
if ! command -v debootstrap >/dev/null 2>&1; then
    echo "error: debootstrap is not installed; run 'apt-get install debootstrap'" >&2
    exit 2
fi
root=$(mktemp -d)
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
debootstrap --variant=minbase "${SUITE:-bookworm}" "$root" "${MIRROR:-http://deb.debian.org/debian}" >/dev/null

for package in libsqlite3-0 libcmark-gfm0 libcmark-gfm0.29.0.gfm.6 libsimdjson14 libexpat1 libxml2; do
    if chroot "$root" dpkg-query -W "$package" >/dev/null 2>&1; then echo "note: the bare system has $package"; fi
done
# $ORIGIN is read from /proc, as on every running system.
mount -t proc proc "$root/proc"
tar -C "$root/opt" -xzf "$archive"
cp -r Examples "$root/opt/Examples"
mv "$root"/opt/refrain-* "$root/opt/refrain"

chroot "$root" env LC_ALL=C.UTF-8 REFRAIN_DB=/tmp/refrain.db sh -euc '
    cd /
    /opt/refrain/refrain --version
    /opt/refrain/refrain ingest --manifest /opt/Examples/manifest.jsonl
    /opt/refrain/refrain query recurring --limit 3
    /opt/refrain/refrain report trend --by month --format html --output /tmp/trend.html
    test -s /tmp/trend.html
'
echo "The release runs alone on a bare Debian."
