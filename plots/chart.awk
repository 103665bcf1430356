# What all charts share: the sheet, its heading and foot, and the rows of workloads by group.
#
# A chart is laid out here, in pixels of an SVG of CHART_WIDTH, y counted downwards from the top,
# and drawn by a gnuplot script that reads what is written here: NAME.vars, gnuplot assignments,
# and NAME.TABLE.dat, tab-separated.

function chart_begin(name) {
    chart_name = name
    CHART_WIDTH = sheet_width ? sheet_width : 1200
    CHART_MARGIN = 40
    chart_y = 30
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

# Puts lines of text into the table of texts: x, y, size class, colour, text. `width`: the letters
# that a line of the usual sheet takes.
function chart_text(path, class, height, colour, width, text,    line, count, i) {
    count = wrap(text, width * (CHART_WIDTH - 2 * CHART_MARGIN) / 1120, line)
    for (i = 1; i <= count; i++) {
        chart_y += height
        print CHART_MARGIN "\t" chart_y "\t" class "\t" colour_number(colour) "\t" line[i] > path
    }
}

# The heading: a title that states the message, what is drawn, and (if any) a warning.
function chart_heading(title, subtitle, warning,    path) {
    path = chart_table("texts")
    chart_set("message", gp_string(title))
    if (bare) {
        chart_y = -18
        return
    }
    chart_text(path, "title", 50, "#111111", 50, title)
    chart_y += 12
    if (warning != "")
        chart_text(path, "warning", 36, "#B84A00", 84, warning)
    chart_text(path, "subtitle", 31, "#555555", 98, subtitle)
}

# The key: a coloured mark and name (a short one on a bare chart) for each engine in `engine`, in as many lines as they need.
function chart_key(engine, count,    path, i, x, width, name) {
    path = chart_table("key")
    chart_y += 44
    x = CHART_MARGIN
    for (i = 1; i <= count; i++) {
        name = bare ? engine_short[engine[i]] : engine_long[engine[i]]
        width = 84 + 11.6 * cells(name)
        if (i > 1 && x + width > CHART_WIDTH) {
            x = CHART_MARGIN
            chart_y += 36
        }
        print x "\t" chart_y "\t" engine_colour[engine[i]] "\t" \
            name > path
        x += width
    }
    chart_y += 14
}

# The foot, below the axis that ends at `bottom`; returns the height of the sheet.
function chart_foot(bottom,    path) {
    path = out "/" chart_name ".texts.dat"
    chart_y = bottom
    if (!bare) {
        chart_text(path, "foot", 25, "#666666", 142, facts_foot())
        chart_y += 24
    }
    chart_set("CHART_MARGIN", CHART_MARGIN)
    chart_set("W", CHART_WIDTH)
    chart_set("H", chart_y)
    chart_set("simulated", facts_simulated())
    chart_set("korean", language == "ko")
    chart_set("t_simulated", gp_string(tr("SIMULATED — NOT A MEASUREMENT",
                                          "시뮬레이션 — 측정값이 아님")))
}

# Which group a workload is in: a fact of the run, "group.sieve,compute".
function group_of(workload) {
    return fact_of("group." workload)
}

function group_title(group) {
    return group == "compute" ? tr("Computing", "계산") : \
           group == "memory" ? tr("Memory", "메모리") : \
           group == "os" ? tr("Operating system", "운영체제") : \
           group == "outside" ? tr("Outside world", "바깥 세계") : tr("Other", "기타")
}

# Orders shown[1…count] by group, keeping the order within each.
function group_sort(shown, count,    group, groups, g, i, sorted, next_place) {
    groups = split("compute memory os outside", group, " ")
    group[++groups] = ""
    next_place = 0
    for (g = 1; g <= groups; g++)
        for (i = 1; i <= count; i++)
            if (group_rank(group_of(shown[i])) == g)
                sorted[++next_place] = shown[i]
    for (i = 1; i <= count; i++)
        shown[i] = sorted[i]
}

function group_rank(group) {
    return group == "compute" ? 1 : group == "memory" ? 2 : group == "os" ? 3 : \
           group == "outside" ? 4 : 5
}

# Gives each workload of shown[1…count], `pitch` high, a row_y of its middle, and writes the tables
# "rows" (y, name) and "groups" (y, title). From chart_y on; leaves chart_y at the end.
function chart_rows(shown, count, pitch,    rows, groups, i, group, before) {
    rows = chart_table("rows")
    groups = chart_table("groups")
    group_sort(shown, count)
    before = "none yet"
    for (i = 1; i <= count; i++) {
        group = group_title(group_of(shown[i]))
        if (group != before && (group != group_title("") || before != "none yet")) {
            print chart_y + 34 "\t" group > groups
            chart_y += 50
        }
        before = group
        row_y[shown[i]] = chart_y + pitch / 2
        print row_y[shown[i]] "\t" shown[i] > rows
        chart_y += pitch
    }
}
