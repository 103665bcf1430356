# Lays out the chart "exits": where the time of each workload's boot goes in the monitor, in the
# guest or in its exits by what they are for. Run by draw.sh, as speedup.awk.

BEGIN {
    PITCH = 40
    COLUMN = 118 # width of a column of figures
    NOTHING = tr("boot alone", "부팅만")
    engines_define()
    facts_load(dir)
    chart_begin("exits")
    if (!csv_exists(dir "/exits.csv"))
        chart_skip("this run did not count exits")
    exits_load(dir "/exits.csv")
    exits_classes()
    chart_heading(title_text(), subtitle_text())
    chart_table("key")
    if (bare)
        by_group()
    else
        key()
    chart_y += bare ? 20 : 52
    top = chart_y
    chart_rows(shown, shown_count, PITCH)
    all_bars()
    columns()
    chart_foot(chart_y + (bare ? 6 : 60))
}

function exits_classes(    c) {
    exits_define()
    exits_choose(bare ? 5 : 6)
    for (w = 1; w <= exits_count; w++)
        if (exits_total[exits_list[w]] > 0)
            shown[++shown_count] = exits_list[w] == EXITS_BOOT ? boot_alone() : exits_list[w]
    if (shown_count == 0)
        chart_skip("its counted boots have no times")
}

# The boot that does next to nothing gets a name that says so.
function boot_alone(    c) {
    fact["group." NOTHING] = "boot"
    exits_total[NOTHING] = exits_total[EXITS_BOOT]
    exits_number[NOTHING] = exits_number[EXITS_BOOT]
    for (c = 1; c <= exits_kinds; c++)
        exits_ns[NOTHING, exits_kind[c]] = exits_ns[EXITS_BOOT, exits_kind[c]]
    return NOTHING
}

# On a bare chart a group is one row, the mean of its shares: the first and the two with most exits.
function by_group(    w, group, size, row, count) {
    group_sort(shown, shown_count)
    for (w = 1; w <= shown_count; w++) {
        group = group_title(group_of(shown[w]))
        if (shown[w] == NOTHING)
            continue
        if (++size[group] == 1)
            row[++count] = group
        add_to_mean(group, shown[w], size[group])
    }
    shown_count = 0
    for (w = 1; w <= count; w++)
        if (w == 1 || more_in_exits(row, count, w) < 2)
            shown[++shown_count] = row[w]
}

# How many of row[2…count] come before row[w], those with most time in exits first.
function more_in_exits(row, count, w,    i, more) {
    for (i = 2; i <= count; i++)
        more += share(row[i], "guest") < share(row[w], "guest") || \
            (i < w && share(row[i], "guest") == share(row[w], "guest"))
    return more
}

# Makes a workload the n-th in the mean of a group.
function add_to_mean(group, workload, n,    c, part) {
    for (c = 1; c <= exits_kinds; c++) {
        part = share(workload, exits_kind[c])
        mean_of[group, exits_kind[c]] += (part - mean_of[group, exits_kind[c]]) / n
        exits_ns[group, exits_kind[c]] = mean_of[group, exits_kind[c]]
    }
    exits_total[group] = 1
}

function share(workload, kind) {
    return exits_ns[workload, kind] / exits_total[workload]
}

# How much of the time passes in the guest, over the workloads of a group ("": all): the mean.
function mean_share(group,    w, sum, count) {
    for (w = 1; w <= shown_count; w++)
        if (shown[w] != NOTHING && (group == "" || group_of(shown[w]) == group)) {
            sum += share(shown[w], "guest")
            count++
        }
    return count > 0 ? sum / count : 0
}

# The workload that is least in the guest; "" when none is known.
function busiest(    w, least) {
    least = ""
    for (w = 1; w <= shown_count; w++)
        if (shown[w] != NOTHING && (least == "" || share(shown[w], "guest") < share(least, "guest")))
            least = shown[w]
    return least
}

function title_text(    mean, worst, title) {
    mean = mean_share("compute")
    title = mean > 0 ? tr("Computing, the guest has ", "계산할 때는 시간의 ") : \
        tr("On average, the guest has ", "평균하면 시간의 ")
    if (mean == 0)
        mean = mean_share("")
    worst = busiest()
    title = title percent(mean) tr(" of the time", "를 게스트가 쓰고, ")
    if (worst == "" || percent(share(worst, "guest")) == percent(mean))
        return title tr("; the rest goes into exits", "나머지가 exit 처리에 든다")
    return title tr("; in " worst ", exits take ", worst "에서는 ") \
        percent(1 - share(worst, "guest")) tr("", "가 exit 처리에 든다")
}

# A share in percent that calls neither 99.97 % all nor 0.02 % nothing.
function percent(part,    value) {
    value = part * 100
    value = value > 99 ? sprintf("%.1f", floor(value * 10) / 10) : \
        value >= 10 ? sprintf("%.0f", value) : value >= 0.05 ? sprintf("%.1f", value) : \
        value > 0 ? "<0.1" : "0"
    return value tr(" %", "%")
}

function subtitle_text() {
    return tr("Bars: one boot of kvm-vmm for each workload, from entry to exit. In the guest is " \
        "the time inside KVM_RUN, with what KVM itself does there; the rest is the monitor's " \
        "handling of exits. Counted outside the timed rounds.",
        "막대: 작업마다 kvm-vmm을 한 번 부팅해 잰 시간의 비율. 게스트 실행은 KVM_RUN 안에 있던 " \
        "시간으로 KVM 자신의 일도 포함하며, 나머지는 모니터가 exit를 처리한 시간이다. 시간 측정 라운드와 " \
        "별도로 셌다.")
}

# The key: a mark and a name for each kind of exit that is shown.
function key(    c) {
    chart_key_begin()
    for (c = 1; c <= exits_kinds; c++)
        chart_key_item(exits_colour[exits_kind[c]], exits_name[exits_kind[c]])
    chart_y += 14
}

# Table "bars": from and to (shares), top, bottom, colour; table "labels": where (a share), y, ink,
# first (0 or 1), text.
function all_bars(    w, c, from, part, y) {
    bar_table = chart_table("bars")
    label_table = chart_table("labels")
    for (w = 1; w <= shown_count; w++) {
        y = row_y[shown[w]]
        from = 0
        for (c = 1; c <= exits_kinds; c++) {
            part = share(shown[w], exits_kind[c])
            if (part <= 0)
                continue
            print from "\t" from + part "\t" y - 14 "\t" y + 14 "\t" \
                exits_colour[exits_kind[c]] > bar_table
            bar_label(exits_kind[c], part, from, y, c == 1)
            from += part
        }
    }
    chart_set("y_top", top)
    chart_set("y_bottom", chart_y)
}

# A label where there is room for it. On a bare chart, which has no key, it names what it is of.
function bar_label(kind, part, from, y, first,    text) {
    text = percent(part)
    if (bare && bar_room(exits_name[kind] " " text, part, first))
        text = exits_name[kind] " " text
    else if (bare && !first)
        text = exits_name[kind]
    if (bar_room(text, part, first))
        print (first ? 0 : from + part / 2) "\t" y "\t" exits_ink[kind] "\t" first "\t" text \
            > label_table
}

function bar_room(text, part, first) {
    return part * (bars_right() - row_left) > text_width(text, 22, first ? "700" : "400") + 20
}

# Where the bars end: on a chart that is not bare there are figures beside them.
function bars_right() {
    return CHART_WIDTH - CHART_MARGIN - (bare ? 0 : 2 * COLUMN)
}

# Figures beside the bars: how many exits, and the time of their handling. Table "figures": x of the
# right edge, y, text; table "heads": the same.
function columns(    path, heads, right, w) {
    path = chart_table("figures")
    heads = chart_table("heads")
    right = CHART_WIDTH - CHART_MARGIN
    chart_set("x_right", bars_right())
    if (bare)
        return
    print right - COLUMN "\t" top - 16 "\t" tr("exits", "exit 수") > heads
    print right "\t" top - 16 "\t" tr("in exits", "exit 시간") > heads
    for (w = 1; w <= shown_count; w++) {
        print right - COLUMN "\t" row_y[shown[w]] "\t" grouped(exits_number[shown[w]]) > path
        print right "\t" row_y[shown[w]] "\t" \
            duration(exits_total[shown[w]] - exits_ns[shown[w], "guest"], 3) > path
    }
}

# A whole number with its thousands apart: 12 345.
function grouped(number,    text, done) {
    text = sprintf("%d", number)
    while (length(text) > 3) {
        done = " " substr(text, length(text) - 2) done
        text = substr(text, 1, length(text) - 3)
    }
    return text done
}
