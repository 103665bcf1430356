# Lays out the chart "mips": how many instructions of the guest an engine gets through in a second.
# Run by draw.sh, as speedup.awk.

BEGIN {
    engines_define()
    facts_load(dir)
    summary_load(dir)
    chart_begin("mips")
    choose()
    if (drawn_count == 0)
        chart_skip("this run did not count instructions")
    chart_heading(title_text(), subtitle_text())
    chart_y += 30
    dots_begin()
    for (e = 1; e <= drawn_count; e++)
        engine_row(drawn[e])
    dots_end()
    chart_foot(chart_y + 60)
}

# The engines that some workload's rate is known of, and the middle of each.
function choose(    e, engine) {
    for (e = 1; e <= engine_count; e++) {
        engine = engine_list[e]
        middle[engine] = mean_mips(engine, "compute")
        if (middle[engine] == 0)
            middle[engine] = mean_mips(engine, "")
        if (middle[engine] > 0)
            drawn[++drawn_count] = engine
    }
}

# The geometric mean over the workloads of a group ("": of all), 0 for none.
function mean_mips(engine, group,    w, sum, count) {
    for (w = 1; w <= workload_count; w++) {
        if ((group != "" && group_of(workload_list[w]) != group) || \
            !((workload_list[w], engine) in mips))
            continue
        sum += log(mips[workload_list[w], engine])
        count++
    }
    return count > 0 ? exp(sum / count) : 0
}

# The first engine (KVM where it was measured) and the next.
function title_text(    title) {
    title = tr(engine_short[drawn[1]] " runs at ", engine_short[drawn[1]] ": ") rate(drawn[1])
    if (drawn_count > 1 && drawn[2] != "native")
        title = title ", " tr(engine_where(drawn[2], drawn[1]) " at ", \
                               engine_where(drawn[2], drawn[1]) " ") rate(drawn[2])
    return title
}

function rate(engine) {
    return significant(middle[engine], 3) " MIPS"
}

function subtitle_text() {
    return tr("Millions of guest instructions a second: every workload a dot, the geometric mean " \
        "of the computing ones a bar and a figure; logarithmic axis. Further right is faster.",
        "1초에 실행한 게스트 명령어(백만 개). 점은 작업 하나, 막대와 숫자는 계산 작업의 기하 평균, " \
        "로그 축. 오른쪽일수록 빠르다.")
}

function engine_row(engine,    w) {
    for (w = 1; w <= workload_count; w++)
        if ((workload_list[w], engine) in mips)
            dots_value(engine, mips[workload_list[w], engine])
    dots_row(engine, middle[engine], significant(middle[engine], 3) " MIPS")
}
