#!/bin/sh
# Writes a run as one page of HTML with its charts, RESULTS/report.html (report-ko.html in Korean).
# usage: [PLOT_LANG=en|ko] poster/report.sh RESULTS [FILE]
#
# Exit status: 0; 65 when a CSV file is not what it should be; 69 without gnuplot.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
plots=$here/../plots
language=${PLOT_LANG:-en}
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    echo 'usage: poster/report.sh RESULTS [FILE]' >&2
    exit 64
fi
results=${1%/}
case $language in
ko) file=$results/report-ko.html ;;
*) file=$results/report.html ;;
esac
file=${2:-$file}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
PLOT_FORMATS=svg PLOT_OUT="$work/charts" "$plots/draw.sh" "$results" >"$work/plots.log"

# The charts in the order in which draw.sh names them, those that this run has.
names=
charts=$(sed -n "s/^charts='\(.*\)'$/\1/p" "$plots/draw.sh")
for name in $charts; do
    [ ! -f "$work/charts/$name.svg" ] || names="$names $name"
done
LC_ALL=C awk -v dir="$results" -v charts="$work/charts" -v chart_names="$names" \
    -v language="$language" -v strings="$here/strings.tsv" -v style="$here/report.css" \
    -f "$plots/csv.awk" -f "$plots/text.awk" -f "$plots/engines.awk" -f "$plots/facts.awk" \
    -f "$plots/summary.awk" -f "$plots/means.awk" -f "$plots/groups.awk" \
    -f "$here/lib/strings.awk" -f "$here/report.awk" >"$work/report.html"
mv "$work/report.html" "$file"
printf 'report: %s\n' "$file"
