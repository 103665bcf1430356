# Lays out the chart "latency": how long an interrupt takes to the guest's handler, a row for each
# engine with the distribution of all samples and its p50 and p99. Run by draw.sh, as speedup.awk.

BEGIN {
    BINS = 24 # in a decade
    COLUMN = 104 # width of a column of figures
    engines_define()
    facts_load(dir)
    chart_begin("latency")
    if (!csv_exists(dir "/latency.csv") && !csv_exists(dir "/latency_summary.csv"))
        chart_skip("this run did not measure the latency of interrupts")
    samples_load(dir "/latency.csv")
    quantiles_load(dir "/latency_summary.csv")
    choose()
    if (drawn_count == 0)
        chart_skip("no latency was measured on an engine that charts know")
    chart_heading(title_text(), subtitle_text(), warning_text())
    tables()
    chart_y += bare ? 46 : 34
    top = chart_y
    for (e = 1; e <= drawn_count; e++)
        engine_row(drawn[e])
    axis()
    chart_foot(chart_y + (bare ? 10 : 60))
}

# Counts the samples of each engine in bin[engine, …], of equal width on a logarithmic axis.
function samples_load(path,    table, rows, row, engine, ns) {
    rows = csv_load(path, "engine,latency_ns,status", table)
    for (row = 1; row <= rows; row++) {
        engine = csv_name(path, table, row, "engine")
        ns = csv_signed(path, table, row, "latency_ns")
        if (table[row, "status"] != "ok") {
            lost[engine] += table[row, "status"] != "warmup"
            continue
        }
        if (ns == "")
            csv_refuse(path, table[row], "a sample that is ok, and without a latency")
        samples[engine]++
        early[engine] += ns <= 0
        if (ns > 0)
            sample(engine, floor(log(ns) / log(10) * BINS))
    }
}

function sample(engine, b) {
    bin[engine, b]++
    if (!(engine in first) || b < first[engine])
        first[engine] = b
    if (!(engine in last) || b > last[engine])
        last[engine] = b
    if (bin[engine, b] > fullest[engine])
        fullest[engine] = bin[engine, b]
}

function quantiles_load(path,    table, rows, row, engine, name, q) {
    rows = csv_load(path, "engine,n,p50_ns,p50_lo_ns,p50_hi_ns,p99_ns,p99_lo_ns,p99_hi_ns", table)
    split("p50 p99", name, " ")
    for (row = 1; row <= rows; row++) {
        engine = csv_name(path, table, row, "engine")
        if ((engine, "p50") in middle)
            csv_refuse(path, table[row], engine " is there twice")
        for (q = 1; q <= 2; q++) {
            middle[engine, name[q]] = csv_signed(path, table, row, name[q] "_ns")
            low[engine, name[q]] = csv_signed(path, table, row, name[q] "_lo_ns")
            high[engine, name[q]] = csv_signed(path, table, row, name[q] "_hi_ns")
            if (csv_number(path, table, row, "n") > 0)
                quantile_check(path, table[row], engine, name[q])
        }
    }
}

# An interval may not be known of few samples; then it is the figure itself.
function quantile_check(path, line, engine, name) {
    if (middle[engine, name] == "")
        csv_refuse(path, line, name " of " engine " is missing")
    if (low[engine, name] == "" || high[engine, name] == "")
        low[engine, name] = high[engine, name] = middle[engine, name]
    if (low[engine, name] > high[engine, name])
        csv_refuse(path, line, "the interval of " name " ends before it begins")
}

function choose(    e, engine) {
    for (e = 1; e <= engine_count; e++) {
        engine = engine_list[e]
        if (bare && engine !~ /^(kvm|tcg|tcg-1insn)$/)
            continue
        if (fullest[engine] > 0 && middle[engine, "p50"] != "")
            drawn[++drawn_count] = engine
    }
}

# The first engine says it: KVM where it was measured.
function title_text(    who, half, most) {
    who = engine_short[drawn[1]]
    half = duration(middle[drawn[1], "p50"], 2)
    most = duration(middle[drawn[1], "p99"], 2)
    return tr("On " who ", an interrupt is with the guest after " half ", 99 of 100 within " most,
              who "에서 인터럽트가 게스트에 닿기까지 " half ", 100번 중 99번은 " most " 이내")
}

function subtitle_text() {
    return tr("From the moment when the timer runs out to the guest's handler: the higher, the " \
        "more often; logarithmic axis. Half of all samples lie below p50, 99 % below p99; lines: " \
        "95 % intervals.",
        "타이머가 만료된 순간부터 게스트의 핸들러까지. 높을수록 자주 나온 값, 로그 축. 표본의 절반은 p50 아래, " \
        "99%는 p99 아래에 있다. 선: 95% 구간.")
}

# Interrupts that never came, or came wrong, are named.
function warning_text(    e, item, count) {
    for (e = 1; e <= drawn_count; e++)
        if (lost[drawn[e]] > 0)
            item[++count] = engine_short[drawn[e]] ": " lost[drawn[e]]
    return count > 0 ? tr("Not counted, for they failed: ", "실패해서 세지 않은 표본: ") \
        enumerate(item, count) "." : ""
}

function tables(    heads, right) {
    ridges = chart_table("ridges")
    quantiles = chart_table("quantiles")
    names = chart_table("rows")
    notes = chart_table("notes")
    figures = chart_table("figures")
    heads = chart_table("heads")
    chart_table("groups")
    widest = bare ? 94 : 228
    right = CHART_WIDTH - CHART_MARGIN
    if (bare)
        print right - COLUMN "\t" chart_y + 34 "\t" tr("median", "중앙값") "\n" \
            right "\t" chart_y + 34 "\t" tr("99 %", "99%") > heads
}

# Table "ridges": from, to, bottom, top, colour, of each bin; table "quantiles": p50 and p99, each
# with low and high; y of the bottom, colour, ink, label and its width of each; the ridge's height.
function engine_row(engine,    b, bottom, height) {
    height = bare ? 30 : 76
    bottom = chart_y + height + 10
    for (b = first[engine]; b <= last[engine]; b++)
        if (bin[engine, b] > 0)
            print exp(b / BINS * log(10)) "\t" exp((b + 1) / BINS * log(10)) "\t" bottom "\t" \
                bottom - ridge(height, engine, b) "\t" colour_tint(engine_colour[engine]) > ridges
    print quantile(engine, "p50") quantile(engine, "p99") bottom "\t" engine_colour[engine] "\t" \
        engine_ink[engine] "\t" label(engine, "p50") "\t" label(engine, "p99") "\t" \
        height > quantiles
    row_name(engine, bottom)
    if (bare)
        row_figures(engine, bottom - 8)
    widen(engine)
    chart_y = bottom + (bare ? 6 : 56)
}

# A bin that is not empty can be seen.
function ridge(height, engine, b) {
    height *= bin[engine, b] / fullest[engine]
    return height < 3 ? 3 : height
}

# A quantile and its interval; what is not above 0 stands at the first bin.
function quantile(engine, name,    floor_) {
    floor_ = exp(first[engine] / BINS * log(10))
    return at_least(middle[engine, name], floor_) "\t" at_least(low[engine, name], floor_) "\t" \
        at_least(high[engine, name], floor_) "\t"
}

function at_least(value, floor_) {
    return value > 0 ? value : floor_
}

# What stands below a quantile's mark, and its width. On a bare chart that is in columns beside it.
function label(engine, name,    text) {
    text = bare ? "" : name " " duration(middle[engine, name], 2)
    return text "\t" text_width(text, 26, "700")
}

# Table "figures": x of the right edge, y, ink, text.
function row_figures(engine, y,    right) {
    right = CHART_WIDTH - CHART_MARGIN
    print right - COLUMN "\t" y "\t" engine_ink[engine] "\t" \
        duration(middle[engine, "p50"], 2) > figures
    print right "\t" y "\t" engine_ink[engine] "\t" duration(middle[engine, "p99"], 2) > figures
}

function row_name(engine, bottom,    line, count, i) {
    count = split(bare ? engine_brief(engine) : engine_head[engine], line, "|")
    for (i = 1; i <= count; i++) {
        print bottom - 8 - (count - i) * 30 "\t" line[i] > names
        widest = chart_wider(widest, line[i], 25, "400")
    }
    if (!bare)
        print bottom + 22 "\t" row_note(engine) > notes
}

# How many samples; those from before the timer was due have no place on a logarithmic axis.
function row_note(engine,    text) {
    text = tr("n = ", "표본 ") samples[engine]
    return early[engine] == 0 ? text : text tr(", ≤ 0: ", ", 0 이하 ") early[engine]
}

function widen(engine,    from, to) {
    from = exp(first[engine] / BINS * log(10))
    to = exp((last[engine] + 1) / BINS * log(10))
    if (high[engine, "p99"] > to)
        to = high[engine, "p99"]
    if (least == "" || from < least)
        least = from
    if (to > most)
        most = to
}

function axis(    span) {
    span = log(most / least)
    chart_set("x_left", CHART_MARGIN + widest + 16)
    chart_set("x_right", CHART_WIDTH - CHART_MARGIN - (bare ? 2 * COLUMN : 0))
    chart_set("x_from", least * exp(-span * 0.03))
    chart_set("x_to", most * exp(span * 0.03))
    chart_set("y_top", top)
    chart_set("y_bottom", chart_y)
}
