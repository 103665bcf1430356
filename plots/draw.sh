#!/bin/sh
# Draws the charts of a run from its CSV files alone, as SVG, PNG and PDF, into RESULTS/plots.
# usage: [PLOT_FORMATS='svg png pdf'] [PLOT_LANG=en|ko] plots/draw.sh RESULTS [CHART…]
# For pages that charts go into: PLOT_OUT, another directory; PLOT_BARE=1, neither heading nor foot;
# PLOT_WIDTH, in pixels (1200).
#
# A chart is two steps: NAME.awk checks the CSV files and lays the chart out, NAME.gp draws it.
# What is drawn appears at once, when all of it is there. Exit status: 0 when at least one chart
# was drawn; 64 when what was asked for does not exist; 65 when a CSV file is missing, empty or not
# what it should be; 66 when the run has nothing to show on any of them; 69 without gnuplot.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
charts='overview speedup time mips cost one-insn exits latency scaling startup'
shared='csv text metrics engines facts groups summary means chart bars bar_labels dots exit_kinds phases' # what layouts have in common
formats=${PLOT_FORMATS:-svg png pdf}
language=${PLOT_LANG:-en}

die() {
    status=$1
    shift
    printf 'plots: %s\n' "$*" >&2
    exit "$status"
}

# Checks the CSV files and lays a chart out: 0, or 3 when this run has nothing to show on it.
lay_out() {
    chart_layout=$1
    set --
    for part in $shared "$chart_layout"; do
        set -- "$@" -f "$here/$part.awk"
    done
    LC_ALL=C awk -v dir="$results" -v out="$work" -v language="$language" \
        -v sheet_width="${PLOT_WIDTH:-}" -v bare="${PLOT_BARE:-}" "$@"
}

# gnuplot 5.4 crashes over labels whose table has one line that is left out; a blank line behind it helps.
end_tables() {
    for table in "$work/$1".*.dat; do
        [ ! -s "$table" ] || echo >>"$table"
    done
}

# A gnuplot string.
quoted() {
    printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"
}

# Draws a chart in one format, in a locale of UTF-8, without which gnuplot warns. A table without rows is
# no fault: of what gnuplot says, that is left out.
draw() {
    status=0
    LC_ALL=C.UTF-8 gnuplot -e "layout=$(quoted "$work"); style=$(quoted "$here/style.gp"); \
format='$2'; output=$(quoted "$drawn/$1.$2")" "$here/$1.gp" 2>"$work/gnuplot.log" || status=$?
    grep -v -e '^ *$' -e 'Skipping data file with no valid points' "$work/gnuplot.log" >&2 || :
    [ "$status" -eq 0 ] || die 70 "gnuplot could not draw $1.$2"
    case $2 in
    svg) to_weights "$1" ;;
    png) at_300_dpi "$drawn/$1.png" ;;
    esac
}

# Says in a PNG how large it is meant to be, which gnuplot does not: 11811 dots a metre are 300 an
# inch. It is a chunk pHYs (PNG specification, "Physical pixel dimensions") behind the header, which
# is 33 bytes long.
at_300_dpi() {
    {
        head -c 33 "$1"
        printf '\000\000\000\011pHYs\000\000\056\043\000\000\056\043\001'
        printf '\170\245\077\166' # its CRC-32
        tail -c +34 "$1"
    } >"$1.new"
    mv "$1.new" "$1"
}

# In an SVG the fonts of the reader's machine are used: those that are near to ours are named too, and
# what gnuplot calls a face becomes a weight, the mark of a simulated run, which its SVG cannot make
# transparent, is made so, and what browsers would show as a tip on each part, its command, is taken out.
to_weights() {
    near="Inter, 'Noto Sans CJK KR', 'DejaVu Sans', Helvetica, Arial, sans-serif"
    face='font-family="\(Inter\|Noto Sans CJK KR\)'
    sed -i -e 's|fill="rgb(192, *32, *32)"|& fill-opacity="0.45"|' \
        -e "s/$face Bold\"/font-family=\"$near\" font-weight=\"bold\"/" \
        -e "s/$face\"/font-family=\"$near\"/" \
        -e "s|<title>Gnuplot</title>|<title>$1</title>|" \
        -e 's|\(<g id="gnuplot_plot_[0-9a-z]*" >\)<title>[^<]*</title>|\1|' "$drawn/$1.svg"
}

[ $# -ge 1 ] || die 64 'usage: plots/draw.sh RESULTS [CHART…]'
case $language in
en | ko) ;;
*) die 64 "PLOT_LANG is \"$language\"; it can be en or ko" ;;
esac
for format in $formats; do
    case $format in
    svg | png | pdf) ;;
    *) die 64 "PLOT_FORMATS names \"$format\"; it can name svg, png and pdf" ;;
    esac
done
[ -n "${format:-}" ] || die 64 'PLOT_FORMATS names nothing; it can name svg, png and pdf'
results=${1%/}
shift
[ $# -eq 0 ] || charts=$*
[ -d "$results" ] || die 65 "$results: no such directory; \`make bench\` makes one"
command -v gnuplot >/dev/null || die 69 "gnuplot is missing; run \`make setup\`"

work=$(mktemp -d)
drawn=$work/plots
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir "$drawn"

able=
for chart in $charts; do
    [ -f "$here/$chart.gp" ] || die 64 "no chart is called $chart"
    status=0
    lay_out "$chart" || status=$?
    case $status in
    0)
        end_tables "$chart"
        able="$able $chart"
        ;;
    3) ;;
    *) exit "$status" ;;
    esac
done
count=0
for chart in $able; do
    for format in $formats; do
        draw "$chart" "$format"
    done
    count=$((count + 1))
done
[ "$count" -gt 0 ] || die 66 "$results: nothing there to draw"

place=${PLOT_OUT:-$results/plots}
mkdir -p "$place"
if [ $# -eq 0 ]; then
    rm -f "$place"/*.svg "$place"/*.png "$place"/*.pdf
fi
mv "$drawn"/* "$place/"
printf 'plots: %s charts in %s\n' "$count" "$place"
