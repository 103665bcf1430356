# The phases of the monitor's start, below the rows of the chart "startup": startup_summary.csv. Only
# our own monitor tells them apart.

function phases_load(path,    table, rows, row, engine, phase) {
    rows = csv_load(path, "engine,phase,n,median_ns,lo_ns,hi_ns", table)
    for (row = 1; row <= rows; row++) {
        engine = csv_name(path, table, row, "engine")
        phase = csv_name(path, table, row, "phase")
        if ((engine, phase) in phase_ns)
            csv_refuse(path, table[row], engine "'s phase " phase " is there twice")
        phase_ns[engine, phase] = csv_number(path, table, row, "median_ns")
        phase_low[engine, phase] = csv_number(path, table, row, "lo_ns")
        phase_high[engine, phase] = csv_number(path, table, row, "hi_ns")
    }
}

# A phase as people say it.
function phase_name(phase) {
    return phase == "process" ? tr("process starts", "프로세스 시작") : \
           phase == "vm" ? tr("VM is built", "VM 생성") : \
           phase == "guest" ? tr("until it runs", "실행 직전까지") : \
           tr("guest boots", "게스트 부팅")
}

# Table "phases": from and to (x), y, low and high of the end, colour, ink, label; table
# "phase_names": x of the right edge, y, text; table "phase_head": x, y, text.
function phases_draw(    engine, phase, count, i, sum, reach) {
    phase_table = chart_table("phases")
    phase_names = chart_table("phase_names")
    phase_head = chart_table("phase_head")
    engine = (("kvm", "vm") in phase_ns) ? "kvm" : "kvm-irqchip"
    count = split("process vm guest first-byte", phase, " ")
    for (i = 1; i <= count; i++) {
        reach = larger(reach, sum + phase_high[engine, phase[i]])
        sum += phase_ns[engine, phase[i]]
    }
    reach = larger(reach, sum)
    if (sum == 0 || !((engine, "vm") in phase_ns))
        return
    chart_y += 54
    print CHART_MARGIN "\t" chart_y "\t" \
        tr("kvm-vmm's first " duration(sum, 2) ", phase by phase",
           "kvm-vmm의 첫 " duration(sum, 2) ", 단계별로") > phase_head
    chart_y += 22
    from = 0
    for (i = 1; i <= count; i++)
        phase_row(engine, phase[i], reach)
}

# Phases stand below one another as on a time-table, each beginning where the one before it ends.
function phase_row(engine, phase, reach,    left, width, ns, y) {
    left = 284
    width = CHART_WIDTH - CHART_MARGIN - MEMORY - left
    ns = phase_ns[engine, phase]
    if (ns == "")
        return
    y = chart_y + 22
    print left - 16 "\t" y "\t" phase_name(phase) > phase_names
    print left + width * from / reach "\t" left + width * (from + ns) / reach "\t" y "\t" \
        left + width * (from + known(phase_low[engine, phase], ns)) / reach "\t" \
        left + width * (from + known(phase_high[engine, phase], ns)) / reach "\t" \
        engine_colour[engine] "\t" engine_ink[engine] "\t" duration(ns, 2) > phase_table
    from += ns
    chart_y += 44
}

function larger(a, b) {
    return a + 0 > b + 0 ? a : b
}

function known(value, otherwise) {
    return value == "" ? otherwise : value
}
