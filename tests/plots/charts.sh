# shellcheck shell=dash
# For shell tests: charts drawn of the synthetic run that was made last, $run, and what they show.
# shellcheck disable=SC2016,SC2154,SC2034 # backquotes are words; tmp and said are of tests/shell/check.sh, run of synthetic.sh

if ! command -v gnuplot >/dev/null; then
    echo 'SKIP charts: gnuplot is missing; run `make setup`'
    exit 77
fi
said=$tmp/err
PLOT_FORMATS=svg # the quickest
export PLOT_FORMATS

draw() {
    plots/draw.sh "$run" >"$tmp/out" 2>"$tmp/err"
}

drawn() {
    [ -s "$run/plots/$1" ]
}

# Whether a chart, an SVG, shows a text.
shows() {
    grep -q -e "$2" "$run/plots/$1.svg"
}

# Draws the run after the sed script $2 was applied to file $1; it must fail, with status 65, name
# the file and say $3, and leave no picture behind.
refuses() {
    rm -rf "$run/plots"
    cp "$run/$1" "$tmp/kept"
    sed "$2" "$tmp/kept" >"$run/$1"
    draw
    status=$?
    cp "$tmp/kept" "$run/$1"
    [ "$status" -eq 65 ] && grep -q -e "$1:$3" "$tmp/err" && [ ! -e "$run/plots" ] && return
    echo "# status $status"
    return 1
}
