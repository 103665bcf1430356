#!/bin/sh
# long_lab.sh, on machines that are played: a crash of QEMU is made up for and told, nothing else is
# forgiven.
# shellcheck disable=SC2317,SC2329 # commands are handed to check() as words
set -u
cd "$(dirname "$0")/../.." || exit 1

script=$PWD/tests/hostile/long_lab.sh
. tests/shell/check.sh

# Plays the machines: the n-th call of tests/lab/run prints and ends as line n of $tmp/machines says,
# MINUTES STATUS SIGNAL; with a signal QEMU has crashed. What it was asked for goes to $tmp/asked.
mkdir -p "$tmp/tests/lab" "$tmp/bin"
cat >"$tmp/tests/lab/run" <<'END'
#!/bin/sh
echo "$*" >>asked
read -r minutes status signal <<PART
$(sed -n "$(wc -l <asked)p" machines)
PART
for minute in $(seq "$minutes"); do
    echo "NOTE  minute $minute is over: all well"
done
[ -z "$signal" ] || echo "lab: QEMU was ended by signal $signal (so it goes)" >&2
exit "$status"
END
# Plays the QEMU that is asked whether it bears a segment register that does not exist.
cat >"$tmp/bin/qemu-system-x86_64" <<'END'
#!/bin/sh
read -r status <probe
exit "$status"
END
chmod +x "$tmp/tests/lab/run" "$tmp/bin/qemu-system-x86_64"

# usage: run_with MINUTES "MINUTES STATUS [SIGNAL]"…    one for each machine; sets `status`
run_with() {
    minutes=$1
    shift
    printf '%s\n' "$@" >"$tmp/machines"
    : >"$tmp/asked"
    (cd "$tmp" && PATH="$tmp/bin:$PATH" sh "$script" "$minutes") >"$tmp/out" 2>&1
    status=$?
}

asked() {
    grep -o 'HOSTILE_MINUTES=[0-9]*' "$tmp/asked" | tr -dc '0-9\n' | tr '\n' ' '
}

says() {
    grep -q "$1" "$tmp/out"
}

echo 1 >"$tmp/probe" # isa-debug-exit's spelling of 0
run_with 30 '30 0'
check 'one machine will do' [ "$status $(asked)" = '0 30 ' ]
check 'and nothing is left out' [ -z "$(grep SPARE "$tmp/asked")" ]
run_with 30 '12 125 11' '5 125 6' '13 0'
check 'a crash of QEMU is made up for' [ "$status $(asked)" = '0 30 18 13 ' ]
check 'and counted' says '30 minutes in 3 machine(s), crashes of QEMU: 2'
run_with 30 '30 125 11'
check 'not when the minutes are whole' [ "$status $(asked)" = '0 30 ' ]
run_with 30 '12 1' '30 0'
check 'what the tests find is not forgiven' [ "$status $(asked)" = '1 30 ' ]
run_with 30 '12 125' '30 0'
check 'nor a machine that ends by itself' [ "$status $(asked)" = '125 30 ' ]
run_with 30 '0 125 11' '0 125 11' '0 125 11' '0 125 11' '0 125 11' '30 0'
check 'it gives up where no machine lasts' [ "$status $(asked)" = '1 30 30 30 30 30 ' ]
run_with half '30 0'
check 'minutes are a number' [ "$status $(asked)" = '64 ' ]
echo 139 >"$tmp/probe"
run_with 30 '30 0'
check 'a QEMU that does not bear it is spared' grep -q HOSTILE_SPARE_QEMU=1 "$tmp/asked"
check 'and that is said' says 'issue 3195'
exit "$failed"
