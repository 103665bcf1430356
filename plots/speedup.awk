# Lays out the chart "speedup": how many times faster than the reference, workload by workload.
# usage: awk -v dir=RESULTS -v out=WORK -f csv.awk -f text.awk -f engines.awk -f facts.awk
#            -f summary.awk -f means.awk -f chart.awk -f bars.awk -f bar_labels.awk
#            -f speedup.awk
#        [-v language=ko] [-v sheet_width=PIXELS] [-v bare=1 (neither heading nor foot)]

BEGIN {
    engines_define()
    bars_define(34, 20, 14)
    facts_load(dir)
    summary_load(dir)
    chart_begin("speedup")
    choose()
    if (shown_count == 0)
        chart_skip("no workload was measured both on " REFERENCE " and on another engine")
    chart_heading(bars_title(shown, shown_count), subtitle_text(), warning_text())
    chart_key(drawn, drawn_count)
    bars_words()
    bars_rows()
    bars_axis()
    bars_draw()
    chart_foot(chart_y + 92)
}

# Which engines and workloads there is something to show of.
function choose(    e, w, engine, workload, some) {
    for (e = 1; e <= engine_count; e++) {
        engine = engine_list[e]
        if (engine != REFERENCE && (engine in engine_seen))
            drawn[++drawn_count] = engine
    }
    for (w = 1; w <= workload_count; w++) {
        workload = workload_list[w]
        some = 0
        for (e = 1; e <= drawn_count; e++)
            some = some || ((workload, drawn[e]) in ratio)
        if (some)
            shown[++shown_count] = workload
    }
}

function subtitle_text() {
    return mean_note() tr("Bars: speed over QEMU TCG with one instruction per block (= 1×), " \
        "median of ratios paired by round, 95 % interval; logarithmic axis. Longer is faster.",
        "막대: 블록당 명령어 하나인 QEMU TCG 대비 속도(= 1×), 라운드별로 짝지은 비율의 중앙값과 " \
        "95% 구간, 로그 축. 길수록 빠르다.")
}

# Where KVM loses by more than noise, and by how much: named while they are few; and what failed.
function warning_text(    w, value, item, count, worst, failures) {
    failures = bars_failures(workload_list, workload_count)
    for (w = 1; w <= shown_count; w++) {
        if (!((shown[w], "kvm") in ratio) || ratio_high[shown[w], "kvm"] >= 1)
            continue
        value = ratio[shown[w], "kvm"]
        item[++count] = shown[w] " " factor(1 / value) tr("×", "배")
        if (worst == "" || value < ratio[worst, "kvm"])
            worst = shown[w]
    }
    if (count > 4)
        return tr("Slower on KVM: " count " of " shown_count " workloads, at worst " worst " " \
                  factor(1 / ratio[worst, "kvm"]) "×. ",
                  "KVM이 느린 작업: " shown_count "가지 중 " count "가지, 가장 느린 것은 " worst " " \
                  factor(1 / ratio[worst, "kvm"]) "배. ") failures
    return (count > 0 ? tr("Slower on KVM: ", "KVM이 느린 작업: ") enumerate(item, count) ". " : "") \
        failures
}
