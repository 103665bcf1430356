# Means over workloads, for the sentences in titles.

# The geometric mean over the shown workloads of a group ("": of all) of
#   the time of engine `above` over that of `below`, or, without `below`, the speed-up of `above`.
# mean_count: over how many; 0 for none. Only workloads that both finished right are counted.
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
    }
    return mean_count > 0 ? exp(sum / mean_count) : 0
}

# The same over computing workloads, or over all where none of those is there; mean_what says which.
function headline_ratio(shown, count, above, below,    mean) {
    mean_what = "computing workloads"
    mean = mean_ratio(shown, count, "compute", above, below)
    if (mean == 0) {
        mean_what = "these workloads"
        mean = mean_ratio(shown, count, "", above, below)
    }
    return mean
}

# "Title: geometric mean of 9 workloads. ", or nothing where there was no mean to take.
function mean_note() {
    return mean_count > 1 ? "Title: geometric mean of " mean_count " workloads. " : ""
}
