#!/bin/sh
# A host without any KVM, played by a kvm-vmm that says so: what asks for KVM says in one line what
# it cannot do and what to do instead, and `make bench` measures and draws what is left.
# shellcheck disable=SC2016,SC2317,SC2329 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

# A kvm-vmm whose --probe ends with status $1, after an error if there is no KVM.
plant_probe() {
    cat >"$tmp/kvm-vmm" <<END
#!/bin/sh
[ $1 -ne 69 ] || echo 'kvm-vmm: no KVM on this planet; go to another, or use a simulated machine: make lab' >&2
exit $1
END
    chmod +x "$tmp/kvm-vmm"
}

says_why_and_what_instead() {
    plant_probe 69
    sh scripts/no-kvm.sh 'make this' 'do that' >"$tmp/out" 2>"$tmp/err"
    check 'without KVM it is said' [ $? -eq 0 ]
    check 'on standard error alone' [ ! -s "$tmp/out" ]
    check 'in one line, with cause, remedy and what there is instead' \
        [ "$(cat "$tmp/err")" = \
        'make this: no KVM on this planet; go to another; here, do that' ]
    for status in 0 1; do
        plant_probe $status
        sh scripts/no-kvm.sh 'make this' 'do that' >"$tmp/out" 2>&1
        check "nothing is said where --probe gives $status" [ "$? $(cat "$tmp/out")" = '1 ' ]
    done
}

run_is_drawn() {
    for chart in overview speedup time mips startup; do
        [ -s "$tmp/run/plots/$chart.svg" ] || return 1
    done
    [ ! -e "$tmp/run/plots/cost.svg" ]
}

bench_goes_on() {
    plant_probe 69
    for tool in qemu-system-x86_64 gnuplot; do
        command -v $tool >/dev/null || { echo "SKIP  make bench without KVM: no $tool" && return; }
    done
    sh bench/bench.sh --rounds 1 --iterations 2 --budget 6 --workloads fib,hypercall \
        --out "$tmp/run" >"$tmp/out" 2>&1
    check 'make bench ends well' [ $? -eq 0 ]
    check 'it offers the lab' grep -q "^make bench: no KVM on this planet.*make lab-bench" "$tmp/out"
    for engine in tcg-1insn tcg native; do
        check "$engine is measured" grep -q "^[^,]*,fib,$engine,2,.*,1," "$tmp/run/summary.csv"
    done
    check 'kvm is not there' eval '! grep -q ",kvm," "$tmp/run/summary.csv"'
    check 'what can be drawn is drawn, and nothing else' run_is_drawn
    check 'and it is said why' \
        grep -q 'cost: not drawn: no workload was measured both on kvm and' "$tmp/out"
}

export KVM_VMM="$tmp/kvm-vmm"
says_why_and_what_instead
bench_goes_on
exit "$failed"
