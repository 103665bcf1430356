# Bars of speed over the reference, for the charts "speedup" and "overview", which leave the rows to
# show in shown[1…shown_count] and the engines in drawn[1…drawn_count].

# The heights of the first engine's bar, of the others', and of the space between rows.
function bars_define(first, other, between) {
    REFERENCE = "tcg-1insn"
    BAR = first
    THIN = other
    GAP = between
}

# What stands beside the bars, for bars.gp. With bars_short the label of a loss is its factor alone.
function bars_words(    text) {
    chart_set("label_size", bars_short ? 24 : 28)
    chart_set("words_below", bars_short ? 50 : 58)
    text = bars_short ? tr("1× = QEMU, 1 insn/block", "1× = QEMU, 블록당 명령어 1개") : \
        tr("1× = QEMU TCG, one instruction per block", "1× = QEMU TCG, 블록당 명령어 하나")
    chart_set("t_reference", gp_string(text))
    chart_set("reference_width", text_width(text, 21, "400"))
    chart_set("t_faster", gp_string(tr("faster →", "빠름 →")))
    chart_set("inside", colour_number(drawn[1] ~ /^(tcg|qemu-kvm|bochs)$/ ? "#222222" : "#FFFFFF"))
    chart_set("t_slower", gp_string(tr("← slower", "← 느림")))
}

# What the mean of the first engine's speeds says; mean_what is what it is the mean of. The Korean
# particle goes with how a name ends when it is read aloud.
function bars_title(mean,    times, who) {
    times = factor(mean >= 1 ? mean : 1 / mean)
    who = engine_short[drawn[1]]
    return tr(who " runs " mean_what " " times "× " (mean >= 1 ? "faster" : "slower") \
              " than QEMU, one instruction per block",
              who (drawn[1] == "kvm" ? "은 " : "는 ") mean_what "을 QEMU(블록당 명령어 하나)보다 " \
              times "배 " (mean >= 1 ? "빠르게" : "느리게") " 실행한다")
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

function bars_draw(    w, e, y, height) {
    bar_table = chart_table("bars")
    limit_table = chart_table("limits")
    miss_table = chart_table("misses")
    for (w = 1; w <= shown_count; w++) {
        y = row_y[shown[w]] - (pitch - GAP) / 2
        for (e = 1; e <= drawn_count; e++) {
            height = bars_height(drawn[e])
            if (!((shown[w], drawn[e]) in ratio))
                bars_miss(shown[w], drawn[e], y + height / 2)
            else if (bars_is_limit(drawn[e]))
                bars_limit(shown[w], drawn[e], row_y[shown[w]] - (pitch - GAP) / 2)
            else
                bars_one(shown[w], drawn[e], y, y + height)
            y += height
        }
    }
}

# Table "bars": value, low, high, top, bottom, colour, ink, first (0 or 1), label, and for the first
# the end of the limit's interval, which its label has to keep clear of (0: there is none); and
# the label in full.
function bars_one(workload, engine, top, bottom,    value) {
    value = ratio[workload, engine]
    print value "\t" ratio_low[workload, engine] "\t" ratio_high[workload, engine] "\t" \
        top + 1 "\t" bottom - 1 "\t" engine_colour[engine] "\t" engine_ink[engine] "\t" \
        (engine == drawn[1]) "\t" bars_label(value) "\t" \
        (engine == drawn[1] ? bars_limit_end(workload) : 0) "\t" speed(value) > bar_table
    bars_widen(ratio_low[workload, engine])
    bars_widen(ratio_high[workload, engine])
}

function bars_label(value) {
    return bars_short && value < 1 ? factor(1 / value) "×" : speed(value)
}

function bars_limit_end(workload) {
    if (!bars_is_limit("native") || !((workload, "native") in ratio))
        return 0
    return ratio_high[workload, "native"]
}

# Table "limits": value, low, high, top, bottom, colour, ink, where the label goes, label.
function bars_limit(workload, engine, top,    value, end) {
    value = ratio[workload, engine]
    end = bars_limit_end(workload)
    if (((workload, drawn[1]) in ratio) && ratio_high[workload, drawn[1]] > end)
        end = ratio_high[workload, drawn[1]]
    print value "\t" ratio_low[workload, engine] "\t" ratio_high[workload, engine] "\t" \
        top - 4 "\t" top + BAR + 2 "\t" engine_colour[engine] "\t" engine_ink[engine] "\t" \
        end "\t" speed(value) > limit_table
    bars_widen(ratio_low[workload, engine])
    bars_widen(end)
}

# Table "misses": y, ink, text; for an engine that ran a workload without a result that counts.
function bars_miss(workload, engine, y) {
    if (!bars_is_limit(engine) && state[workload, engine] == "failed")
        print y "\t" engine_ink[engine] "\t" engine_short[engine] tr(" failed", " 실패") > miss_table
}

function bars_widen(value) {
    if (least == "" || value < least)
        least = value
    if (value > most)
        most = value
}

# The axis runs from the least value (or 1) to the greatest, with room for labels at its ends.
function bars_axis(    span) {
    chart_set("ROOM_LOSS", bars_short ? 95 : 195)
    if (most < 2)
        most = 2
    if (least > 1)
        least = 1
    if (least < 1 && least > 0.5)
        least = 0.5
    span = log(most / least)
    chart_set("x_from", least < 1 ? least * exp(-span * 0.04) : 1)
    chart_set("x_to", most * exp(span * (bars_short ? 0.22 : 0.14)))
    chart_set("y_top", chart_top)
    chart_set("y_bottom", chart_y)
}
