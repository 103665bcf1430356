# Lays out the chart "scaling": how much more work several machines at once do than one, a line for
# each engine. Run by draw.sh, as speedup.awk.

BEGIN {
    engines_define()
    facts_load(dir)
    chart_begin("scaling")
    if (!csv_exists(dir "/scaling_summary.csv"))
        chart_skip("this run did not measure several machines at once")
    scaling_load(dir "/scaling_summary.csv")
    choose()
    if (drawn_count == 0)
        chart_skip("no engine that charts know ran more than one machine")
    chart_heading(title_text(), subtitle_text())
    chart_y += bare ? 22 : 40
    plane()
    all_lines()
    all_labels()
    ideal()
    chart_foot(chart_y + 88)
}

function scaling_load(path,    table, rows, row, engine, m, lo, mid, hi) {
    rows = csv_load(path, "engine,machines,throughput,throughput_lo,throughput_hi", table)
    for (row = 1; row <= rows; row++) {
        engine = csv_name(path, table, row, "engine")
        m = csv_number(path, table, row, "machines")
        mid = csv_number(path, table, row, "throughput")
        lo = csv_number(path, table, row, "throughput_lo")
        hi = csv_number(path, table, row, "throughput_hi")
        if (m == "" || m < 1 || m != int(m))
            csv_refuse(path, table[row], "machines \"" m "\" is not a number of machines")
        if ((engine, m) in gain)
            csv_refuse(path, table[row], engine " with " m " machines is there twice")
        if (mid == "" || mid == 0)
            continue # none of them ended well
        gain[engine, m] = mid
        gain_low[engine, m] = lo == "" ? mid : lo
        gain_high[engine, m] = hi == "" ? mid : hi
        if (m > machines[engine])
            machines[engine] = m
    }
}

function choose(    e, m, engine) {
    for (e = 1; e <= engine_count; e++) {
        engine = engine_list[e]
        if (machines[engine] < 2)
            continue
        drawn[++drawn_count] = engine
        if (machines[engine] > most_machines)
            most_machines = machines[engine]
        for (m = 2; m <= machines[engine]; m++)
            lone_count += (engine, m) in gain && lone(engine, m)
    }
}

# The first engine says it: KVM where it was measured.
function title_text(    n, times, processors) {
    n = machines[drawn[1]]
    times = factor(gain[drawn[1], n])
    processors = fact_of("cpus") + 0
    if (processors == 0)
        return tr(n " machines on " engine_short[drawn[1]] " do " times "× the work of one",
                  engine_short[drawn[1]] "에서 머신 " n "대가 1대의 " times "배 일을 한다")
    return tr(n " machines on " engine_short[drawn[1]] " share " processors \
              (processors == 1 ? " processor" : " processors") " and do " times "× the work of one",
              engine_short[drawn[1]] "의 머신 " n "대가 프로세서 " processors "개를 나눠 쓰며 1대의 " \
              times "배 일을 한다")
}

function subtitle_text() {
    return tr("Work done in a time, over that of one machine on the same engine: median, 95 % " \
        "interval. Dashed: as far as the processors reach, if sharing them cost nothing.",
        "같은 시간에 한 일을 같은 엔진의 머신 1대와 비교한 값, 중앙값과 95% 구간. 점선: 프로세서를 " \
        "나누어 쓰는 비용이 없을 때의 한계.") \
        (lone_count > 0 ? tr(" Ring: too few rounds for an interval.", " 고리: 라운드가 적어 구간이 없다.") : "")
}

# Whether a figure is one round's alone, and so without an interval. One machine has none: it is the unit.
function lone(engine, m) {
    return m > 1 && gain_low[engine, m] == gain_high[engine, m]
}

# The field: x from one machine to the most, y from 0 to what was reached or could be.
function plane(    e, m) {
    x_left = bare ? 60 : 130
    x_right = CHART_WIDTH - CHART_MARGIN - 34 - widest_label()
    y_top = chart_y
    y_bottom = chart_y + (bare ? 250 : 430)
    chart_y = y_bottom
    limit = most_machines
    if (fact_of("cpus") > 0 && fact_of("cpus") < limit)
        limit = fact_of("cpus")
    reach = limit
    for (e = 1; e <= drawn_count; e++)
        for (m = 1; m <= machines[drawn[e]]; m++)
            if (gain_high[drawn[e], m] > reach)
                reach = gain_high[drawn[e], m]
    reach *= 1.08
    chart_set("x_left", x_left)
    chart_set("x_right", x_right)
    chart_set("y_top", y_top)
    chart_set("y_bottom", y_bottom)
    chart_set("reach", reach)
    chart_set("machines", most_machines)
    chart_set("t_machines", gp_string(tr("machines at once", "동시에 도는 머신 수")))
}

function x_of(m) {
    return x_left + (x_right - x_left) * (0.06 + 0.94 * (m - 1) / (most_machines - 1))
}

function y_of(times) {
    return y_bottom - (y_bottom - y_top) * times / reach
}

# Tables "lines": x, y, y of low and high, colour, ring (0 or 1), with a blank line behind each engine; "columns": x
# and name of each number of machines. Engines stand a little beside one another.
function all_lines(    path, e, m, x) {
    path = chart_table("lines")
    for (e = 1; e <= drawn_count; e++) {
        for (m = 1; m <= machines[drawn[e]]; m++) {
            x = x_of(m) + (e - (drawn_count + 1) / 2) * 9
            if ((drawn[e], m) in gain)
                print x "\t" y_of(gain[drawn[e], m]) "\t" y_of(gain_low[drawn[e], m]) "\t" \
                    y_of(gain_high[drawn[e], m]) "\t" engine_colour[drawn[e]] "\t" \
                    lone(drawn[e], m) > path
        }
        print "" > path
    }
    path = chart_table("columns")
    for (m = 1; m <= most_machines; m++)
        print x_of(m) "\t" m > path
}

# Table "labels": x, y, ink, text: each engine's name and figure at the end of its line, pushed apart
# where they would touch. From the highest down, and back up where the last would leave the field.
function all_labels(    path, order, e, i, y, room) {
    path = chart_table("labels")
    room = bare ? 30 : 36
    by_height(order)
    for (i = 1; i <= drawn_count; i++) {
        y[i] = y_of(gain[order[i], machines[order[i]]])
        if (i > 1 && y[i] < y[i - 1] + room)
            y[i] = y[i - 1] + room
    }
    for (i = drawn_count; i >= 1; i--)
        if (y[i] > y_bottom - (drawn_count - i) * room)
            y[i] = y_bottom - (drawn_count - i) * room
    for (i = 1; i <= drawn_count; i++)
        print x_right + 34 "\t" y[i] "\t" engine_ink[order[i]] "\t" label(order[i]) > path
}

function widest_label(    e, width, most) {
    for (e = 1; e <= drawn_count; e++) {
        width = text_width(label(drawn[e]), 26, "700")
        if (width > most)
            most = width
    }
    return most
}

function label(engine,    text) {
    text = bare ? engine_brief(engine) : engine == "tcg-1insn" ? engine_head[engine] : \
        engine_short[engine]
    sub(/\|/, ", ", text)
    return factor(gain[engine, machines[engine]]) "×  " text
}

# Orders the engines by the end of their lines, the highest first.
function by_height(order,    i, j, engine) {
    for (i = 1; i <= drawn_count; i++) {
        engine = drawn[i]
        for (j = i - 1; j >= 1 && gain[order[j], machines[order[j]]] < \
                                  gain[engine, machines[engine]]; j--)
            order[j + 1] = order[j]
        order[j + 1] = engine
    }
}

# Table "ideal": where each number of machines would be, with as many processors as there are.
function ideal(    path, m) {
    path = chart_table("ideal")
    for (m = 1; m <= most_machines; m++)
        print x_of(m) "\t" y_of(m < limit ? m : limit) > path
}
