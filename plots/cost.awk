# Lays out the chart "cost": what running on KVM costs over running natively, workload by workload.
# Run by draw.sh, as speedup.awk.

BEGIN {
    PITCH = 46
    engines_define()
    facts_load(dir)
    summary_load(dir)
    chart_begin("cost")
    choose()
    if (shown_count == 0)
        chart_skip("no workload was measured both on kvm and natively")
    chart_heading(title_text(), subtitle_text())
    chart_y += 52
    top = chart_y
    chart_rows(shown, shown_count, PITCH)
    all_bars()
    axis()
    chart_foot(chart_y + 60)
}

function choose(    w, workload) {
    for (w = 1; w <= workload_count; w++) {
        workload = workload_list[w]
        if (((workload, "kvm") in median) && ((workload, "native") in median))
            shown[++shown_count] = workload
    }
}

# The title, and in title_note what it is of. A mean near 1 does not say that workloads take their native
# time: each of them has to.
function title_text(    mean) {
    mean = headline_ratio(shown, shown_count, "kvm", "native")
    title_note = mean_note()
    extremes(mean_group)
    if (least_cost > 0.9 && most_cost < 1.1 || mean > 0.95 && mean < 1.05)
        return near_title()
    if (mean < 2)
        return tr("On KVM, " mean_what " " mean_verb " " percent(mean) \
                  (mean > 1 ? " more" : " less") " time than natively",
                  "KVM에서 " mean_what "은 네이티브보다 시간이 " percent(mean) \
                  (mean > 1 ? " 더" : " 덜") " 걸린다")
    return tr("On KVM, " mean_what " " mean_verb " " factor(mean) " times " mean_their \
              " native time", "KVM에서 " mean_what "은 네이티브의 " factor(mean) "배 시간이 걸린다")
}

function near_title(    furthest) {
    if (mean_count > 1)
        title_note = tr("Title: the medians of " mean_count " workloads. ",
                        "제목: 작업 " mean_count "가지의 중앙값. ")
    furthest = percent(most_cost - 1 > 1 - least_cost ? most_cost : least_cost)
    if (least_cost > 0.9 && most_cost < 1.1)
        return tr("On KVM, " mean_what " " mean_verb " " mean_their " native time, " \
                  (mean_count > 1 ? "each within " : "within ") furthest,
                  "KVM에서 " mean_what "은 " (mean_count > 1 ? "저마다 " : "") "네이티브와 " furthest \
                  " 이내로 같은 시간이 걸린다")
    return tr("On KVM, " mean_what " " mean_verb " " significant(least_cost, 2) " to " \
              significant(most_cost, 2) " times " mean_their " native time",
              "KVM에서 " mean_what "은 네이티브의 " significant(least_cost, 2) "–" \
              significant(most_cost, 2) "배 시간이 걸린다")
}

# The least and the most cost in a group ("": in all).
function extremes(group,    i, value) {
    for (i = 1; i <= shown_count; i++) {
        if (group != "" && group_of(shown[i]) != group)
            continue
        value = median[shown[i], "kvm"] / median[shown[i], "native"]
        if (least_cost == "" || value < least_cost)
            least_cost = value
        if (value > most_cost)
            most_cost = value
    }
}

# How far a ratio is from 1.
function percent(ratio_of_times,    away) {
    away = (ratio_of_times > 1 ? ratio_of_times - 1 : 1 - ratio_of_times) * 100
    return sprintf(away < 9.95 ? "%.1f" : "%.0f", away) tr(" %", "%")
}

function label(ratio_of_times) {
    if (percent(ratio_of_times) ~ /^0\.0/)
        return percent(ratio_of_times)
    return ratio_of_times >= 2 ? factor(ratio_of_times) "×" : \
        (ratio_of_times < 1 ? "−" : "+") percent(ratio_of_times)
}

function subtitle_text() {
    return title_note tr("Bars: time on KVM over time as a native process (= 1×), medians; " \
        "lines: the widest range that the two 95 % intervals allow; logarithmic axis.",
        "막대: KVM에서의 시간 ÷ 네이티브 프로세스의 시간(= 1×), 중앙값. 선: 두 95% 구간이 " \
        "허용하는 가장 넓은 범위. 로그 축.")
}

# Table "bars": value, low, high, top, bottom, label.
function all_bars(    path, i, w, value, least_here, most_here) {
    path = chart_table("bars")
    for (i = 1; i <= shown_count; i++) {
        w = shown[i]
        value = median[w, "kvm"] / median[w, "native"]
        least_here = low[w, "kvm"] / high[w, "native"]
        most_here = high[w, "kvm"] / low[w, "native"]
        print value "\t" least_here "\t" most_here "\t" row_y[w] - 15 "\t" row_y[w] + 15 "\t" \
            label(value) > path
        if (least == "" || least_here < least)
            least = least_here
        if (most_here > most)
            most = most_here
    }
}

# The axis holds 1, and at least from -10 % to twice the time.
function axis(    span) {
    if (least > 0.9)
        least = 0.9
    if (most < 2)
        most = 2
    span = log(most / least)
    chart_set("x_from", least * exp(-span * 0.03))
    chart_set("x_to", most * exp(span * 0.2))
    chart_set("y_top", top)
    chart_set("y_bottom", chart_y)
    chart_set("t_native", gp_string(tr("1× = native process", "1× = 네이티브 프로세스")))
    chart_set("kvm_colour", engine_colour["kvm"])
    chart_set("native_colour", engine_colour["native"])
    chart_set("native_ink", engine_ink["native"])
}
