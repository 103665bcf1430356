# Lays out the chart "one-insn": what one instruction per block does to QEMU, between an interpreter,
# QEMU as it is, and the processor itself. Run by draw.sh, as speedup.awk.

BEGIN {
    engines_define()
    facts_load(dir)
    summary_load(dir)
    chart_begin("one-insn")
    if (!("tcg" in engine_seen) || !("tcg-1insn" in engine_seen))
        chart_skip("not measured on both tcg and tcg-1insn")
    slower = headline_ratio(workload_list, workload_count, "tcg")
    if (mean_count == 0)
        chart_skip("no workload ended well on both tcg and tcg-1insn")
    group = mean_group
    choose()
    chart_heading(title_text(), subtitle_text())
    chart_y += bare ? 20 : 30
    dots_begin()
    for (e = 1; e <= drawn_count; e++)
        engine_row(drawn[e])
    dots_end()
    effect()
    chart_foot(chart_y + 60)
}

# The engines from the fastest kind to the slowest, and the first of them, which is 1×.
function choose(    list, count, e) {
    count = split("native kvm tcg tcg-1insn bochs", list, " ")
    for (e = 1; e <= count; e++) {
        if (!(list[e] in engine_seen))
            continue
        if (base == "")
            base = list[e]
        middle[list[e]] = mean_time(list[e])
        if (middle[list[e]] > 0)
            drawn[++drawn_count] = list[e]
        else if (base == list[e])
            base = ""
    }
}

# Whether a workload counts here, and its time on an engine over that on the base: from the speed-ups,
# which are paired by round and said elsewhere, so that there is one answer to a question.
function counts(workload, engine) {
    return (group == "" || group_of(workload) == group) && ((workload, engine) in ratio) && \
        ((workload, base) in ratio)
}

function time_over_base(workload, engine) {
    return ratio[workload, base] / ratio[workload, engine]
}

# The geometric mean of an engine's times, 0 for none.
function mean_time(engine,    w, sum, count) {
    for (w = 1; w <= workload_count; w++)
        if (counts(workload_list[w], engine)) {
            sum += log(time_over_base(workload_list[w], engine))
            count++
        }
    return count > 0 ? exp(sum / count) : 0
}

function title_text(    title) {
    title = tr("One instruction per block makes QEMU " times(slower),
               "블록당 명령어를 하나로 줄이면 QEMU가 " \
               factor(slower > 1 ? slower : 1 / slower) (slower > 1 ? "배 느려진다" : "배 빨라진다"))
    if (!("bochs" in middle) || middle["bochs"] == 0)
        return title
    return title tr("; Bochs, an interpreter, is " times(middle["bochs"] / middle["tcg"]) \
                    " than QEMU", ", 인터프리터 Bochs는 QEMU보다 " times(middle["bochs"] / middle["tcg"]))
}

function times(ratio_of_times) {
    return ratio_of_times >= 1 ? factor(ratio_of_times) tr("× slower", "배 느리다") : \
        factor(1 / ratio_of_times) tr("× faster", "배 빠르다")
}

function subtitle_text() {
    return tr("Time over that " base_name() " (= 1×), from ratios paired by round: every " \
        (group == "" ? "workload" : "computing workload") " a dot, the geometric mean a bar and a " \
        "figure; logarithmic axis. Even then QEMU compiles each instruction: it is no interpreter.",
        base_name() "의 시간(= 1×)에 대한 비율, 라운드별로 짝지어 구했다. 점은 " (group == "" ? "작업" : "계산 작업") \
        " 하나, 막대와 숫자는 기하 평균, 로그 축. 명령어가 하나여도 QEMU는 컴파일한다. 인터프리터가 아니다.")
}

function base_name() {
    return base == "native" ? tr("of a native process", "네이티브 프로세스") : \
        tr("on " engine_short[base], engine_short[base])
}

function engine_row(engine,    w) {
    for (w = 1; w <= workload_count; w++)
        if (counts(workload_list[w], engine))
            dots_value(engine, time_over_base(workload_list[w], engine))
    if (engine == "tcg" || engine == "tcg-1insn")
        middle_y[engine] = chart_y + DOTS_PITCH / 2
    dots_row(engine, middle[engine], factor(middle[engine]) "×")
}

# Table "effect": from and to, y of the two rows, label: the step from whole blocks to single ones.
function effect(    path) {
    path = chart_table("effect")
    if (middle["tcg"] > 0 && middle["tcg-1insn"] > 0)
        print middle["tcg"] "\t" middle["tcg-1insn"] "\t" middle_y["tcg"] "\t" \
            middle_y["tcg-1insn"] "\t" "× " factor(middle["tcg-1insn"] / middle["tcg"]) > path
}
