# Lays out the chart "time": how long one iteration of each workload takes on each engine, as dots
# on a common axis and as figures beside them. Run by draw.sh, as speedup.awk.

BEGIN {
    PITCH = 40
    COLUMN = 132 # width of a column of figures
    engines_define()
    facts_load(dir)
    summary_load(dir)
    chart_begin("time")
    choose()
    if (shown_count == 0)
        chart_skip("no workload has a time that counts")
    chart_heading(title_text(), subtitle_text())
    chart_y += 112
    top = chart_y
    chart_rows(shown, shown_count, PITCH)
    figure_columns()
    all_dots()
    axis()
    chart_foot(chart_y + 60)
}

function choose(    e, w, engine, some) {
    for (e = 1; e <= engine_count; e++) {
        engine = engine_list[e]
        if (engine in engine_seen)
            drawn[++drawn_count] = engine
    }
    for (w = 1; w <= workload_count; w++) {
        some = 0
        for (e = 1; e <= drawn_count; e++)
            some = some || ((workload_list[w], drawn[e]) in median)
        if (some)
            shown[++shown_count] = workload_list[w]
    }
}

# What the first engine (KVM where it was measured) does in a second, against the others.
function title_text(    e, mean, item, count) {
    for (e = 2; e <= drawn_count; e++) {
        if (!in_sentence(drawn[e]))
            continue
        mean = headline_ratio(shown, shown_count, drawn[e], drawn[1])
        if (mean == 0)
            continue
        item[count + 1] = in_title(drawn[e], duration(mean * 1e9, mean < 100 ? 2 : 3), count > 0)
        count++
    }
    if (count == 0)
        return tr("The time of " \
                  (shown_count == 1 ? shown[1] : shown_count " workloads") " on " \
                  engine_short[drawn[1]], engine_short[drawn[1]] "에서 잰 " \
                  (shown_count == 1 ? shown[1] : "작업 " shown_count "가지") "의 시간")
    return tr("What " engine_short[drawn[1]] " computes in 1 s takes ",
              engine_short[drawn[1]] "에서 1 s 걸리는 계산: ") enumerate(item, count)
}

# QEMU's translator in both ways; of others, only where it was not measured.
function in_sentence(engine) {
    return engine ~ /^tcg/ || (engine != "native" && !("tcg" in engine_seen) && \
                               !("tcg-1insn" in engine_seen))
}

function in_title(engine, time, after_another) {
    if (language == "ko")
        return (engine == "tcg-1insn" ? "블록당 명령어 하나면 " : engine_short[engine] "에서 ") time
    if (engine != "tcg-1insn")
        return engine_short[engine] " " time
    return (after_another ? "" : "QEMU ") time " with one instruction per block"
}

function subtitle_text() {
    return mean_note() tr("Dots: time of one iteration, median, 95 % interval; " \
        "logarithmic axis. Further left is faster. The same size of work on every engine.",
        "점: 한 번 반복하는 시간, 중앙값과 95% 구간, 로그 축. 왼쪽일수록 빠르다. 일의 크기는 모든 " \
        "엔진에서 같다.")
}

# Tables "heads": x of the right edge, y, ink, line; "marks": x, y, colour, ring, for each column of
# figures. The figures stand below in table "figures".
function figure_columns(    e, i, count, line) {
    figures = chart_table("figures")
    heads = chart_table("heads")
    marks = chart_table("marks")
    if (drawn_count > 4)
        COLUMN = 108
    chart_set("head_size", drawn_count > 4 ? 16 : 19)
    for (e = 1; e <= drawn_count; e++) {
        right[drawn[e]] = CHART_WIDTH - CHART_MARGIN - (drawn_count - e) * COLUMN
        count = split(engine_head[drawn[e]], line, "|")
        for (i = 1; i <= count; i++)
            print right[drawn[e]] "\t" top - 24 * (count - i) - 12 "\t" engine_ink[drawn[e]] "\t" \
                line[i] > heads
        print right[drawn[e]] - 10 "\t" top - 66 "\t" engine_colour[drawn[e]] "\t" \
            (drawn[e] == "native") > marks
    }
}

# Table "dots": y, time, low, high, colour, ring (1 for native); table "spans": y, from, to.
function all_dots(    w, e) {
    dot_table = chart_table("dots")
    spans = chart_table("spans")
    for (w = 1; w <= shown_count; w++) {
        from = to = ""
        for (e = 1; e <= drawn_count; e++)
            dot(shown[w], drawn[e], row_y[shown[w]])
        print row_y[shown[w]] "\t" from "\t" to > spans
        if (least == "" || from < least)
            least = from
        if (to > most)
            most = to
    }
}

function dot(workload, engine, y,    value, figure) {
    figure = state[workload, engine] == "failed" ? tr("failed", "실패") : "–"
    if ((workload, engine) in median) {
        value = median[workload, engine]
        figure = duration(value, 3)
        print y "\t" value "\t" low[workload, engine] "\t" high[workload, engine] "\t" \
            engine_colour[engine] "\t" (engine == "native") > dot_table
        if (from == "" || low[workload, engine] < from)
            from = low[workload, engine]
        if (high[workload, engine] > to)
            to = high[workload, engine]
    }
    print right[engine] "\t" y "\t" engine_ink[engine] "\t" (engine == drawn[1]) "\t" \
        figure > figures
}

function axis(    span) {
    span = log(most / least)
    if (span < 1)
        span = 1
    chart_set("x_from", least * exp(-span * 0.05))
    chart_set("x_to", most * exp(span * 0.05))
    chart_set("x_right", right[drawn[1]] - COLUMN + 10)
    chart_set("y_top", top)
    chart_set("y_bottom", chart_y)
}
