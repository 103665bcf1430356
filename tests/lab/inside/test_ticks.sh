#!/bin/sh
# The timer of 1K OS for i386 at 100 Hz, asleep and computing, with both interrupt controllers. In
# a simulation time goes by unevenly, so the bounds are wide; a lost end of interrupt, a tick that
# comes twice or one that never comes is far beyond them. test_timer is exact, on the host.
. tests/lab/inside/checks.sh

run() {
    kvm-vmm --timeout 60 --irqchip "$chip" -a "$1" guest/os1k-i386.elf </dev/null
}

uptime() {
    cut -d ' ' -f 1 /proc/uptime
}

# Prints the number that stands between $1 and $2 in the last run's output.
number_between() {
    printf '%s\n' "$output" | sed -n "s/^$1\([0-9]*\)$2.*/\1/p"
}

for chip in user kernel; do
    begin=$(uptime)
    output=$(run run=ticks:300)
    seconds=$(uptime | awk -v begin="$begin" '{ print $1 - begin }')
    must_lie_between "$chip: seconds for 300 ticks" 2.98 5.5 "$seconds"
    must_be "$chip: ticks counted" 300 "$(number_between 'ticks: ' ,)"
    output=$(run run=spin:3)
    # Its seconds are as long as the first, in which it slept and may have been woken late.
    second=$(number_between 'spin: ' ' ticks a second')
    must_lie_between "$chip: ticks in a second of sleep" 98 200 "$second"
    must_lie_between "$chip: ticks in three such seconds of computing" \
        $((${second:-0} * 27 / 10)) $((${second:-0} * 33 / 10)) \
        "$(number_between 'spin: 3 s, ' ' ticks,')"
done
