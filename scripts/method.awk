# The table of docs/method.md that sets one instruction per block beside an interpreter, from the CSV
# files of a run of tcg-1insn, tcg and bochs. Run by section.sh, behind plots/*.awk; `dir` is the run.

BEGIN {
    facts_load(dir)
    summary_load(dir)
    where()
    print "| engine | for each instruction of the guest | million instructions a second | cycles | over `tcg-1insn` |"
    print "|---|---|--:|--:|--:|"
    engine_row("tcg-1insn", "looks its block up, runs the host code in it")
    engine_row("bochs", "calls the function that does it")
    engine_row("tcg", "runs its part of a block's host code")
}

function where(    bochs) {
    bochs = fact_of("bochs_version")
    sub(/^Bochs x86 Emulator /, "", bochs)
    printf "%s, its counter at %.2f GHz, %s, guest %s,\nQEMU %s, Bochs %s%s,\n", fact_of("cpu"),
        fact_of("tsc_hz") / 1e9, fact_of("kernel"), fact_of("arch"), facts_qemu(), bochs,
        (fact_of("bochs_debugger") == "built in" ? " as built with its debugger" : "")
    printf "%d rounds, %s, load %s at the start; the %d computing workloads, geometric mean\n" \
        "(least – most):\n\n", fact_of("rounds"), substr(fact_of("date"), 1, 10),
        fact_of("load_1min"), computing()
}

function computing(    w, count) {
    for (w = 1; w <= workload_count; w++)
        count += group_of(workload_list[w]) == "compute"
    return count
}

function engine_row(engine, does,    w, count, rates, cycles, ratios) {
    for (w = 1; w <= workload_count; w++) {
        if (group_of(workload_list[w]) != "compute" || !((workload_list[w], engine) in mips))
            continue
        count++
        rates[count] = mips[workload_list[w], engine]
        cycles[count] = fact_of("tsc_hz") / 1e6 / rates[count]
        ratios[count] = ratio[workload_list[w], engine]
    }
    if (count > 0)
        printf "| `%s` | %s | %s | %s | %s |\n", engine, does, spread(rates, count, ""),
            spread(cycles, count, ""), (engine == "tcg-1insn" ? "1×" : spread(ratios, count, "×"))
}

# "68 (45 – 79)"
function spread(value, count, unit,    i, sum, least, most) {
    least = most = value[1]
    for (i = 1; i <= count; i++) {
        sum += log(value[i])
        least = value[i] < least ? value[i] : least
        most = value[i] > most ? value[i] : most
    }
    return figure(exp(sum / count)) unit " (" figure(least) unit " – " figure(most) unit ")"
}

function figure(value) {
    return significant(value, value >= 100 ? 3 : 2)
}
