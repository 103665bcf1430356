# Bars of speed over the reference, for the charts "speedup" and "overview", which leave the rows to
# show in shown[1…shown_count] and the engines in drawn[1…drawn_count].

# The heights of the first engine's bar, of the others', and of the space between rows.
function bars_define(first, other, between) {
    REFERENCE = "tcg-1insn"
    BAR = first
    THIN = other
    GAP = between
}

# What stands beside the bars, for bars.gp.
function bars_words(    text) {
    label_size = bars_short ? 24 : 28
    inside = colour_number(drawn[1] ~ /^(tcg|qemu-kvm|bochs)$/ ? "#222222" : "#FFFFFF")
    chart_set("label_size", label_size)
    chart_set("words_below", bars_short ? 50 : 58)
    text = bars_short ? tr("1× = QEMU, 1 insn/block", "1× = QEMU, 블록당 명령어 1개") : \
        tr("1× = QEMU TCG, one instruction per block", "1× = QEMU TCG, 블록당 명령어 하나")
    chart_set("t_reference", gp_string(text))
    chart_set("reference_width", text_width(text, 21, "400"))
    chart_set("t_faster", gp_string(tr("faster →", "빠름 →")))
    chart_set("t_slower", gp_string(tr("← slower", "← 느림")))
}

# What the mean of an engine's speeds over the workloads of `over` says: the first one's, or, where that
# has none, the next one's; mean_what is what it is the mean of. The Korean particle goes with how a
# name ends when it is read aloud.
function bars_title(over, count,    e, mean, times, who) {
    for (e = 1; e <= drawn_count && mean == 0; e++)
        mean = headline_ratio(over, count, drawn[e])
    e--
    times = factor(mean >= 1 ? mean : 1 / mean)
    who = drawn[e] == "native" ? tr("A native process", "네이티브 프로세스") : engine_short[drawn[e]]
    return tr(who " runs " mean_what " " times "× " (mean >= 1 ? "faster" : "slower") \
              " than QEMU, one instruction per block",
              who (drawn[e] == "kvm" ? "은 " : "는 ") mean_what "을 QEMU(블록당 명령어 하나)보다 " \
              times "배 " (mean >= 1 ? "빠르게" : "느리게") " 실행한다")
}

# Which engines, the reference too, ended workloads of `over` without a result that counts, and how many.
function bars_failures(over, count,    e, w, engine, failures, item, items) {
    for (e = 1; e <= engine_count; e++) {
        engine = engine_list[e]
        failures = 0
        for (w = 1; w <= count; w++)
            failures += state[over[w], engine] == "failed"
        if (failures > 0)
            item[++items] = tr(failures " of " count " on " engine_short[engine],
                               engine_short[engine] "에서 " count "가지 중 " failures "가지")
    }
    return items > 0 ? tr("Failed: ", "실패: ") enumerate(item, items) "." : ""
}

# A workload's row: a bar for each engine but native, which is a mark on the first bar's line.
function bars_rows(    e) {
    pitch = GAP
    for (e = 1; e <= drawn_count; e++)
        pitch += bars_height(drawn[e])
    chart_y += bare ? 34 : 44
    chart_top = chart_y
    chart_rows(shown, shown_count, pitch)
}

function bars_height(engine) {
    return bars_is_limit(engine) ? 0 : engine == drawn[1] ? BAR : THIN
}

# Whether an engine is drawn as a mark: native, unless there is nothing else.
function bars_is_limit(engine) {
    return engine == "native" && drawn_count > 1
}

# Writes the rows, when the axis is known.
function bars_draw(    w, e, y, height) {
    bar_table = chart_table("bars")
    limit_table = chart_table("limits")
    miss_table = chart_table("misses")
    for (w = 1; w <= shown_count; w++) {
        y = bars_top(shown[w])
        for (e = 1; e <= drawn_count; e++) {
            height = bars_height(drawn[e])
            if (!((shown[w], drawn[e]) in ratio))
                bars_miss(shown[w], drawn[e], y + height / 2)
            else if (bars_is_limit(drawn[e]))
                bars_limit(shown[w], drawn[e], bars_top(shown[w]))
            else
                bars_one(shown[w], drawn[e], y, y + height)
            y += height
        }
    }
    bar_labels()
}

# The first engine's label; with bars_short that of a loss is its factor alone.
function bars_label(value) {
    return bars_short && value < 1 ? factor(1 / value) "×" : speed(value)
}

function bars_top(workload) {
    return row_y[workload] - (pitch - GAP) / 2
}

# Table "bars": value, low, high, top, bottom, colour, y of the interval.
function bars_one(workload, engine, top, bottom) {
    print ratio[workload, engine] "\t" ratio_low[workload, engine] "\t" \
        ratio_high[workload, engine] "\t" top + 1 "\t" bottom - 1 "\t" engine_colour[engine] "\t" \
        bars_interval(workload, engine, (top + bottom) / 2 + \
                      (engine == drawn[1] ? bars_apart(workload) : 0)) > bar_table
}

# Table "limits": value, low, high, top, bottom, colour, ink, y of the interval.
function bars_limit(workload, engine, top) {
    print ratio[workload, engine] "\t" ratio_low[workload, engine] "\t" \
        ratio_high[workload, engine] "\t" top - 4 "\t" top + BAR "\t" engine_colour[engine] "\t" \
        engine_ink[engine] "\t" \
        bars_interval(workload, engine, top + BAR / 2 - bars_apart(workload)) > limit_table
}

# Where an interval is drawn; of a mean there is none.
function bars_interval(workload, engine, y) {
    return ratio_low[workload, engine] < ratio_high[workload, engine] ? y : "NaN"
}

# How far the intervals of the first engine and of the limit keep from the middle of their bar: only
# where one would hide the other.
function bars_apart(workload) {
    return bars_has_limit(workload) && ((workload, drawn[1]) in ratio) && \
        ratio_low[workload, "native"] <= ratio_high[workload, drawn[1]] && \
        ratio_low[workload, drawn[1]] <= ratio_high[workload, "native"] ? BAR / 5 : 0
}

function bars_has_limit(workload) {
    return bars_is_limit("native") && ((workload, "native") in ratio)
}

# Table "misses": y, ink, text; for an engine that ran a workload without a result that counts.
function bars_miss(workload, engine, y) {
    if (!bars_is_limit(engine) && state[workload, engine] == "failed")
        print y "\t" engine_ink[engine] "\t" engine_short[engine] tr(" failed", " 실패") > miss_table
}

# The axis runs from the least value (or 1) to the greatest, as far on as labels need.
function bars_axis(    w, e, span, tries) {
    for (w = 1; w <= shown_count; w++)
        for (e = 1; e <= drawn_count; e++)
            if ((shown[w], drawn[e]) in ratio) {
                bars_widen(ratio_low[shown[w], drawn[e]])
                bars_widen(ratio_high[shown[w], drawn[e]])
            }
    if (most < 2)
        most = 2
    if (least > 1)
        least = 1
    if (least < 1 && least > 0.5)
        least = 0.5
    span = log(most / least)
    x_from = least < 1 ? least * exp(-span * 0.04) : 1
    x_to = most * exp(span * 0.03)
    while (bar_labels_end() > CHART_WIDTH - 10 && tries++ < 100)
        x_to *= exp(span * 0.02)
    chart_set("x_from", x_from)
    chart_set("x_to", x_to)
    chart_set("y_top", chart_top)
    chart_set("y_bottom", chart_y)
}

function bars_widen(value) {
    if (least == "" || value < least)
        least = value
    if (value > most)
        most = value
}
