# exits.csv: what the monitor counted in one boot of each workload, and what exits are for.
#
# After exits_load(): exits_list[1…exits_count], the workloads in the order of the file; for each,
# exits_total[w], the nanoseconds of its boot's vCPU, in the guest and in exits, exits_number[w], its
# exits, and exits_ns[w, k], the time by kind k: "guest" or what exits_for() says.

function exits_load(path,    table, rows, row, workload, kind) {
    EXITS_BOOT = "(boot)"
    rows = csv_load(path, "arch,workload,kind,key,direction,count,total_ns", table)
    for (row = 1; row <= rows; row++) {
        workload = table[row, "workload"]
        if (workload != EXITS_BOOT)
            workload = csv_name(path, table, row, "workload")
        if (!(workload in exits_total)) {
            exits_list[++exits_count] = workload
            exits_total[workload] = exits_number[workload] = 0
        }
        kind = table[row, "kind"]
        if (kind !~ /^(exit|interrupt|window|coalesced|guest)$/)
            csv_refuse(path, table[row], "kind \"" kind "\" is not known")
        if (kind == "exit" || kind == "guest")
            exits_add(path, table, row, workload, kind)
    }
}

function exits_add(path, table, row, workload, kind,    ns, count) {
    ns = csv_number(path, table, row, "total_ns")
    count = csv_number(path, table, row, "count")
    if (ns == "" || count == "")
        csv_refuse(path, table[row], "an exit without its count or time")
    if (kind == "exit")
        exits_number[workload] += count
    kind = kind == "guest" ? kind : exits_for(table[row, "key"])
    exits_total[workload] += ns
    exits_ns[workload, kind] += ns
    exits_known[kind] = 1
}

# What an exit is for, by its key; docs/contract.md has the ports.
function exits_for(key) {
    return key ~ /^io 0x00e9/ ? "console" : key ~ /^io 0x01e9/ ? "marks" : \
           key ~ /^io 0x00(4[0-3]|61)/ ? "timer" : key ~ /^io 0x00(2[01]|a[01])/ ? "pic" : \
           key ~ /^io 0x006[04]/ ? "keyboard" : key ~ /^io 0x03f[8-9a-f]/ ? "serial" : \
           key == "hlt" ? "hlt" : key ~ /^(intr|irq_window_open)$/ ? "interrupt" : "other"
}

# The kinds in the order in which they are shown, with a colour each and an ink that can be read on
# it: Paul Tol's "muted" scheme (2021), for all colour vision, and KVM's own colour for the guest.
function exits_define() {
    exits_add_kind("guest", bare ? tr("guest", "게스트") : tr("in the guest", "게스트 실행"), engine_colour["kvm"], "#FFFFFF")
    exits_add_kind("hlt", tr("asleep (HLT)", "대기(HLT)"), colour_number("#BBBBBB"), "#222222")
    exits_add_kind("console", tr("console", "콘솔"), colour_number("#882255"), "#FFFFFF")
    exits_add_kind("marks", tr("marks", "마크"), colour_number("#DDCC77"), "#222222")
    exits_add_kind("timer", tr("timer", "타이머"), colour_number("#44AA99"), "#222222")
    exits_add_kind("pic", tr("interrupt controller", "인터럽트 컨트롤러"), \
                   colour_number("#999933"), "#222222")
    exits_add_kind("keyboard", tr("keyboard", "키보드"), colour_number("#CC6677"), "#222222")
    exits_add_kind("serial", tr("serial port", "시리얼 포트"), colour_number("#AA4499"), "#FFFFFF")
    exits_add_kind("interrupt", tr("interrupts", "인터럽트"), colour_number("#332288"), "#FFFFFF")
    exits_add_kind("other", tr("other", "기타"), colour_number("#555555"), "#FFFFFF")
}

function exits_add_kind(kind, name, colour, ink) {
    exits_kind[++exits_kinds] = kind
    exits_name[kind] = name
    exits_colour[kind] = colour
    exits_ink[kind] = colour_number(ink)
}

# Keeps the `most` kinds with the greatest shares in any boot; the others become "other".
function exits_choose(most,    c, w, share, kept, n, best) {
    for (w = 1; w <= exits_count; w++)
        for (c = 1; c <= exits_kinds; c++)
            if (exits_total[exits_list[w]] > 0) {
                share = exits_ns[exits_list[w], exits_kind[c]] / exits_total[exits_list[w]]
                if (share > exits_most[exits_kind[c]])
                    exits_most[exits_kind[c]] = share
            }
    kept["guest"] = kept["other"] = 1
    for (n = 2; n < most; n++) {
        best = ""
        for (c = 1; c <= exits_kinds; c++)
            if (!(exits_kind[c] in kept) && exits_most[exits_kind[c]] > 0.002 && \
                (best == "" || exits_most[exits_kind[c]] > exits_most[best]))
                best = exits_kind[c]
        if (best != "")
            kept[best] = 1
    }
    exits_fold(kept)
}

function exits_fold(kept,    c, w, count, some) {
    for (c = 1; c <= exits_kinds; c++) {
        if (!(exits_kind[c] in kept)) {
            for (w = 1; w <= exits_count; w++)
                exits_ns[exits_list[w], "other"] += exits_ns[exits_list[w], exits_kind[c]]
            continue
        }
        exits_kind[++count] = exits_kind[c]
    }
    for (w = 1; w <= exits_count; w++)
        some += exits_ns[exits_list[w], "other"]
    exits_kinds = some > 0 ? count : count - 1
}
