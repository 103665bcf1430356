# Lays out the chart "startup": how long after its start each engine's guest is heard of first.
# Run by draw.sh, as speedup.awk.

BEGIN {
    engines_define()
    facts_load(dir)
    boots_load(dir "/boots.csv")
    chart_begin("startup")
    choose()
    if (drawn_count == 0)
        chart_skip("no boot has a time of its first byte")
    chart_heading(title_text(), subtitle_text())
    chart_y += 30
    engine_rows()
    chart_foot(chart_y + 60)
}

# Collects first[engine, 1…boots[engine]] of the boots that ended well; round 0 is no timed one.
function boots_load(path,    table, rows, row, engine, ns) {
    rows = csv_load(path, "round,engine,first_byte_ns,status", table)
    for (row = 1; row <= rows; row++) {
        engine = csv_name(path, table, row, "engine")
        ns = csv_number(path, table, row, "first_byte_ns")
        if (csv_number(path, table, row, "round") > 0 && table[row, "status"] == "ok" &&
            ns != "" && ns > 0)
            first[engine, ++boots[engine]] = ns
    }
}

function choose(    e) {
    for (e = 1; e <= engine_count; e++)
        if (engine_list[e] in boots) {
            drawn[++drawn_count] = engine_list[e]
            middle[engine_list[e]] = middle_of(engine_list[e])
        }
}

# The median of an engine's times; sorts them (insertion: there are few).
function middle_of(engine,    n, i, j, value) {
    n = boots[engine]
    for (i = 2; i <= n; i++) {
        value = first[engine, i]
        for (j = i - 1; j >= 1 && first[engine, j] > value; j--)
            first[engine, j + 1] = first[engine, j]
        first[engine, j + 1] = value
    }
    return (first[engine, int((n + 1) / 2)] + first[engine, int(n / 2) + 1]) / 2
}

# The first engine (KVM where it was measured) and the next.
function title_text(    title) {
    title = tr("A guest on " engine_short[drawn[1]] " speaks up after ",
               engine_short[drawn[1]] "에서 게스트의 첫 글자까지 ") duration(middle[drawn[1]], 2)
    if (drawn_count > 1 && drawn[2] != "native")
        title = title ", " tr("on " engine_short[drawn[2]] " after ",
                              engine_short[drawn[2]] "에서는 ") duration(middle[drawn[2]], 2)
    return title
}

function subtitle_text() {
    return tr("Time from the start of the engine's process to the guest's first byte: every " \
        "boot a dot, the median a bar and a figure; logarithmic axis.",
        "엔진 프로세스를 시작한 때부터 게스트의 첫 바이트까지의 시간. 점은 부팅 하나, " \
        "막대와 숫자는 중앙값, 로그 축.")
}

function engine_rows(    e, i, engine) {
    dots_begin()
    for (e = 1; e <= drawn_count; e++) {
        engine = drawn[e]
        for (i = 1; i <= boots[engine]; i++)
            dots_value(engine, first[engine, i])
        dots_row(engine, middle[engine], duration(middle[engine], 3))
    }
    dots_end()
}
