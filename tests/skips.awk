# Reads what tests/run.sh has shown, and lists what was skipped: where, why, how often, and whether
# it ran elsewhere: on this host, or in the simulated machine, whose log tests/lab/test_lab.sh shows
# indented. What passed in neither is listed by name.

/^ *== / {
    place = /^ / ? "lab" : "host"
    program = $2
    sub(/\.sh$/, "", program)
    if (place == "lab")
        lab_ran = 1
}

/^ *ok +[^ ]/ { passed[place, program, $2] = 1 }

/^ *SKIP +[^ ]/ {
    text = $0
    sub(/^ *SKIP +/, "", text)
    colon = index(text, ": ")
    check = substr(text, 1, colon - 1)
    reason = substr(text, colon + 2)
    skips++
    skip_place[skips] = place
    skip_program[skips] = program
    skip_check[skips] = check
    group = place SUBSEP program SUBSEP reason
    if (!(group in count))
        groups[++group_count] = group
    count[group]++
    skip_group[skips] = group
}

# Remembers a skip of a check that passed in neither place, once for both.
function lose(i,    name) {
    name = skip_program[i] " " skip_check[i]
    lost_skips++
    if (!(name in is_lost))
        nowhere[++lost] = name
    is_lost[name] = 1
}

function other(place) { return place == "host" ? "lab" : "host" }

# What became of a group's checks elsewhere.
function elsewhere(group, place) {
    if (!lab_ran)
        return ""
    if (made_up[group] == count[group])
        return place == "host" ? "; passed in the lab" : "; passed on this host"
    if (made_up[group] > 0)
        return sprintf("; %d of them passed %s", made_up[group],
                       place == "host" ? "in the lab" : "on this host")
    return ""
}

function list(place, heading,    i, part) {
    for (i = 1; i <= group_count; i++) {
        split(groups[i], part, SUBSEP)
        if (part[1] != place)
            continue
        if (heading != "")
            print "\n" heading
        heading = ""
        printf "  %s: %d × %s%s\n", part[2], count[groups[i]], part[3],
            elsewhere(groups[i], place)
    }
}

END {
    for (i = 1; i <= skips; i++)
        if ((other(skip_place[i]), skip_program[i], skip_check[i]) in passed)
            made_up[skip_group[i]]++
        else
            lose(i)
    list("host", "Skipped:")
    list("lab", "Skipped in the lab:")
    if (lab_ran && lost > 0) {
        printf "\nOf %d skips %d passed in the other place. What ran nowhere:\n", skips,
            skips - lost_skips
        for (i = 1; i <= lost; i++)
            print "  " nowhere[i]
    } else if (lab_ran && skips > 0) {
        printf "\nAll %d skips passed in the other place.\n", skips
    }
}
