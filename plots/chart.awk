# What all charts share: the sheet, its heading and foot, and the rows of workloads by group.
#
# A chart is laid out here, in pixels of an SVG of CHART_WIDTH, y counted downwards from the top,
# and drawn by a gnuplot script that reads what is written here: NAME.vars, gnuplot assignments,
# and NAME.TABLE.dat, tab-separated.

function chart_begin(name) {
    chart_name = name
    CHART_WIDTH = sheet_width ? sheet_width : 1200
    CHART_MARGIN = bare ? 12 : 40
    chart_y = 30
    metrics_define()
    chart_class("title", 40, "700", 50)
    chart_class("warning", 24, "700", 36)
    chart_class("subtitle", 22, "400", 31)
    chart_class("foot", 18, "400", 25)
}

# Writes one gnuplot assignment; a string is to be quoted by gp_string().
function chart_set(variable, value) {
    print variable " = " value > (out "/" chart_name ".vars")
}

# The file of one of the chart's tables; every table is made, empty or not.
function chart_table(table,    path) {
    path = out "/" chart_name "." table ".dat"
    printf "" > path
    return path
}

# The chart cannot be drawn from this run; that is no fault of the run.
function chart_skip(why) {
    print chart_name ": not drawn: " why > "/dev/stderr"
    exit 3
}

# The sizes of a sheet's texts, as style.gp has them: class, size, weight, distance of lines.
function chart_class(class, size, weight, leading) {
    class_size[class] = size
    class_weight[class] = weight
    class_leading[class] = leading
}

# Puts lines of text into the table of texts: x, y, class, colour, text.
function chart_text(path, class, colour, text,    line, count, i, width) {
    width = CHART_WIDTH - 2 * CHART_MARGIN
    text = chart_whole(text)
    count = text_balance(text, width, class_size[class], class_weight[class], line)
    for (i = 1; i <= count; i++) {
        chart_y += class_leading[class]
        sub(/(\302\240| )*·?(\302\240| )*$/, "", line[i])
        print CHART_MARGIN "\t" chart_y "\t" class "\t" colour_number(colour) "\t" line[i] > path
    }
}

# A text whose figures are kept together with their units.
function chart_whole(text) {
    gsub(/ %/, "\302\240%", text)
    gsub(/ µs/, "\302\240µs", text)
    gsub(/ ms/, "\302\240ms", text)
    gsub(/ MB/, "\302\240MB", text)
    gsub(/ s /, "\302\240s ", text)
    return text
}

# The heading: a title that states the message, what is drawn, and (if any) a warning.
function chart_heading(title, subtitle, warning,    path) {
    path = chart_table("texts")
    chart_set("message", gp_string(title))
    if (bare) {
        chart_y = -18
        return
    }
    chart_text(path, "title", "#111111", title)
    chart_y += 12
    if (warning != "")
        chart_text(path, "warning", "#B84A00", warning)
    chart_text(path, "subtitle", "#555555", subtitle)
}

# The key: a coloured mark and name (a short one on a bare chart) for each engine in `engine`.
function chart_key(engine, count,    i) {
    chart_key_begin()
    for (i = 1; i <= count; i++)
        chart_key_item(engine_colour[engine[i]],
                       bare ? engine_short[engine[i]] : engine_long[engine[i]])
    chart_y += 14
}

function chart_key_begin() {
    key_table = chart_table("key")
    key_x = CHART_MARGIN
    chart_y += 44
}

# A mark and a name, on a line of their own where the last one has no room for them.
function chart_key_item(colour, name,    width) {
    width = 32 + text_width(name, 22, "400")
    if (key_x > CHART_MARGIN && key_x + width > CHART_WIDTH - CHART_MARGIN) {
        key_x = CHART_MARGIN
        chart_y += 36
    }
    print key_x "\t" chart_y "\t" colour "\t" name > key_table
    key_x += width + 36
}

# The foot, below the axis that ends at `bottom`; returns the height of the sheet.
function chart_foot(bottom,    path) {
    path = out "/" chart_name ".texts.dat"
    chart_y = bottom
    if (!bare) {
        chart_text(path, "foot", "#666666", facts_foot())
        chart_y += 24
    }
    chart_set("CHART_MARGIN", CHART_MARGIN)
    chart_set("W", CHART_WIDTH)
    chart_set("H", chart_y)
    chart_set("simulated", facts_simulated())
    chart_set("bare", bare + 0)
    chart_set("korean", language == "ko")
    chart_set("percent_format", gp_string(tr("%g %%", "%g%%")))
    chart_mark(tr("SIMULATED — NOT A MEASUREMENT", "시뮬레이션 — 측정값이 아님"))
}

# The mark of a simulated run, from one corner of the sheet to the other, as large as it may be.
function chart_mark(text,    diagonal, size) {
    diagonal = sqrt(CHART_WIDTH ^ 2 + chart_y ^ 2)
    size = 0.78 * diagonal / text_width(text, 1, "700")
    chart_set("t_simulated", gp_string(text))
    chart_set("mark_size", size > 90 ? 90 : int(size))
    chart_set("mark_angle", atan2(chart_y, CHART_WIDTH) * 180 / 3.14159265)
}

# Gives each workload of shown[1…count], `pitch` high, a row_y of its middle, and writes the tables
# "rows" (y, name) and "groups" (y, title). From chart_y on; leaves chart_y at the end, and where the
# names end in row_left.
function chart_rows(shown, count, pitch,    rows, groups, i, group, before, widest) {
    rows = chart_table("rows")
    groups = chart_table("groups")
    group_sort(shown, count)
    before = "none yet"
    widest = bare ? 94 : 228
    for (i = 1; i <= count; i++) {
        group = group_title(group_of(shown[i]))
        if (group != before && (group != group_title("") || before != "none yet")) {
            print chart_y + 34 "\t" group > groups
            widest = chart_wider(widest, group, 26, "700")
            chart_y += 50
        }
        before = group
        row_y[shown[i]] = chart_y + pitch / 2
        print row_y[shown[i]] "\t" shown[i] > rows
        widest = chart_wider(widest, shown[i], 25, "400")
        chart_y += pitch
    }
    row_left = CHART_MARGIN + widest + 16
    chart_set("x_left", row_left)
}

# The wider of a width and a text's.
function chart_wider(widest, text, size, weight,    width) {
    width = text_width(text, size, weight)
    return width > widest ? width : widest
}
