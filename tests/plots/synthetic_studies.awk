# The SYNTHETIC figures of what is measured or counted outside the rounds, for the engines and
# workloads of synthetic.awk, which it is run behind: exits, latencies, scaling, phases of start-up.
# usage: awk … -f synthetic.awk -f synthetic_studies.awk

BEGIN {
    if ((" " engines " ") ~ / kvm /)
        write_exits()
    write_latency()
    write_scaling()
    write_phases()
}

# A number from 0 to 1 that depends on nothing but those before it (Park and Miller's generator).
function chance() {
    seed = ((seed ? seed : 1) * 16807) % 2147483647
    return seed / 2147483647
}

function write_exits(    w) {
    exits_path = dir "/exits.csv"
    print "arch,workload,size,iterations,kind,key,direction,count,total_ns,p50_ns,p99_ns" \
        > exits_path
    exits_boot("(boot)", 1, 9e6)
    for (w = 1; w <= workload_total; w++)
        exits_boot(workload[w], (group[w] == "outside" ? 8000 : group[w] == "menu" ? 700 : 1), 1e8)
}

function exits_boot(name, console, guest_ns) {
    exits_row(name, "exit", "io 0x00e9", "out", console + 40, 5000)
    exits_row(name, "exit", "io 0x01e9", "out", 800, 4000)
    exits_row(name, "exit", "io 0x0040", "out", 12, 6000)
    exits_row(name, "exit", "io 0x0020", "out", 30, 4500)
    exits_row(name, "exit", "io 0x0060", "in", 9, 7000)
    exits_row(name, "exit", "hlt", "", 2, 300000)
    exits_row(name, "exit", "intr", "", 3, 2500)
    print "i386," name ",10,4,coalesced,io 0x00e9,out,300,,," > exits_path
    exits_row(name, "interrupt", "0x20", "", 14, 21000)
    print "i386," name ",10,4,window,irq,,1,,," > exits_path
    print "i386," name ",10,4,guest,run,,1000," guest_ns ",," > exits_path
}

function exits_row(name, kind, key, direction, count, each) {
    printf "i386,%s,10,4,%s,%s,%s,%d,%d,%d,%d\n", name, kind, key, direction, count, count * each,
        each, each * 3 > exits_path
}

# The middle of an engine's latencies, in nanoseconds; 0: none are measured on it.
function latency_of(e) {
    return e == "kvm" ? 26000 : e == "kvm-irqchip" ? 9000 : e == "tcg" ? 60000 : \
           e == "tcg-1insn" ? 140000 : 0
}

function write_latency(    list, count, e) {
    latency_path = dir "/latency.csv"
    latency_summary = dir "/latency_summary.csv"
    print "round,order,engine,arch,delay_us,sample,latency_ns,status" > latency_path
    print "arch,engine,n,p50_ns,p50_lo_ns,p50_hi_ns,p90_ns,p99_ns,p99_lo_ns,p99_hi_ns,max_ns" \
        > latency_summary
    count = split(engines " kvm-irqchip", list, " ")
    for (e = 1; e <= count; e++)
        if (latency_of(list[e]) > 0 && (list[e] != "kvm-irqchip" || list[1] == "kvm"))
            latency_engine(e, list[e])
}

# Samples with a long tail, and their quantiles.
function latency_engine(order, e,    round, s, n, ns) {
    for (round = 1; round <= 3; round++)
        for (s = 1; s <= 100; s++) {
            ns = latency_of(e) * (0.8 + 0.4 * chance()) * (chance() < 0.04 ? 2 + 3 * chance() : 1)
            latency_one[++n] = ns
            printf "%d,%d,%s,i386,1000,%d,%d,ok\n", round, order, e, s, ns > latency_path
        }
    printf "1,%d,%s,i386,1000,101,900000,warmup\n", order, e > latency_path
    if (e == "kvm") {
        printf "1,%d,%s,i386,1000,102,,lost\n", order, e > latency_path
        printf "1,%d,%s,i386,1000,103,-40,ok\n", order, e > latency_path
    }
    sort_latencies(n)
    printf "i386,%s,%d,%d,%d,%d,%d,%d,%d,%d,%d\n", e, n, latency_one[n / 2],
        latency_one[n / 2] * 0.97, latency_one[n / 2] * 1.03, latency_one[n * 0.9],
        latency_one[n * 0.99], latency_one[n * 0.97], latency_one[n], latency_one[n] \
        > latency_summary
}

function sort_latencies(n,    i, j, value) {
    for (i = 2; i <= n; i++) {
        value = latency_one[i]
        for (j = i - 1; j >= 1 && latency_one[j] > value; j--)
            latency_one[j + 1] = latency_one[j]
        latency_one[j + 1] = value
    }
}

# Two processors: two machines do nearly twice the work of one, four hardly more.
function write_scaling(    path, e, m, gain) {
    path = dir "/scaling_summary.csv"
    print "arch,engine,machines,throughput,throughput_lo,throughput_hi,slowdown" > path
    for (e = 1; e <= engine_total; e++)
        for (m = 1; m <= 4; m++) {
            gain = (m == 1 ? 1 : m == 2 ? 1.94 : 1.97) * (engine[e] ~ /tcg/ ? 0.96 : 1)
            if (engine[e] != "native")
                printf "i386,%s,%d,%.4f,%.4f,%.4f,%.4f\n", engine[e], m, gain, gain * 0.97,
                    gain * 1.02, m / gain > path
        }
}

# The phases of a start; only our own monitor tells them all.
function write_phases(    path, e) {
    phases_path = dir "/phases.csv"
    startup_path = dir "/startup_summary.csv"
    print "round,order,engine,arch,phase,start_ns,end_ns,status" > phases_path
    print "arch,engine,phase,n,median_ns,lo_ns,hi_ns" > startup_path
    for (e = 1; e <= engine_total; e++) {
        phase_at = 0
        if (engine[e] == "kvm") {
            write_phase(e, "process", 1.1e6)
            write_phase(e, "vm", 2.4e6)
            write_phase(e, "guest", 0.5e6)
        }
        write_phase(e, "first-byte", engine[e] ~ /tcg/ ? 3e8 : engine[e] == "kvm" ? 8e6 : 9e5)
        write_phase(e, "exit", 1e6)
    }
}

function write_phase(e, phase, ns,    round) {
    for (round = 1; round <= 3; round++)
        printf "%d,%d,%s,i386,%s,%d,%d,ok\n", round, e, engine[e], phase, phase_at,
            phase_at + ns > phases_path
    printf "i386,%s,%s,3,%d,%d,%d\n", engine[e], phase, ns, ns * 0.9, ns * 1.2 > startup_path
    phase_at += ns
}
