#!/bin/sh
# `make bench-vmm` from the command line, and whole: on a KVM that is played (bench/vmm/own), so
# that every host can see that the pairs are run, the table printed and the file written.
# shellcheck disable=SC2317,SC2329 # commands are handed to check() as words
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

# What is tested is the variant's (tests/variant.mk).
build=build${TEST_VARIANT:+/$TEST_VARIANT}
preload=

# ends_with STATUS WORD…: the program's status, and that what it says has the words.
ends_with() {
    wanted=$1 words=$2
    shift 2
    LD_PRELOAD=$preload "$build/bench-vmm" --monitor "${KVM_VMM:-./kvm-vmm}" \
        --bare "$build/bench/vmm/bare" --out "$tmp/results" "$@" >"$tmp/out" 2>&1
    status=$?
    [ "$status" -eq "$wanted" ] && grep -q -e "$words" "$tmp/out"
}

# field METRIC NUMBER: of its row in vmm.csv.
field() {
    awk -F, -v metric="$1" -v field="$2" '$1 == metric { print $field }' "$tmp/results/vmm.csv"
}

has_row() {
    [ "$(field "$1" 8)" = "$2" ] && [ "$(field "$1" 5)" = ratio ] && [ -n "$(field "$1" 2)" ]
}

has_no_verdict() {
    [ "$(field "$1" 7)" = open ]
}

check 'help is help' ends_with 0 'usage: bench-vmm' --help
check 'a metric that is misspelt is refused' ends_with 64 'no metric is called speed' speed
check 'no pairs are refused' ends_with 64 'whole number from 1' --pairs 0
check 'an option that is unknown is refused' ends_with 64 'wrong usage' --fast

if [ ! -e /dev/kvm ]; then
    check 'without KVM it says so, and what to do' ends_with 69 'no KVM on this host.*switch on' quit
    check 'and no file is written' [ ! -e "$tmp/results" ]
fi

export OWN_EXITS=100 OWN_PORT=0x80
preload="${TEST_RUNTIME:-} ./build/bench/vmm/own/idle_kvm.so"
check 'two metrics are measured' ends_with 0 'a guest that ends at once' --pairs 2 quit start_to_exit
check 'each has its row' has_row quit 2
check 'and so has the other' has_row start_to_exit 2
check 'two pairs are too few for a verdict' has_no_verdict start_to_exit
check 'what fails says why' ends_with 1 'not measured: a guest reported no rate' --pairs 1 exits

# Programs that play monitor and bare loop, so that what the figures come to is known: each prints
# what the guest named in its command would, "COUNT TICKS" or the ticks of 32 interrupts. A shell that has
# the thread sanitizer's runtime preloaded crashes, so they go without.
cat >"$tmp/monitor" <<'EOF'
#!/usr/bin/env -S -u LD_PRELOAD sh
case $* in
*--probe*) printf 'backend          kvm_played\nkind             played\n' ;;
*exits*) echo '200 1000' ;;
*hypercall*) echo '50 1000' ;;
*interrupt*) yes 20000000000 | head -n 32 ;;
*work*work*) yes 'work | 50 1000' | head -n 4 ;;
*work*) echo '100 1000' ;;
*sleep*) echo ready && exec sleep 60 ;;
esac
EOF
cat >"$tmp/bare" <<'EOF'
#!/usr/bin/env -S -u LD_PRELOAD sh
case $* in
*exits* | *hypercall*) echo '100 1000' ;;
*interrupt*) yes 10000000000 | head -n 31 && echo "${LAST_TICKS-10000000000}" ;;
esac
EOF
chmod +x "$tmp/monitor" "$tmp/bare"

played() {
    wanted=$1 words=$2
    shift 2
    ends_with "$wanted" "$words" --monitor "$tmp/monitor" --bare "$tmp/bare" --pairs 6 "$@"
}

check 'what is met is no failure' played 0 'met' exits interrupt
must_be 'twice the bare rate' '2 met' "$(field exits 2) $(field exits 7)"
must_be 'more of it is better, and less of a time' 'more less ' \
    "$(sed -n 's/.*,//; 2,$p' "$tmp/results/vmm.csv" | tr '\n' ' ')"
must_be 'twice the time to the handler' 2.00 "$(printf %.2f "$(field interrupt 2)")"
must_be 'which has no target' '' "$(field interrupt 7)"
check 'what is missed fails' played 1 'missed' hypercall
must_be 'half the bare rate' 0.5 "$(field hypercall 2)"
if [ "$(nproc)" -ge 2 ]; then
    check 'four VMs do what two monitors with one VM each do' played 0 'met' four_vms
    must_be 'of their work' 1 "$(field four_vms 2)"
fi
export LAST_TICKS=
check 'interrupts that are not reported are missed' played 1 '31 of 32 interrupts' interrupt
check 'guests whose memory is not found have no figure' played 1 '0 of 1 guests. memory found' memory
check 'nor has a monitor that ends' ends_with 1 'the monitor ended' --monitor "$tmp/bare" memory_4

# `make bench-own`: what a program says that failed is no figure of its.
own_refuses() {
    ! sh bench/vmm/own/own.sh "$1" "$1" build/bench/vmm/own >"$tmp/out" 2>&1 &&
        grep -q "no figure from own_ns $1 0x80: $2\$" "$tmp/out"
}

printf '#!/bin/sh\necho no KVM here >&2\n' >"$tmp/monitor"
check 'an error is no figure' own_refuses "$tmp/monitor" 'no KVM here'
check 'nor is nothing' own_refuses /bin/true ''
exit "$failed"
