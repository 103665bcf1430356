#!/bin/sh
# The results in the READMEs and in docs/method.md: they are those of results/example and
# results/one-insn, and scripts/section.sh computes them from CSV files alone, as figures that are
# known beforehand show.
# shellcheck disable=SC2016 # backquotes are Markdown's
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

# usage: summary_row WORKLOAD ENGINE MEDIAN SPEEDUP
summary_row() {
    echo "i386,$1,$2,9,$3,$3,$3,$4,$4,$4,1,"
}

# A run of two computing workloads and a system call; KVM is 100 and 400 times as fast in the two.
plant_run() {
    mkdir -p "$tmp/run"
    {
        echo arch,workload,engine,n,median_ns,ci95_lo_ns,ci95_hi_ns,speedup,speedup_lo,speedup_hi,valid,note
        summary_row sieve kvm 1000 100
        summary_row sieve native 800 125
        summary_row fib kvm 500 400
        summary_row fib native 500 400
        summary_row syscall kvm 5000 "$2"
    } >"$tmp/run/summary.csv"
    {
        echo key,value
        echo "cpu,A processor"
        echo cpus,2
        echo kernel,Linux 9.9
        echo kvm_backend,kvm_fake
        echo "kvm_kind,$1"
        echo arch,i386
        echo 'qemu_version,QEMU emulator version 10.0.2 (Debian)'
        echo rounds,3
        echo date,2030-01-02T03:04:05Z
        echo load_1min,0.10
        echo group.sieve,compute
        echo group.fib,compute
        echo group.syscall,os
    } >"$tmp/run/host.csv"
    rm -f "$tmp/run/vmm.csv"
    printf 'before\n<!-- results: begin -->\nold\n<!-- results: end -->\nafter\n' >"$tmp/README.md"
    cp "$tmp/README.md" "$tmp/README.ko.md"
}

write() {
    sh scripts/readme.sh "$tmp/run" "$tmp" >"$tmp/out" 2>&1
}

has() {
    check "$1" grep -qF -- "$2" "$tmp/${3:-README.md}"
}

committed_ones_are_in_step() {
    cp README.md README.ko.md "$tmp"
    sh scripts/readme.sh results/example "$tmp" >"$tmp/out" 2>&1
    check 'the READMEs are written' [ $? -eq 0 ]
    check 'README.md says what results/example holds (make readme)' cmp README.md "$tmp/README.md"
    check 'README.ko.md does' cmp README.ko.md "$tmp/README.ko.md"
    cp docs/method.md "$tmp"
    sh scripts/section.sh method results/one-insn en "$tmp/method.md" >"$tmp/out" 2>&1
    check 'the section of docs/method.md is written' [ $? -eq 0 ]
    check 'docs/method.md says what results/one-insn holds' cmp docs/method.md "$tmp/method.md"
}

figures_are_computed() {
    plant_run hardware 2
    write
    check 'a run is written in' [ $? -eq 0 ]
    check 'what stands around it stays' \
        [ "$(sed -n '1p;$p' "$tmp/README.md" | tr '\n' ' ')" = 'before after ' ]
    check 'what stood there goes' eval '! grep -q old "$tmp/README.md"'
    has 'the host is named' 'A processor, 2 processors,'
    has 'and its KVM' 'Linux 9.9, KVM `kvm_fake` (hardware), guest i386, QEMU 10.0.2,'
    has 'a mean is geometric, with least and most' '| 200× (100× – 400×) |'
    has 'the cost of virtualization is a range' 'computing workloads: 1.000 to 1.250 (medians)'
    has 'KVM lost nowhere' 'Nowhere in this run was KVM slower'
    has 'in Korean too' '3라운드, 2030-01-02, 시작할 때의 부하 0.10.' README.ko.md
}

losses_are_said() {
    plant_run hardware 0.5
    write
    has 'where KVM loses is said' '**KVM is slower than the reference here**: syscall 2.0×.'
    plant_run software 0.5
    write
    has 'and why, where it is software' 'in kernel mode, which this KVM'
}

monitor_has_its_table() {
    plant_run hardware 2
    write
    has 'without vmm.csv it is said' 'has not been measured there'
    {
        echo metric,value,lo,hi,unit,target,verdict,pairs,monitor,bare,figure_unit,note,backend,better
        echo exits,0.98,0.97,0.99,ratio,0.97,met,15,98000,100000,/s,,kvm_fake,more
        echo memory,2000,1990,2010,KiB,3072,met,15,2000,,KiB,,kvm_fake,less
        echo quit,1.5,1.4,1.6,ratio,,,15,3,2,ms,,kvm_fake,less
    } >"$tmp/run/vmm.csv"
    write
    has 'a ratio has its interval and target' \
        '| 98000 /s | 100000 /s | 0.98 (0.97 – 0.99) | ≥ 0.97 | met |'
    has 'a figure alone has neither' '| 2000 KiB |  |  | ≤ 3072 | met |'
    has 'what has no target has no bound' '| 3.000 ms | 2.000 ms | 1.5 (1.4 – 1.6) |  |  |'
    bounds_are_as_the_file_says
}

# Whatever a metric is called: the file says what is better, and says it rightly or is refused.
bounds_are_as_the_file_says() {
    sed -i '/^exits/s/,more$/,less/' "$tmp/run/vmm.csv"
    write
    has 'the bound is that of the file' '0.98 (0.97 – 0.99) | ≤ 0.97 | met |'
    for word in '' most; do
        sed -i "/^exits/s/,[a-z]*\$/,$word/" "$tmp/run/vmm.csv"
        write
        check "better \"$word\" is refused" [ $? -eq 65 ]
        check 'file and line are named' grep -qF 'vmm.csv:2: better "' "$tmp/out"
    done
    sed -i 's/,[a-z]*$//' "$tmp/run/vmm.csv"
    write
    check 'a file that does not say it is refused' [ $? -eq 65 ]
    check 'and the column is named' grep -qF 'vmm.csv:1: there is no column "better"' "$tmp/out"
}

bad_input_is_refused() {
    plant_run hardware 2
    echo nothing >"$tmp/README.md"
    write
    check 'a README without marks is refused' [ $? -eq 65 ]
    check 'and left as it was' [ "$(cat "$tmp/README.md")" = nothing ]
    plant_run hardware -1
    write
    check 'a damaged run is refused' [ $? -eq 65 ]
    has 'and nothing is written' old
}

# Two computing workloads on three engines, whose counter runs at 2 GHz.
plant_engines() {
    plant_run hardware 2
    {
        echo arch,workload,engine,n,median_ns,ci95_lo_ns,ci95_hi_ns,mips,speedup,speedup_lo,speedup_hi,valid,note
        for row in sieve,tcg-1insn,50,1 fib,tcg-1insn,200,1 sieve,bochs,25,0.5 fib,bochs,400,2 \
            sieve,tcg,1000,20 fib,tcg,4000,20 syscall,tcg,1,9; do
            echo "$row" | awk -F , '{ printf "i386,%s,%s,9,1,1,1,%s,%s,%s,%s,1,\n", $1, $2, $3, $4, $4, $4 }'
        done
    } >"$tmp/run/summary.csv"
    printf 'tsc_hz,2000000000\nbochs_version,Bochs x86 Emulator 2.7\n' >>"$tmp/run/host.csv"
}

interpreter_has_its_table() {
    plant_engines
    sh scripts/section.sh method "$tmp/run" en "$tmp/README.md" >"$tmp/out" 2>&1
    check "the method's table is written in" [ $? -eq 0 ]
    has 'the counter and Bochs are named' 'A processor, its counter at 2.00 GHz, Linux 9.9, guest i386,'
    has 'the reference is 1×' 'host code in it | 100 (50 – 200) | 20 (10 – 40) | 1× |'
    has 'means are geometric' 'does it | 100 (25 – 400) | 20 (5.0 – 80) | 1.0× (0.50× – 2.0×) |'
    has 'of computing workloads alone' '| 2000 (1000 – 4000) | 1.0 (0.50 – 2.0) | 20× (20× – 20×) |'
}

# All of it is measured on KVM, or none of it replaced.
nothing_is_kept_without_kvm() {
    printf '#!/bin/sh\nexit 69\n' >"$tmp/kvm-vmm"
    chmod +x "$tmp/kvm-vmm"
    cksum results/example/*.csv >"$tmp/before"
    KVM_VMM="$tmp/kvm-vmm" sh scripts/example.sh >"$tmp/out" 2>&1
    check 'make example needs KVM' [ $? -eq 69 ]
    check 'and says so in a line' [ "$(wc -l <"$tmp/out")" -eq 1 ]
    cksum results/example/*.csv >"$tmp/after"
    check 'and leaves results/example as it is' cmp "$tmp/before" "$tmp/after"
}

committed_ones_are_in_step
figures_are_computed
losses_are_said
monitor_has_its_table
interpreter_has_its_table
bad_input_is_refused
nothing_is_kept_without_kvm
exit "$failed"
