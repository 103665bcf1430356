# shellcheck shell=dash
# For the shell tests, sourced from the top of the project: a folder of the test's own, and a line for
# each check, as tests/run.sh counts them. A test ends with `exit "$failed"`.
# shellcheck disable=SC2034 # the tests read failed and set said

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
failed=0
said=$tmp/out # what the program under test said last: shown when a check fails

# Passes if the command behind its name succeeds.
# usage: check WHAT COMMAND…
check() {
    what=$1
    shift
    if "$@"; then
        echo "ok    $what"
    else
        echo "not ok $what"
        [ ! -f "$said" ] || sed 's/^/# /' "$said"
        failed=1
    fi
}

# usage: must_be WHAT EXPECTED ACTUAL
must_be() {
    if [ "$2" = "$3" ]; then
        echo "ok    $1"
    else
        printf 'not ok %s: expected\n%s\nnot\n%s\n' "$1" "$2" "$3"
        failed=1
    fi
}

# Skips the whole test where programs are missing that parts of the project need (scripts/setup.sh).
# usage: need WHAT PART…
need() {
    what=$1
    shift
    sh scripts/setup.sh --check "$@" >"$tmp/missing" 2>&1 && return
    echo "SKIP  $what: $(sed -n 's/^setup: missing: //p' "$tmp/missing" | tr '\n' ';')"
    exit 77
}
