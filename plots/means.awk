# Means over workloads, for the sentences in titles.

# The geometric mean over the shown workloads of a group ("": of all) of
#   the time of engine `above` over that of `below`, or, without `below`, the speed-up of `above`.
# mean_count: over how many, 0 for none; mean_last: the last of them. Only workloads that both
# finished right are counted.
function mean_ratio(shown, count, group, above, below,    i, w, value, sum) {
    sum = mean_count = 0
    for (i = 1; i <= count; i++) {
        w = shown[i]
        if (group != "" && group_of(w) != group)
            continue
        if (below == "" && !((w, above) in ratio))
            continue
        if (below != "" && (!((w, above) in median) || !((w, below) in median)))
            continue
        sum += log(below == "" ? ratio[w, above] : median[w, above] / median[w, below])
        mean_count++
        mean_last = w
    }
    return mean_count > 0 ? exp(sum / mean_count) : 0
}

# The same over computing workloads, or over all where none of those is there. What the mean is of
# is in mean_what, for a sentence; mean_verb and mean_their agree with it.
function headline_ratio(shown, count, above, below,    mean) {
    mean_what = tr("computing workloads", "계산 작업")
    mean_group = "compute"
    mean = mean_ratio(shown, count, mean_group, above, below)
    if (mean == 0) {
        mean_group = ""
        mean_what = tr("these workloads", "이 작업들")
        mean = mean_ratio(shown, count, "", above, below)
    }
    if (mean_count == 1)
        mean_what = mean_last tr("", " 작업")
    mean_verb = mean_count == 1 ? "takes" : "take"
    mean_their = mean_count == 1 ? "its" : "their"
    return mean
}

# What the title is the mean of.
function mean_note() {
    if (mean_count > 1)
        return tr("Title: geometric mean of " mean_count " workloads. ",
                  "제목: 작업 " mean_count "가지의 기하 평균. ")
    return mean_count == 1 ? tr("Title: " mean_last " alone. ", "제목: " mean_last "만. ") : ""
}
