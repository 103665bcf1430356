# The groups that workloads are in, in the order in which charts show them.

# Which group a workload is in: a fact of the run, "group.sieve,compute".
function group_of(workload) {
    return fact_of("group." workload)
}

function group_title(group) {
    return group == "compute" ? tr("Computing", "계산") : \
           group == "memory" ? tr("Memory", "메모리") : \
           group == "os" ? tr("Operating system", "운영체제") : \
           group == "outside" ? tr("Outside world", "바깥 세계") : \
           group == "menu" ? tr("Menu programs", "메뉴 프로그램") : \
           group == "latency" ? tr("Latency", "지연") : \
           group == "boot" ? tr("For comparison", "비교용") : tr("Other", "기타")
}

# A group's place; one that is not known comes last.
function group_rank(group,    list, count, i) {
    count = split("compute memory os outside menu latency boot", list, " ")
    for (i = 1; i <= count; i++)
        if (list[i] == group)
            return i
    return count + 1
}

# Orders shown[1…count] by group, keeping the order within each.
function group_sort(shown, count,    i, j, workload, rank) {
    for (i = 2; i <= count; i++) {
        workload = shown[i]
        rank = group_rank(group_of(workload))
        for (j = i - 1; j >= 1 && group_rank(group_of(shown[j])) > rank; j--)
            shown[j + 1] = shown[j]
        shown[j + 1] = workload
    }
}
