# Lays out the chart "startup": how long after its start each engine's guest is heard of first, what
# memory its process took, and, where the run measured them, the phases of our monitor's start. Run
# by draw.sh, as speedup.awk.

BEGIN {
    MEMORY = 130 # width of the column
    engines_define()
    facts_load(dir)
    boots_load(dir "/boots.csv")
    if (csv_exists(dir "/phases.csv") || csv_exists(dir "/startup_summary.csv"))
        phases_load(dir "/startup_summary.csv")
    chart_begin("startup")
    choose()
    if (drawn_count == 0)
        chart_skip("no boot has a time of its first byte")
    chart_heading(title_text(), subtitle_text())
    chart_y += 66
    engine_rows()
    chart_y += 40
    phases_draw()
    chart_foot(chart_y + 20)
}

# Collects first[engine, 1…boots[engine]] and memory[…] of the boots that ended well; round 0 is no
# timed one.
function boots_load(path,    table, rows, row, engine, ns, kib) {
    rows = csv_load(path, "round,engine,first_byte_ns,max_rss_kib,status", table)
    for (row = 1; row <= rows; row++) {
        engine = csv_name(path, table, row, "engine")
        ns = csv_number(path, table, row, "first_byte_ns")
        kib = csv_number(path, table, row, "max_rss_kib")
        if (csv_number(path, table, row, "round") == 0 || table[row, "status"] != "ok")
            continue
        if (ns != "" && ns > 0)
            first[engine, ++boots[engine]] = ns
        if (kib != "" && kib > 0)
            memory[engine, ++weighed[engine]] = kib
    }
}

function choose(    e, engine) {
    for (e = 1; e <= engine_count; e++) {
        engine = engine_list[e]
        if (!(engine in boots))
            continue
        drawn[++drawn_count] = engine
        middle[engine] = median_of(first, engine, boots[engine])
        if (weighed[engine] > 0)
            weight[engine] = median_of(memory, engine, weighed[engine])
    }
}

# The median of values[engine, 1…n]; sorts them (insertion: there are few).
function median_of(values, engine, n,    i, j, value) {
    for (i = 2; i <= n; i++) {
        value = values[engine, i]
        for (j = i - 1; j >= 1 && values[engine, j] > value; j--)
            values[engine, j + 1] = values[engine, j]
        values[engine, j + 1] = value
    }
    return (values[engine, int((n + 1) / 2)] + values[engine, int(n / 2) + 1]) / 2
}

# The first engine (KVM where it was measured) and plain QEMU, or else the next. Its
# figures are written as beside the bars.
function title_text(    title, e, other) {
    title = tr("A guest on " engine_short[drawn[1]] " speaks up after ",
               engine_short[drawn[1]] "에서 게스트의 첫 글자까지 ") price(drawn[1])
    for (e = drawn_count; e >= 2; e--)
        if (drawn[e] != "native" && (other != "tcg" || drawn[e] == "tcg"))
            other = drawn[e]
    if (other == "")
        return title
    return title ", " engine_where(other, drawn[1]) tr(" after ", " ") price(other)
}

function price(engine) {
    return duration(middle[engine], 3) \
        (engine in weight ? tr(" with ", "와 ") megabytes(weight[engine]) : "")
}

# A number of KiB as people say it.
function megabytes(kib) {
    return significant(kib * 1.024 / 1000, 2) " MB"
}

function subtitle_text() {
    return tr("Time from the start of the engine's process to the guest's first byte: every boot a " \
        "dot, the median a bar and a figure; logarithmic axis. Memory: the most that the process " \
        "had, median.",
        "엔진 프로세스를 시작한 때부터 게스트의 첫 바이트까지의 시간. 점은 부팅 하나, 막대와 숫자는 중앙값, " \
        "로그 축. 메모리: 프로세스가 가장 많이 쓴 양의 중앙값.")
}

# The rows, with the column "beside": x of the right edge, y, text, bold (0 or 1).
function engine_rows(    e, i, engine, right) {
    beside = chart_table("beside")
    right = CHART_WIDTH - CHART_MARGIN
    dots_beside = MEMORY
    dots_begin()
    print right "\t" chart_y - 14 "\t" tr("memory", "메모리") "\t" 1 > beside
    for (e = 1; e <= drawn_count; e++) {
        engine = drawn[e]
        print right "\t" chart_y + DOTS_PITCH / 2 "\t" \
            (engine in weight ? megabytes(weight[engine]) : "–") "\t" 0 > beside
        for (i = 1; i <= boots[engine]; i++)
            dots_value(engine, first[engine, i])
        dots_row(engine, middle[engine], duration(middle[engine], 3))
    }
    dots_end()
}
