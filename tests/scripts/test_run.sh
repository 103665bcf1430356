#!/bin/sh
# tests/run.sh itself: what it counts, and that Ctrl-C leaves nothing running.
# shellcheck disable=SC2016,SC2034,SC2317,SC2329 # commands are handed to check() as words, or to eval
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

plant() {
    printf '#!/bin/sh\n%s\n' "$2" >"$tmp/$1"
    chmod +x "$tmp/$1"
}

# Whether a condition comes true within ten seconds.
soon() {
    tries=0
    until eval "$1"; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || return 1
        sleep 0.1
    done
}

# A signal to all of the terminal's processes, as Ctrl-C sends it; the program has a child, too.
interrupted() {
    plant sleeper "sleep 300 & echo \$\$ \$! >'$tmp/pids.new'; mv '$tmp/pids.new' '$tmp/pids'; wait"
    rm -f "$tmp/pids"
    TESTS='' env --default-signal=INT,QUIT setsid sh tests/run.sh "$tmp/sleeper" >"$tmp/out" 2>&1 &
    runner=$!
    check "a program is running when SIG$1 comes" soon '[ -e "$tmp/pids" ]'
    read -r program child <"$tmp/pids"
    env kill -s "$1" -- "-$runner"
    wait "$runner"
    check "SIG$1 ends the run with $2" [ $? -eq "$2" ]
    check 'its program is gone' soon '! kill -0 "$program" 2>/dev/null'
    check 'and what that started' soon '! kill -0 "$child" 2>/dev/null'
}

counted() {
    plant good 'echo "ok    one"; echo "SKIP  two: so it is"; exit 0'
    plant bad 'echo "ok    one"; echo "not ok two"; exit 1'
    TESTS='' sh tests/run.sh "$tmp/good" >"$tmp/out" 2>&1
    check 'a good program is status 0' [ $? -eq 0 ]
    check 'and is counted' [ "$(tail -n 1 "$tmp/out")" = '1 passed, 0 failed, 1 skipped' ]
    TESTS='' sh tests/run.sh "$tmp/good" "$tmp/bad" >"$tmp/out" 2>&1
    check 'a bad one is not' [ $? -ne 0 ]
    check 'and is named' grep -q 'bad: 1 failed, status 1' "$tmp/out"
    plant stuck "sleep 300"
    TESTS='' TEST_PROGRAM_LIMIT=1 sh tests/run.sh "$tmp/stuck" >"$tmp/out" 2>&1
    check 'one that does not end is ended' grep -q 'stuck did not end within 1 s' "$tmp/out"
}

# What `make` was given for a number is one, or is refused before anything is waited for.
numbers() {
    for value in 1 30 0.5; do
        check "$value is a number" sh scripts/number.sh MINUTES "$value"
    done
    for value in '' 0 0.0 x 3m -1 1.2.3 .; do
        sh scripts/number.sh MINUTES "$value" 2>"$tmp/out"
        check "\"$value\" is none" [ $? -eq 64 ]
        check 'and is named' grep -qxF "make: MINUTES=$value: must be a number above 0" "$tmp/out"
    done
    for target in 'fuzz FUZZ_TIME=x' 'hostile-long MINUTES=x' 'bench-self-check RUNS=x'; do
        # shellcheck disable=SC2086 # two words
        make $target >"$tmp/out" 2>&1
        check "make $target is refused" grep -q '=x: must be a number' "$tmp/out"
    done
}

counted
interrupted INT 130
interrupted TERM 143
numbers
exit "$failed"
