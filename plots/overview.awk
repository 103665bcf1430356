# Lays out the chart "overview": how many times faster than the reference, by kind of work. What has
# a few workloads is one row, their geometric mean; the others have a row each. Run by draw.sh, as
# speedup.awk.

BEGIN {
    FEW = 3 # workloads that make a mean worth its name
    engines_define()
    if (bare)
        bars_define(25, 18, 4)
    else
        bars_define(38, 20, 16)
    facts_load(dir)
    summary_load(dir)
    chart_begin("overview")
    choose_engines()
    choose_workloads()
    if (measured_count == 0)
        chart_skip("no workload was measured both on " REFERENCE " and on another engine")
    title = bars_title(measured, measured_count)
    chart_heading(title, subtitle_text(), bars_failures(workload_list, workload_count))
    all_groups()
    chart_key(drawn, drawn_count)
    bars_short = bare
    bars_words()
    bars_rows()
    bars_axis()
    bars_draw()
    chart_foot(chart_y + (bare ? 64 : 92))
}

# On a bare chart, which is small: the first, plain QEMU and the limit.
function choose_engines(    e, engine) {
    for (e = 1; e <= engine_count; e++) {
        engine = engine_list[e]
        if (engine == REFERENCE || !(engine in engine_seen))
            continue
        if (!bare || drawn_count == 0 || engine == "tcg" || engine == "native")
            drawn[++drawn_count] = engine
    }
}

# The workloads that some engine's speed is known of.
function choose_workloads(    w, e, some) {
    for (w = 1; w <= workload_count; w++) {
        some = 0
        for (e = 1; e <= drawn_count; e++)
            some = some || ((workload_list[w], drawn[e]) in ratio)
        if (some)
            measured[++measured_count] = workload_list[w]
    }
    group_sort(measured, measured_count)
}

function subtitle_text() {
    return tr("Bars: speed over QEMU TCG with one instruction per block (= 1×), logarithmic axis. " \
        "Of several workloads the geometric mean, of one the median with its 95 % interval. " \
        "Longer is faster.",
        "막대: 블록당 명령어 하나인 QEMU TCG 대비 속도(= 1×), 로그 축. 작업이 여럿이면 기하 평균, " \
        "하나이면 중앙값과 95% 구간. 길수록 빠르다.")
}

# Makes the rows: shown[1…shown_count].
function all_groups(    i, group, size, begun) {
    for (i = 1; i <= measured_count; i++)
        size[group_of(measured[i])]++
    if (bare && rows_of(size) > 5)
        FEW = 2
    for (i = 1; i <= measured_count; i++) {
        group = group_of(measured[i])
        if (size[group] < FEW || group == "")
            single(measured[i])
        else if (++begun[group] == 1)
            several(group)
    }
    for (i = 1; i <= shown_count; i++)
        delete fact["group." shown[i]] # the rows stand without the headings of groups
}

# How many rows there would be.
function rows_of(size,    group, rows) {
    for (group in size)
        rows += size[group] < FEW || group == "" ? size[group] : 1
    return rows
}

# A workload's row, with a name for those who do not know it.
function single(workload,    name, e) {
    name = workload == "syscall" ? tr("system call", "시스템 호출") : \
           workload == "pagefault" ? tr("page fault", "페이지 폴트") : \
           workload == "hypercall" ? tr("hypercall", "하이퍼콜") : workload
    shown[++shown_count] = name
    for (e = 1; e <= drawn_count; e++)
        copy(workload, name, drawn[e])
}

function copy(workload, name, engine) {
    if ((workload, engine) in ratio) {
        ratio[name, engine] = ratio[workload, engine]
        ratio_low[name, engine] = ratio_low[workload, engine]
        ratio_high[name, engine] = ratio_high[workload, engine]
    } else if ((workload, engine) in state)
        state[name, engine] = state[workload, engine]
}

# The row of a group: each engine's mean, over the workloads that it was measured on.
function several(group,    name, e) {
    name = group_title(group)
    shown[++shown_count] = name
    for (e = 1; e <= drawn_count; e++)
        mean_of(group, name, drawn[e])
}

# An engine's mean, which has no interval; or that it failed in all of them.
function mean_of(group, name, engine,    mean, i) {
    mean = mean_ratio(measured, measured_count, group, engine)
    if (mean > 0)
        ratio[name, engine] = ratio_low[name, engine] = ratio_high[name, engine] = mean
    for (i = 1; mean == 0 && i <= measured_count; i++)
        if (group_of(measured[i]) == group && state[measured[i], engine] == "failed")
            state[name, engine] = "failed"
}
