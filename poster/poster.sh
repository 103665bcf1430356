#!/bin/sh
# Sets the poster in English and Korean: PDF, and a preview as PNG.
# usage: poster/poster.sh RESULTS PARTS OUT
#        RESULTS: a run's CSV files; PARTS: the screenshots as SVG, where other parts are put too;
#        OUT: where poster-en.pdf, poster-ko.pdf and preview.png go
#
# Exit status: 0; 65 when a CSV file is not what it should be, or KVM was not measured; 69 without
# gnuplot or rsvg-convert; 70 when a text does not fit its place.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
plots=$here/../plots
if [ $# -ne 3 ]; then
    echo 'usage: poster/poster.sh RESULTS PARTS OUT' >&2
    exit 64
fi
results=${1%/}
parts=$2
out=$3
if ! command -v rsvg-convert >/dev/null; then
    echo "poster: rsvg-convert is missing; run \`make setup\`" >&2
    exit 69
fi

# Draws charts to be `width` wide, each as a part; those that the run has no figures for are left out.
# Status 66: all of them are.
# usage: draw_charts LANGUAGE WIDTH CHART…
draw_charts() {
    language=$1
    width=$2
    shift 2
    for chart; do
        rm -f "$parts/$chart-$language.svg"
    done
    rm -rf "$work/charts"
    PLOT_LANG=$language PLOT_FORMATS=svg PLOT_BARE=1 PLOT_WIDTH=$width PLOT_OUT="$work/charts" \
        "$plots/draw.sh" "$results" "$@" >"$work/plots.log" || return
    for chart; do
        [ ! -f "$work/charts/$chart.svg" ] ||
            mv "$work/charts/$chart.svg" "$parts/$chart-$language.svg"
    done
}

# The charts of the results, and the diagrams.
draw_parts() {
    draw_charts "$1" 640 overview || return
    status=0
    draw_charts "$1" 521 exits latency 2>"$work/not-drawn" || status=$?
    if [ "$status" -ne 0 ] && [ "$status" -ne 66 ]; then
        cat "$work/not-drawn" >&2
        return "$status"
    fi
    for diagram in structure memory interrupts creation bench; do
        "$here/diagram.sh" "$diagram" "$1" "$work/constants" >"$parts/$diagram-$1.svg" || return
    done
}

set_poster() {
    LC_ALL=C awk -v dir="$results" -v parts="$parts" -v language="$1" \
        -v strings="$here/strings.tsv" -v constants="$work/constants" \
        -f "$plots/csv.awk" -f "$plots/text.awk" -f "$plots/engines.awk" -f "$plots/facts.awk" \
        -f "$plots/summary.awk" -f "$plots/means.awk" -f "$plots/groups.awk" \
        -f "$plots/metrics.awk" -f "$here/lib/svg.awk" -f "$here/lib/strings.awk" \
        -f "$here/poster.awk" >"$work/poster-$1.svg"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir -p "$parts" "$out"
(cd "$here/.." && poster/constants.sh) >"$work/constants"
LC_ALL=C awk -v dir="$results" -f "$plots/csv.awk" -f "$plots/summary.awk" -f "$here/run.awk" \
    >>"$work/constants"
for language in en ko; do
    draw_parts "$language"
    set_poster "$language"
    rsvg-convert -f pdf -o "$work/poster-$language.pdf" "$work/poster-$language.svg"
done
rsvg-convert -w 840 -o "$work/preview.png" "$work/poster-en.svg"
mv "$work/poster-en.svg" "$work/poster-ko.svg" "$parts"
mv "$work/poster-en.pdf" "$work/poster-ko.pdf" "$work/preview.png" "$out"
printf 'poster: %s/poster-en.pdf and %s/poster-ko.pdf, from %s\n' "$out" "$out" "$results"
