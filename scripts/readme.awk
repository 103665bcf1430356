# The results section of a README, from the CSV files of a run. Run by section.sh, behind plots/*.awk;
# `dir` is the run, `language` en or ko.

BEGIN {
    facts_load(dir)
    summary_load(dir)
    for (i = 1; i <= workload_count; i++)
        shown[i] = workload_list[i]
    where()
    printf "\n![%s](%s/plots/speedup.svg)\n\n", tr("Speed-up by workload", "작업별 속도 향상"), dir
    speed_ups()
    cost()
    slower()
    monitor()
}

function where() {
    printf tr("[%s](%s) is one complete run of `make bench`: %s, %d processors,\n",
              "[%s](%s)은 `make bench`를 한 번 끝까지 실행한 결과다: %s, 프로세서 %d개,\n"),
        dir, dir, fact_of("cpu"), fact_of("cpus")
    printf tr("%s, KVM `%s` (%s), guest %s, QEMU %s,\n", "%s, KVM `%s`(%s), 게스트 %s, QEMU %s,\n"),
        fact_of("kernel"), fact_of("kvm_backend"), fact_of("kvm_kind"), fact_of("arch"), facts_qemu()
    printf tr("%d rounds, %s, load %s at the start.\n", "%d라운드, %s, 시작할 때의 부하 %s.\n"),
        fact_of("rounds"), substr(fact_of("date"), 1, 10), fact_of("load_1min")
}

function speed_ups() {
    print tr("| | over `tcg-1insn` |", "| | `tcg-1insn` 대비 |")
    print "|---|--:|"
    speed_up("compute", "kvm", tr("computing workloads in `kvm` (geometric mean; least to most)",
                                  "`kvm`의 계산 작업(기하 평균, 최소 – 최대)"))
    speed_up("compute", "tcg", tr("computing workloads in `tcg`, whole blocks",
                                  "`tcg`(블록 전체)의 계산 작업"))
    speed_up("memory", "kvm", tr("memory workloads in `kvm`", "`kvm`의 메모리 작업"))
    print ""
}

# A row, where the run has such workloads on that engine.
function speed_up(group, engine, title,    mean, i, w, least, most) {
    mean = mean_ratio(shown, workload_count, group, engine)
    if (mean == 0)
        return
    for (i = 1; i <= workload_count; i++) {
        w = shown[i]
        if (group_of(w) != group || !((w, engine) in ratio))
            continue
        least = least == "" || ratio[w, engine] < least ? ratio[w, engine] : least
        most = ratio[w, engine] > most ? ratio[w, engine] : most
    }
    printf "| %s | %s× (%s× – %s×) |\n", title, factor(mean), factor(least), factor(most)
}

function cost(    i, w, value, least, most) {
    for (i = 1; i <= workload_count; i++) {
        w = shown[i]
        if (group_of(w) != "compute" || !((w, "kvm") in median) || !((w, "native") in median))
            continue
        value = median[w, "kvm"] / median[w, "native"]
        least = least == "" || value < least ? value : least
        most = value > most ? value : most
    }
    if (most > 0)
        printf tr("`kvm` ÷ `native`, computing workloads: %.3f to %.3f (medians).\n",
                  "계산 작업의 `kvm` ÷ `native`: %.3f – %.3f(중앙값).\n"), least, most
}

# What KVM loses at by more than noise, and why that need not be so elsewhere.
function slower(    i, w, item, count, software) {
    for (i = 1; i <= workload_count; i++) {
        w = shown[i]
        if ((w, "kvm") in ratio && ratio_high[w, "kvm"] < 1)
            item[++count] = w " " factor(1 / ratio[w, "kvm"]) "×"
    }
    software = fact_of("kvm_kind") == "software"
    if (!("kvm" in engine_seen))
        print tr("KVM could not be used there.", "그곳에서는 KVM을 쓸 수 없었다.")
    else if (count == 0)
        print tr("Nowhere in this run was KVM slower than the reference.",
                 "이 실행에서 KVM이 기준보다 느린 곳은 없었다.")
    else if (software)
        printf tr("**KVM is slower than the reference here** in what happens in kernel mode, which this KVM\n" \
                  "emulates: %s. On a processor with VT-x or AMD-V that\n" \
                  "part looks different; this run does not show it.\n",
                  "이 KVM은 커널 모드를 에뮬레이션하므로 다음에서는 **KVM이 기준보다 느리다**: %s.\n" \
                  "VT-x나 AMD-V가 있는 프로세서에서는 이 부분이 다르지만, 이 실행으로는 알 수 없다.\n"),
            enumerate(item, count)
    else
        printf tr("**KVM is slower than the reference here**: %s.\n",
                  "여기서는 **KVM이 기준보다 느리다**: %s.\n"),
            enumerate(item, count)
}

# What the monitor itself costs, where `make bench-vmm` was run beside.
function monitor(    path, rows, row) {
    path = dir "/vmm.csv"
    if (!csv_exists(path)) {
        print tr("\nWhat the monitor itself costs (`make bench-vmm`) has not been measured there.",
                 "\n모니터 자체의 비용(`make bench-vmm`)은 그곳에서 재지 않았다.")
        return
    }
    rows = csv_load(path, "metric,value,lo,hi,target,verdict,pairs,monitor,bare,figure_unit,backend,better",
                    table)
    printf tr("\n| the monitor, on %s; medians of %d pairs | `kvm-vmm` | bare loop | ratio (95 %%) | target | |\n",
              "\n| 모니터, %s에서; %d쌍의 중앙값 | `kvm-vmm` | 최소 루프 | 비(95 %%) | 목표 | |\n"),
        table[1, "backend"], table[1, "pairs"]
    print "|---|--:|--:|--:|--:|---|"
    for (row = 1; row <= rows; row++)
        metric(path, row)
}

function metric(path, row,    name, interval) {
    name = csv_name(path, table, row, "metric")
    interval = table[row, "bare"] == "" ? "" : sprintf("%.3g (%.3g – %.3g)",
        csv_number(path, table, row, "value"), csv_number(path, table, row, "lo"),
        csv_number(path, table, row, "hi"))
    printf "| %s | %s | %s | %s | %s | %s |\n", metric_title(name), metric_figure(path, row, "monitor"),
        metric_figure(path, row, "bare"), interval, metric_target(path, row), table[row, "verdict"]
}

function metric_figure(path, row, column,    figure) {
    figure = csv_number(path, table, row, column)
    return figure == "" ? "" : significant(figure, 4) " " table[row, "figure_unit"]
}

# The target, as the bound that it is: from below where more is better, else from above.
function metric_target(path, row,    better) {
    better = table[row, "better"]
    if (better != "more" && better != "less")
        csv_refuse(path, table[row], "better \"" better "\" is neither more nor less")
    return csv_number(path, table, row, "target") == "" ? "" : \
        (better == "more" ? "≥ " : "≤ ") table[row, "target"]
}

function metric_title(name) {
    return name == "exits" ? tr("exits, a port without a device", "exit, 장치 없는 포트") : \
           name == "hypercall" ? tr("exits, a port with a device", "exit, 장치 있는 포트") : \
           name == "console" ? tr("console, string instructions", "콘솔, 문자열 명령") : \
           name == "console_bytes" ? tr("console, byte by byte", "콘솔, 바이트마다") : \
           name == "interrupt" ? tr("timer due to handler", "타이머 만료에서 처리기까지") : \
           name == "first_byte" ? tr("start to first guest byte", "시작에서 게스트의 첫 바이트까지") : \
           name == "start_to_exit" ? tr("hello.bin, start to exit", "hello.bin, 시작에서 끝까지") : \
           name == "quit" ? tr("a guest that ends at once", "곧바로 끝나는 게스트") : \
           name == "memory" ? tr("resident memory, 1 VM", "상주 메모리, VM 1개") : \
           name == "memory_4" ? tr("resident memory, 4 VMs", "상주 메모리, VM 4개") : \
           name == "four_vms" ? tr("work of 4 VMs on 2 processors", "프로세서 2개에서 VM 4개의 작업량") : \
           name
}
