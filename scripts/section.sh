#!/bin/sh
# Writes the section of a document that shows a run anew, between its marks, from the CSV files of
# that run alone, so that no figure in it is copied by hand.
# usage: scripts/section.sh SECTION RUN LANGUAGE DOCUMENT      SECTION.awk, beside this, prints it
# Exit status: 0; 65 when a CSV file is not what it should be, or the document has no marks.
set -eu

section=$(cd "$(dirname "$0")" && pwd)/${1:?usage: scripts/section.sh SECTION RUN LANGUAGE DOCUMENT}.awk
run=${2%/}
language=$3
document=$4
plots=$(cd "$(dirname "$0")/../plots" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

LC_ALL=C awk -v dir="$run" -v language="$language" -f "$plots/csv.awk" -f "$plots/text.awk" \
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
    END { exit marks == 2 && !inside ? 0 : 65 }' "$document" >"$work/document" || {
    echo "section: $document has no marks <!-- results: begin --> and <!-- results: end -->" >&2
    exit 65
}
cmp -s "$work/document" "$document" || cat "$work/document" >"$document"
