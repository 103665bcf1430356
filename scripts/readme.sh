#!/bin/sh
# Writes the results sections of README.md and README.ko.md anew, between their marks, from the CSV
# files of a run alone, so that no figure in them is copied by hand.
# usage: scripts/readme.sh RESULTS [DIRECTORY]     DIRECTORY: where the READMEs are (.)
# Exit status: 0; 65 when a CSV file is not what it should be, or a README has no marks.
set -eu

plots=$(cd "$(dirname "$0")/../plots" && pwd)
section=$(cd "$(dirname "$0")" && pwd)/readme.awk
results=${1:?usage: scripts/readme.sh RESULTS [DIRECTORY]}
directory=${2:-.}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# usage: write LANGUAGE README
write() {
    LC_ALL=C awk -v dir="${results%/}" -v language="$1" -f "$plots/csv.awk" -f "$plots/text.awk" \
        -f "$plots/facts.awk" -f "$plots/groups.awk" -f "$plots/summary.awk" \
        -f "$plots/means.awk" -f "$section" >"$work/section"
    awk -v section="$work/section" '
        /^<!-- results: end -->$/ { inside = 0; marks++ }
        !inside { print }
        /^<!-- results: begin -->$/ {
            while ((getline line < section) > 0)
                print line
            inside = 1
            marks++
        }
        END { exit marks == 2 && !inside ? 0 : 65 }' "$2" >"$work/readme" || {
        echo "readme: $2 has no marks <!-- results: begin --> and <!-- results: end -->" >&2
        exit 65
    }
    cmp -s "$work/readme" "$2" || cat "$work/readme" >"$2"
}

write en "$directory/README.md"
write ko "$directory/README.ko.md"
