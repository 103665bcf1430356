# shellcheck shell=dash
# For the shell tests in the simulated machine: a line for each check, as tests/run.sh counts them.

# usage: must_be WHAT EXPECTED ACTUAL
must_be() {
    if [ "$2" = "$3" ]; then
        echo "ok    $1"
    else
        printf 'not ok %s: expected\n%s\nnot\n%s\n' "$1" "$2" "$3"
    fi
}

# usage: must_lie_between WHAT LOW HIGH ACTUAL
must_lie_between() {
    if awk -v low="$2" -v high="$3" -v actual="$4" \
        'BEGIN { exit !(actual != "" && actual + 0 >= low && actual + 0 <= high) }'; then
        echo "ok    $1 ($4)"
    else
        echo "not ok $1: $4 is not between $2 and $3"
    fi
}
