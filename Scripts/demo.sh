#!/bin/sh
# Ingests the example reviews into a fresh database, then asks it what keeps coming back and writes a trend report.
set -eu

refrain="$(swift build --show-bin-path)/refrain"
folder="dist/demo"
rm -rf "$folder"
mkdir -p "$folder"
REFRAIN_DB="$folder/refrain.db"
export REFRAIN_DB

say() { printf '\n$ refrain %s\n' "$*"; "$refrain" "$@"; }

say ingest --manifest Examples/manifest.jsonl
say issues 'is:open severity:>=high' --limit 5
say report trend --by month --format html --output "$folder/trend.html"
say query recurring --limit 10

printf '\nThe trend report: %s\n' "$(pwd)/$folder/trend.html"
