# shellcheck shell=dash
# For the poster's tests: commands that have to fail, and runs that were tampered with.
# shellcheck disable=SC2154 # tmp and said are of tests/shell/check.sh, run of synthetic.sh

# Runs a command that must end with status $1 and say $2.
refused() {
    wanted=$1
    words=$2
    shift 2
    "$@" >"$said" 2>&1
    status=$?
    [ "$status" -eq "$wanted" ] && grep -q -e "$words" "$said" && return
    echo "# status $status"
    return 1
}

# Runs a command on $run with the sed script $2 applied to file $1.
with_change() {
    cp "$run/$1" "$tmp/kept"
    sed "$2" "$tmp/kept" >"$run/$1"
    shift 2
    "$@"
    result=$?
    return "$result"
}
