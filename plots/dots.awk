# Rows of engines with a dot for every value, for the charts "startup", "mips" and "one-insn", drawn by
# dots.gp. dots_beside: the room for what stands beside the dots.

function dots_begin() {
    DOTS_PITCH = 78
    dots_top = chart_y
    dots_least = dots_most = ""
    dots_table = chart_table("dots")
    dots_medians = chart_table("medians")
    dots_names = chart_table("rows")
    chart_table("groups")
}

# A value of the row that comes next. Table "dots": y, value, colour.
function dots_value(engine, value) {
    print chart_y + DOTS_PITCH / 2 "\t" value "\t" engine_colour[engine] > dots_table
    if (dots_end_of_row == "" || value > dots_end_of_row)
        dots_end_of_row = value
    if (dots_least == "" || value < dots_least)
        dots_least = value
    if (dots_most == "" || value > dots_most)
        dots_most = value
}

# Ends a row. Table "medians": y, middle, colour, ink, label, where the label goes.
function dots_row(engine, middle, label,    y) {
    y = chart_y + DOTS_PITCH / 2
    print y "\t" middle "\t" engine_colour[engine] "\t" engine_ink[engine] "\t" label "\t" \
        dots_end_of_row > dots_medians
    dots_name(engine, y)
    dots_end_of_row = ""
    chart_y += DOTS_PITCH
}

function dots_name(engine, y,    line, count, i) {
    count = split(engine_head[engine], line, "|")
    for (i = 1; i <= count; i++)
        print y + (i - (count + 1) / 2) * 30 "\t" line[i] > dots_names
}

# The axis, with room for the labels.
function dots_end(    span) {
    span = log(dots_most / dots_least)
    if (span < 2)
        span = 2
    chart_set("x_from", dots_least * exp(-span * 0.04))
    chart_set("x_to", dots_most * exp(span * 0.26))
    chart_set("x_right", CHART_WIDTH - CHART_MARGIN - dots_beside)
    chart_set("y_top", dots_top)
    chart_set("y_bottom", chart_y)
}
