# Where the figures of the bars of bars.awk stand: clear of intervals and of the limit's mark.

# Where a value stands, in pixels, as px() in style.gp has it.
function bar_x(value) {
    return row_left + (CHART_WIDTH - CHART_MARGIN - row_left) * log(value / x_from) / log(x_to / x_from)
}

# Writes table "labels": x, y, side (-1: the text ends at x; 1: it begins there), first (0 or 1), ink,
# text.
function bar_labels() {
    label_table = chart_table("labels")
    bar_labels_place()
}

# Where the last of them would end on this axis.
function bar_labels_end() {
    label_table = ""
    label_end = 0
    bar_labels_place()
    return label_end
}

function bar_labels_place(    w, e, y) {
    for (w = 1; w <= shown_count; w++) {
        y = bars_top(shown[w])
        bar_labels_first(shown[w], drawn[1], y + BAR / 2)
        for (e = 2; e <= drawn_count; e++) {
            if (bars_is_limit(drawn[e]))
                continue
            y += bars_height(drawn[e - 1])
            if ((shown[w], drawn[e]) in ratio)
                bar_figure(bar_right_of(ratio_high[shown[w], drawn[e]]) + 12,
                          y + bars_height(drawn[e]) / 2, 1, 0, engine_ink[drawn[e]],
                          speed(ratio[shown[w], drawn[e]]))
        }
    }
}

# Where a value stands, or the line where all bars begin.
function bar_right_of(value) {
    return bar_x(value > 1 ? value : 1)
}

# The first engine's label within its bar or beside it, on one line with the limit's, which stands behind
# what is drawn; where the first's has no place but behind that, it goes there.
function bar_labels_first(workload, engine, y,    known, placed, behind, text) {
    known = (workload, engine) in ratio
    limit_from = limit_to = label_right = 0
    if (bars_has_limit(workload)) {
        limit_from = bar_x(ratio_low[workload, "native"]) - 6
        limit_to = bar_x(ratio_high[workload, "native"]) + 6
    }
    if (known) {
        label_right = bar_right_of(ratio_high[workload, engine])
        placed = bar_first(workload, engine, y)
    }
    if (limit_to == 0)
        return
    behind = (label_right > limit_to ? label_right + 2 : limit_to) + 8
    text = speed(ratio[workload, "native"])
    bar_figure(behind, y, 1, 0, engine_ink["native"], text)
    if (known && !placed)
        bar_figure(behind + text_width(text, 21, "400") + 20, y, 1, 1, engine_ink[engine],
                  speed(ratio[workload, engine]))
}

# Puts the first engine's label where it has room; 0 where it has none.
function bar_first(workload, engine, y,    value, bar, low, high, one, full, brief) {
    value = ratio[workload, engine]
    bar = bar_x(value)
    low = bar_x(ratio_low[workload, engine])
    high = bar_x(ratio_high[workload, engine])
    one = bar_x(1)
    full = bars_label(value)
    brief = factor(1 / value) "×"
    if (value >= 1)
        return bar_try(one + 14, y, 1, inside, full, one, low - 6) || \
            bar_try(bar_right_of(ratio_high[workload, engine]) + 14, y, 1, engine_ink[engine], full,
                    one, 1e9)
    return bar_try(one - 14, y, -1, inside, full, high + 6, one) || \
        bar_try(low - 12, y, -1, engine_ink[engine], full, row_left + 4, one) || \
        bar_try(one - 14, y, -1, inside, brief, high + 6, one) || \
        bar_try(bar_right_of(ratio_high[workload, engine]) + 14, y, 1, engine_ink[engine],
                speed(value), one, 1e9)
}

# Puts the first engine's label at x, unless it would leave `from` to `to` or touch the limit's mark.
function bar_try(x, y, side, ink, text, from, to,    left, right) {
    left = side > 0 ? x : x - text_width(text, label_size, "700")
    right = left + text_width(text, label_size, "700")
    if (left < from || right > to || (limit_to > 0 && left < limit_to && right > limit_from))
        return 0
    bar_figure(x, y, side, 1, ink, text)
    if (right > label_right)
        label_right = right
    return 1
}

function bar_figure(x, y, side, first, ink, text,    end) {
    end = x + (side > 0 ? text_width(text, first ? label_size : 21, first ? "700" : "400") : 0)
    if (end > label_end)
        label_end = end
    if (label_table != "")
        print x "\t" y "\t" side "\t" first "\t" ink "\t" text > label_table
}
