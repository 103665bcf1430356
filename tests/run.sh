#!/bin/sh
# Runs test programs one after another, shows what each prints, and counts their checks.
# usage: tests/run.sh PROGRAM…     TESTS="word word": only programs with one of these in their name
#
# Where the numbers come from, first that applies:
#   NAME: N passed, N failed, N skipped     the last line of an end-to-end program
#   NN%: Checks: N, Failures: N, Errors: N  the summary of a program that uses Check alone
#   ok … / not ok … / SKIP …                the lines of a shell test, one a check
#   the exit status                         one check: 0 passed, 77 skipped, all else failed
# A program that fails without a failed check of its own counts as one failed check more.
# Exit status: 0 when at least one check passed and none failed.
set -u
cd "$(dirname "$0")/.." || exit 1

log=$(mktemp) && all=$(mktemp) && failures=$(mktemp) || exit 1
trap 'rm -f "$log" "$log.status" "$all" "$failures"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
passed=0 failed=0 skipped=0

# Whether the program is among those that TESTS names.
is_chosen() {
    [ -z "${TESTS:-}" ] && return 0
    for word in $TESTS; do
        case $1 in *"$word"*) return 0 ;; esac
    done
    return 1
}

# Prints "passed failed skipped" for the program whose output is in $log and whose status is $1.
count() {
    awk -v status="$1" '
        /^[^ ]+: [0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ {
            p += $2; f += $4; s += $6; own = 1
        }
        /^[0-9]+%: Checks: [0-9]+, Failures: [0-9]+, Errors: [0-9]+$/ {
            cp += $3 - $5 - $7; cf += $5 + $7; check = 1
        }
        /^ok / { tp++; tap = 1 }
        /^not ok / { tf++; tap = 1 }
        /^SKIP / { ts++; tap = 1 }
        END {
            if (own) ;
            else if (check) { p = cp; f = cf }
            else if (tap) { p = tp; f = tf; s = ts }
            else if (status == 0) p = 1
            else if (status == 77) s = 1
            else f = 1
            if (status != 0 && status != 77 && f + 0 == 0) f = 1
            print p + 0, f + 0, s + 0
        }' "$log"
}

# Prints how many seconds a program may take: 600, or what a line of a shell test says.
limit_of() {
    own=
    case $1 in *.sh) own=$(sed -n 's/^# run.sh: limit \([0-9]*\) s$/\1/p' "$1") ;; esac
    echo "${own:-${TEST_PROGRAM_LIMIT:-600}}"
}

# Runs a program for so many seconds at most. `timeout` puts it into a process group of its own, which the
# terminal's Ctrl-C does not reach: it is handed on, and waited for. What a shell starts in the background
# ignores that signal, unless it is told otherwise, which busybox, in the simulated machine, cannot do.
# usage: within SECONDS PROGRAM [WORD]…
within() {
    if ! env --default-signal=INT true 2>/dev/null; then
        timeout -k 5 "$@" </dev/null 2>&1
        return
    fi
    env --default-signal=INT,QUIT timeout -k 5 "$@" </dev/null 2>&1 &
    child=$!
    trap 'kill "$child"; wait "$child"; exit 130' INT
    trap 'kill "$child"; wait "$child"; exit 143' TERM
    wait "$child"
}

run() {
    name=$(basename "$1")
    limit=$(limit_of "$1")
    printf '== %s\n' "$name" | tee -a "$all"
    case $1 in
    *.sh) set -- sh "$1" ;;
    esac
    start=$(date +%s)
    {
        within "$limit" "$@"
        printf '%s\n' "$?" >"$log.status"
    } | tee "$log"
    status=$(cat "$log.status")
    cat "$log" >>"$all"
    [ "$status" != 124 ] || printf 'FAIL  %s did not end within %s s\n' "$name" "$limit"
    counts=$(count "$status")
    # shellcheck disable=SC2086 # three numbers
    set -- $counts
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
    printf '   %s passed, %s failed, %s skipped in %s s\n' "$@" "$(($(date +%s) - start))"
    [ "$2" -eq 0 ] || printf '  %s: %s failed, status %s\n' "$name" "$2" "$status" >>"$failures"
}

for program; do
    if is_chosen "$(basename "$program")"; then
        run "$program"
    fi
done

awk -f tests/skips.awk "$all"
[ -s "$failures" ] && printf '\nFailed:\n' && cat "$failures"
if [ $((passed + failed + skipped)) -eq 0 ]; then
    echo "no test ran${TESTS:+: none is named like \"$TESTS\"}"
fi
printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
