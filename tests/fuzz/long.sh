#!/bin/sh
# long.sh HOURS: every target for so long, one after the other on one core. Build first: cmake --workflow --preset fuzz
set -eu
here=$(cd "$(dirname "$0")" && pwd)
seconds=$(awk "BEGIN { print int(3600 * ${1:?usage: long.sh HOURS}) }")
for program in "$here"/../../build/fuzz/tests/fuzz_*; do
	[ -x "$program" ] && [ -f "$program" ] || continue
	sh "$here/run.sh" "$program" "$(basename "$program" | sed s/^fuzz_//)" "$seconds"
done
