#!/bin/sh
# Prints which share of its lines and branches each source file has had run, least first, and the
# sum of each folder, from the counts that programs built with --coverage have left behind.
# usage: tests/coverage.sh BUILD_FOLDER SOURCE_FOLDER…
set -eu
cd "$(dirname "$0")/.."

build=$1
shift
notes=$(mktemp)
trap 'rm -f "$notes"' EXIT

for folder; do
    # The library's objects and main.o: each source is compiled once.
    find "$build/$folder" -name '*.gcno' | sort | while read -r note; do
        gcov --no-output --branch-probabilities --object-directory "$(dirname "$note")" "$note"
    done | sed "s|^|$folder |"
done >"$notes" 2>/dev/null

# gcov says of each file: File 'NAME', Lines executed:P% of N, and the branches likewise.
awk '
    function row(hit, lines, taken, ways, name) {
        return sprintf("lines %s of %4d   branches %s of %4d   %s", share(hit, lines), lines,
            share(taken, ways), ways, name)
    }
    function share(hit, all) { return all ? sprintf("%5.1f %%", 100 * hit / all) : "      -" }
    function counts(text) { sub(/.*:/, "", text); return text }
    $2 == "File" {
        file = substr($3, 2, length($3) - 2)
        wanted = index(file, $1 "/") == 1 && file ~ /\.c$/
    }
    wanted && /Lines executed/ {
        split(counts($0), p, "% of ")
        lines[file] = p[2]
        hit[file] = p[1] * p[2] / 100
    }
    wanted && /Taken at least once/ {
        split(counts($0), p, "% of ")
        ways[file] = p[2]
        taken[file] = p[1] * p[2] / 100
    }
    wanted { folder[file] = $1 }
    END {
        for (file in folder) {
            printf "%9.4f  %s\n", 100 * hit[file] / lines[file],
                row(hit[file], lines[file], taken[file], ways[file], file) | "sort -n | cut -c 12-"
            at = folder[file]
            l[at] += lines[file]; h[at] += hit[file]; w[at] += ways[file]; t[at] += taken[file]
        }
        close("sort -n | cut -c 12-")
        for (at in l)
            print row(h[at], l[at], t[at], w[at], at "/, all")
    }' "$notes"
