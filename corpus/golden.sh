#!/bin/sh
# Writes the expected report of every case: corpus/golden.sh PATH_TO_BACKSTAMP
# Each case is read in its own folder, so that no path of this machine stands in a report.
set -eu
[ $# = 1 ] || { echo "usage: $0 PATH_TO_BACKSTAMP" >&2; exit 64; }
tool=$(realpath "$1")
cd "$(dirname "$0")"
for message in */message.eml; do
    case=$(dirname "$message")
    (cd "$case" && "$tool" check --format json --pretty --dns dns.ndjson message.eml > report.json 2> /dev/null) || true
    printf '%s: %s\n' "$case" "$(sed -n 's/^    "label": "\(.*\)",$/\1/p' "$case/report.json")"
done
