# summary.csv: the figures of each workload on each engine.
#
# After summary_load(): workload_list[1…workload_count] in the order of the file, engine_seen[e],
# state[w, e] ("ok", "failed", "unsupported"; unset: not in the file), and for those that are "ok"
# median[w, e], low[w, e], high[w, e] in nanoseconds, and, where the reference was measured too,
# ratio[w, e], ratio_low[w, e], ratio_high[w, e]: the speed-up over it. mips[w, e]: millions of
# instructions a second, where the run counted them.

function summary_load(dir,    table, rows, row) {
    summary_path = dir "/summary.csv"
    rows = csv_load(summary_path, "arch,workload,engine,n,median_ns,ci95_lo_ns,ci95_hi_ns," \
                    "speedup,speedup_lo,speedup_hi,valid,note", table)
    for (row = 1; row <= rows; row++)
        summary_row(table, row)
}

function summary_row(table, row,    workload, engine) {
    workload = csv_name(summary_path, table, row, "workload")
    engine = csv_name(summary_path, table, row, "engine")
    if ((workload, engine) in state)
        csv_refuse(summary_path, table[row], workload " on " engine " is there twice")
    if (table[row, "arch"] != table[1, "arch"])
        csv_refuse(summary_path, table[row], "two architectures in one run")
    if (!(workload in workload_seen))
        workload_list[++workload_count] = workload
    workload_seen[workload] = 1
    engine_seen[engine] = 1
    state[workload, engine] = summary_state(table, row)
    summary_times(table, row, workload, engine)
    summary_ratios(table, row, workload, engine)
    summary_mips(table, row, workload, engine)
}

# A row counts when all its samples do; the driver says so in `valid`, and why not in `note`.
function summary_state(table, row,    n, valid) {
    n = csv_number(summary_path, table, row, "n")
    valid = table[row, "valid"]
    if (valid !~ /^[01]$/)
        csv_refuse(summary_path, table[row], "valid \"" valid "\" is neither 0 nor 1")
    if (valid == "1" && (n == "" || n == 0))
        csv_refuse(summary_path, table[row], "a valid row without samples")
    if (valid == "1")
        return "ok"
    return n == 0 && table[row, "note"] ~ /unsupported/ ? "unsupported" : "failed"
}

function summary_times(table, row, workload, engine,    lo, mid, hi) {
    mid = csv_number(summary_path, table, row, "median_ns")
    lo = csv_number(summary_path, table, row, "ci95_lo_ns")
    hi = csv_number(summary_path, table, row, "ci95_hi_ns")
    if (state[workload, engine] != "ok")
        return
    summary_interval(table[row], "the time", lo, mid, hi)
    median[workload, engine] = mid
    low[workload, engine] = lo
    high[workload, engine] = hi
}

function summary_ratios(table, row, workload, engine,    lo, mid, hi) {
    mid = csv_number(summary_path, table, row, "speedup")
    lo = csv_number(summary_path, table, row, "speedup_lo")
    hi = csv_number(summary_path, table, row, "speedup_hi")
    if (state[workload, engine] != "ok" || mid == "")
        return
    summary_interval(table[row], "the speed-up", lo, mid, hi)
    ratio[workload, engine] = mid
    ratio_low[workload, engine] = lo
    ratio_high[workload, engine] = hi
}

function summary_mips(table, row, workload, engine,    value) {
    if (!((row, "mips") in table))
        return
    value = csv_number(summary_path, table, row, "mips")
    if (state[workload, engine] == "ok" && value != "" && value > 0)
        mips[workload, engine] = value
}

function summary_interval(line, what, lo, mid, hi) {
    if (lo == "" || mid == "" || hi == "" || lo <= 0 || mid <= 0)
        csv_refuse(summary_path, line, what " or its interval is missing or not positive")
    if (lo > hi)
        csv_refuse(summary_path, line, "the interval of " what " ends before it begins")
}
