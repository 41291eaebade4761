#!/bin/sh
# run.sh PROGRAM NAME SECONDS: a libFuzzer target for a while, beginning with its corpus; what it learns stays in the folder
# of the build, what it finds is kept there as crash-* and fails.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
grown=$(dirname "$1")/fuzz-corpus/$2
found=$(dirname "$1")/fuzz-found/$2
mkdir -p "$grown" "$found"
exec "$1" -max_total_time="$3" -timeout=10 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 -artifact_prefix="$found/" \
	-dict="$here/dictionaries/$2.txt" "$grown" "$here/corpus/$2"
