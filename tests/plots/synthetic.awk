# Makes a results directory of SYNTHETIC figures, to test the charts with: nothing was measured.
# usage: awk -v dir=DIR [-v engines="kvm tcg …"] [-v workloads="sieve:compute …"] [-v kind=…]
#            [-v slow=1 (KVM loses everywhere)] -f synthetic.awk
#
# A workload of group g takes base(g) nanoseconds natively and factor(e, g) as long on engine e,
# with some spread by round and workload that depends on nothing but their numbers.

BEGIN {
    if (engines == "")
        engines = "kvm tcg tcg-1insn native"
    if (workloads == "")
        workloads = "sieve:compute fib:compute matmul:compute sort:compute crc32:compute " \
            "sha256:compute nqueens:compute mandelbrot:compute times-table:compute " \
            "copy-16k:memory copy-1m:memory fill-1m:memory walk-16k:memory walk-8m:memory " \
            "syscall:os pagefault:os hypercall:outside"
    if (kind == "")
        kind = "hardware"
    engine_total = split(engines, engine, " ")
    workload_total = split(workloads, workload, " ")
    for (w = 1; w <= workload_total; w++) {
        split(workload[w], part, ":")
        workload[w] = part[1]
        group[w] = part[2]
    }
    write_host()
    write_summary()
    write_boots()
}

function write_host(    path, w) {
    path = dir "/host.csv"
    print "key,value" > path
    print "arch,i386" > path
    print "cpu,\"Synthetic \"\"Test\"\" CPU & Co, <8 cores>\"" > path
    print "kernel,Linux 0.0-synthetic" > path
    print "qemu_version,QEMU emulator version 10.0.2 (Synthetic)" > path
    print "kvm_probe,\"two\nlines\"" > path
    print "kvm_backend,kvm_test" > path
    print "kvm_kind," kind > path
    print "simulated," (kind == "simulated" ? "yes" : "no") > path
    print "rounds,5" > path
    print "cpus,2" > path
    print "date,2000-01-01T00:00:00Z" > path
    for (w = 1; w <= workload_total; w++)
        if (group[w] != "")
            print "group." workload[w] "," group[w] > path
}

# How many times longer than natively.
function longer(e, g) {
    if (e == "kvm")
        return slow ? 300 : g == "os" ? 400 : g == "outside" ? 20 : g == "memory" ? 1.1 : 1.02
    return e == "native" ? 1 : e == "tcg" ? (g == "os" ? 15 : 9) : e == "qemu-kvm" ? 1.05 : 92
}

function time_of(w, e) {
    return 1e6 * (1 + w % 5) * longer(e, group[w]) * (1 + 0.02 * sin(w * 3 + length(e))) * \
        (e ~ /tcg/ ? 1 + 0.37 * sin(w * 7 + length(e)) : 1)
}

function write_summary(    path, w, e) {
    path = dir "/summary.csv"
    print "arch,workload,engine,n,median_ns,ci95_lo_ns,ci95_hi_ns,mad_ns,instructions,mips," \
        "speedup,speedup_lo,speedup_hi,valid,note" > path
    for (w = 1; w <= workload_total; w++)
        for (e = 1; e <= engine_total; e++)
            write_row(path, w, engine[e])
}

function write_row(path, w, e,    t, r, spread) {
    if (e == "native" && group[w] == "outside") {
        print "i386," workload[w] ",native,0,,,,,,,,,,0,15 of 15 unsupported" > path
        return
    }
    t = time_of(w, e)
    spread = 0.01 + 0.06 * (w % 4 == 1)
    r = (" " engines " ") ~ / tcg-1insn / ? time_of(w, "tcg-1insn") / t : ""
    printf "i386,%s,%s,15,%.15g,%.15g,%.15g,%.15g,,,", workload[w], e, t, t * (1 - spread),
        t * (1 + spread), t * spread / 2 > path
    if (r == "")
        printf ",,,1,\n" > path
    else
        printf "%.6g,%.6g,%.6g,1,\"note, with \"\"quotes\"\"\"\n", r, r * (1 - spread),
            r * (1 + spread) > path
}

function write_boots(    path, round, e, first) {
    path = dir "/boots.csv"
    print "round,order,engine,arch,wall_ns,first_byte_ns,max_rss_kib,exits,exit_status," \
        "status" > path
    for (round = 1; round <= 5; round++)
        for (e = 1; e <= engine_total; e++) {
            first = (engine[e] ~ /tcg/ ? 3e8 : engine[e] == "kvm" ? 1.2e7 : 9e5) * \
                (1 + 0.1 * sin(round * 3 + e))
            printf "%d,%d,%s,i386,%d,%d,%d,%s,0,ok\n", round, e, engine[e], first * 20, first,
                (engine[e] ~ /tcg/ ? 60000 : 4000), (engine[e] == "kvm" ? 1234 : "") > path
        }
}
