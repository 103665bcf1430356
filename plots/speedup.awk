# Lays out the chart "speedup": how many times faster than the reference, workload by workload.
# usage: awk -v dir=RESULTS -v out=WORK -f csv.awk -f text.awk -f engines.awk -f facts.awk
#            -f summary.awk -f means.awk -f chart.awk -f speedup.awk

BEGIN {
    REFERENCE = "tcg-1insn"
    BAR = 34  # height of the first engine's bar, of the others', and of the space between rows
    THIN = 20
    GAP = 14
    engines_define()
    facts_load(dir)
    summary_load(dir)
    chart_begin("speedup")
    choose()
    if (shown_count == 0)
        chart_skip("no workload was measured both on " REFERENCE " and on another engine")
    chart_heading(title_text(), subtitle_text(), warning_text())
    chart_key(drawn, drawn_count)
    bar_rows()
    all_bars()
    axis()
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

# The first engine drawn says it: KVM where it was measured.
function title_text(    mean) {
    mean = headline_ratio(shown, shown_count, drawn[1])
    return engine_short[drawn[1]] " runs " mean_what " " factor(mean >= 1 ? mean : 1 / mean) "× " \
        (mean >= 1 ? "faster" : "slower") " than QEMU, one instruction per block"
}

function subtitle_text() {
    return mean_note() "Bars: speed over QEMU TCG with one instruction per block (= 1×), " \
        "median of ratios paired by round, 95 % interval; logarithmic axis. Longer is faster."
}

# Where KVM loses, and by how much: named while they are few.
function warning_text(    w, value, item, count, worst) {
    if (drawn[1] != "kvm")
        return ""
    for (w = 1; w <= shown_count; w++) {
        if (!((shown[w], "kvm") in ratio) || ratio[shown[w], "kvm"] >= 1)
            continue
        value = ratio[shown[w], "kvm"]
        item[++count] = shown[w] " " factor(1 / value) "×"
        if (worst == "" || value < ratio[worst, "kvm"])
            worst = shown[w]
    }
    if (count > 4)
        return "Slower on KVM: " count " of " shown_count " workloads, at worst " worst " " \
            factor(1 / ratio[worst, "kvm"]) "×."
    return count > 0 ? "Slower on KVM: " enumerate(item, count) "." : ""
}

# A workload's row: a bar for each engine but native, which is a mark on the first bar's line.
function bar_rows(    e) {
    pitch = GAP
    for (e = 1; e <= drawn_count; e++)
        pitch += bar_height(drawn[e])
    chart_y += 44
    chart_top = chart_y
    chart_rows(shown, shown_count, pitch)
}

function bar_height(engine) {
    return is_limit(engine) ? 0 : engine == drawn[1] ? BAR : THIN
}

# Whether an engine is drawn as a mark: native, unless there is nothing else.
function is_limit(engine) {
    return engine == "native" && drawn_count > 1
}

function all_bars(    w, e, y, height) {
    bar_table = chart_table("bars")
    limit_table = chart_table("limits")
    miss_table = chart_table("misses")
    for (w = 1; w <= shown_count; w++) {
        y = row_y[shown[w]] - (pitch - GAP) / 2
        for (e = 1; e <= drawn_count; e++) {
            height = bar_height(drawn[e])
            if (!((shown[w], drawn[e]) in ratio))
                miss(shown[w], drawn[e], y + height / 2)
            else if (is_limit(drawn[e]))
                limit(shown[w], drawn[e], row_y[shown[w]] - (pitch - GAP) / 2)
            else
                bar(shown[w], drawn[e], y, y + height)
            y += height
        }
    }
}

# Table "bars": value, low, high, top, bottom, colour, ink, first (0 or 1), label, and for the first
# the end of the limit's interval, which its label has to keep clear of (0: there is none).
function bar(workload, engine, top, bottom,    value) {
    value = ratio[workload, engine]
    print value "\t" ratio_low[workload, engine] "\t" ratio_high[workload, engine] "\t" \
        top + 1 "\t" bottom - 1 "\t" engine_colour[engine] "\t" engine_ink[engine] "\t" \
        (engine == drawn[1]) "\t" speed(value) "\t" \
        (engine == drawn[1] ? limit_end(workload) : 0) > bar_table
    widen(ratio_low[workload, engine])
    widen(ratio_high[workload, engine])
}

function limit_end(workload) {
    if (!is_limit("native") || !((workload, "native") in ratio))
        return 0
    return ratio_high[workload, "native"]
}

# Table "limits": value, low, high, top, bottom, colour, ink, where the label goes, label.
function limit(workload, engine, top,    value, end) {
    value = ratio[workload, engine]
    end = limit_end(workload)
    if (((workload, drawn[1]) in ratio) && ratio_high[workload, drawn[1]] > end)
        end = ratio_high[workload, drawn[1]]
    print value "\t" ratio_low[workload, engine] "\t" ratio_high[workload, engine] "\t" \
        top - 4 "\t" top + BAR + 4 "\t" engine_colour[engine] "\t" engine_ink[engine] "\t" \
        end "\t" speed(value) > limit_table
    widen(ratio_low[workload, engine])
    widen(end)
}

# Table "misses": y, ink, text; for an engine that ran a workload without a result that counts.
function miss(workload, engine, y) {
    if (!is_limit(engine) && state[workload, engine] == "failed")
        print y "\t" engine_ink[engine] "\t" engine_short[engine] " failed" > miss_table
}

function widen(value) {
    if (least == "" || value < least)
        least = value
    if (value > most)
        most = value
}

# The axis runs from the least value (or 1) to the greatest, with room for labels at its ends.
function axis(    span) {
    if (most < 2)
        most = 2
    if (least > 1)
        least = 1
    if (least < 1 && least > 0.5)
        least = 0.5
    span = log(most / least)
    chart_set("x_from", least < 1 ? least * exp(-span * 0.04) : 1)
    chart_set("x_to", most * exp(span * 0.14))
    chart_set("y_top", chart_top)
    chart_set("y_bottom", chart_y)
}
