# Sets the poster: A1 portrait, in points. Everything has a place of its own here; what does not fit
# ends the program (svg.awk). Figures come from the run's CSV files, drawings from `parts`.
# Run by poster.sh.

BEGIN {
    W = 1684
    H = 2384
    SIDE = 56 # margin left and right
    strings_load(strings, language)
    values_load(constants)
    figures()
    sheet()
    header()
    screens()
    idea(1200)
    architecture(1200)
    interrupts(1570)
    results(1942)
    footer()
    if (facts_simulated())
        simulated()
    svg_end()
}

# A simulated machine tells the truth about function, never about speed.
function simulated() {
    printf "<g transform=\"translate(%d %d) rotate(-55)\" fill-opacity=\"0.4\">\n", W / 2, H / 2
    svg_text(0, 0, 130, "700", "#C02020", "middle", t("poster.simulated"))
    print "</g>"
}

# What the texts say of the run: value[].
function figures(    mean) {
    engines_define()
    facts_load(dir)
    summary_load(dir)
    if (!("kvm" in engine_seen))
        poster_refuse("KVM was not measured in this run: there is no headline")
    mean = headline_ratio(workload_list, workload_count, "kvm")
    if (mean_count == 0)
        poster_refuse("no workload was measured both on KVM and on QEMU, one instruction per block")
    value["speed"] = factor(mean >= 1 ? mean : 1 / mean)
    value["faster"] = mean >= 1 ? tr("faster", "빠르게") : tr("slower", "느리게")
    value["what"] = mean_what
    value["host"] = facts_foot()
    gsub(/(\302\240| )+·(\302\240| )+/, " · ", value["host"]) # its blanks do not break
}

function poster_refuse(what) {
    print "poster: " dir ": " what > "/dev/stderr"
    exit 65
}

function sheet() {
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" " \
        "xmlns:xlink=\"http://www.w3.org/1999/xlink\" xml:lang=\"%s\" width=\"594mm\" " \
        "height=\"841mm\" viewBox=\"0 0 %d %d\" font-family=\"%s\">\n", language, W, H, SVG_FONT
    svg_box(0, 0, W, H, 0, "#FFFFFF", "")
}

function has_part(name,    path, line, status) {
    path = parts "/" name ".svg"
    status = (getline line < path)
    close(path)
    return status > 0
}

# Puts the SVG file NAME into the poster at (x, y), `width` wide; returns its height there.
function part(name, x, y, width,    path, line, box, view, begun, height) {
    path = parts "/" name ".svg"
    while ((getline line < path) > 0) {
        if (line ~ /^<\?xml/)
            continue
        if (!begun && match(line, /viewBox="[^"]*"/)) {
            box = substr(line, RSTART + 9, RLENGTH - 10)
            split(box, view, " ")
            height = width * view[4] / view[3]
            printf "<svg x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" viewBox=\"%s\" " \
                "data-part=\"%s\"%s>\n", x, y, width, height, box, name,
                (line ~ /font-family/ ? "" : " font-family=\"Inter\"")
            begun = 1
            while (line !~ />/ && (getline line < path) > 0)
                continue
            continue
        }
        if (begun && line !~ /^<rect x="0" y="0" .*fill="#ffffff"\/>$/) # a chart's ground
            print line
    }
    close(path)
    if (!begun)
        poster_refuse("there is no part " path)
    return height
}

function header(    i) {
    svg_box(0, 0, W, 192, 0, NAVY, "")
    for (i = 0; i < 4; i++)
        svg_box(W / 4 * i, 192, W / 4, 8, 0, vm_colour[i], "")
    svg_line(SIDE, 90, 1130, 74, "700", "#FFFFFF", "start", t("poster.title"))
    svg_paragraph(SIDE, 134, 1110, 27, 36, "400", "#C7D3E6", "start", t("poster.subtitle"))
    svg_line(W - SIDE, 98, 420, 92, "700", "#FFFFFF", "end", t("poster.speed"))
    svg_paragraph(W - SIDE, 140, 420, 22, 29, "400", "#C7D3E6", "end", t("poster.speed.what"))
}

# A screenshot with its caption.
function screen(name, x, y, width,    height) {
    height = part(name, x, y, width)
    svg_line(x + 4, y + height + 26, width, 19, "400", GREY, "start", t("screen." name))
    return height + 38
}

# The screens, a third of the sheet: four machines, the menu, each program.
function screens(    y, right) {
    y = 220
    right = SIDE + 976 + 24
    screen("four-vms", SIDE, y, 976)
    screen("echo", right, y + screen("menu", right, y, 572) + 8, 572)
    y += 660
    screen("multiplication", SIDE, y, 676)
    screen("counter", SIDE + 700, y, 424)
    screen("timer-hello", SIDE + 1148, y, 424)
}

# A panel with a heading; what stands in it begins at (x + 20, y + 56).
function panel(x, y, width, height, title) {
    svg_box(x, y, width, height, 16, GROUND, "")
    svg_box(x, y + 16, 8, 34, 0, BLUE, "")
    svg_line(x + 22, y + 42, width - 40, 27, "700", NAVY, "start", title)
}

# A head and lines below it; returns where the next may begin.
function point(x, y, width, key) {
    svg_line(x, y, width, 20, "700", BLUE, "start", t(key))
    return svg_paragraph(x, y + 23, width, 18, 23, "400", INK, "start", t(key ".does")) + 5
}

function idea(y,    x, i) {
    x = SIDE
    panel(x, y, 572, 358, t("poster.idea"))
    y += 74
    for (i = 1; i <= 4; i++)
        y = point(x + 22, y, 530, "idea." i)
}

function architecture(y) {
    panel(SIDE + 588, y, 984, 358, t("poster.structure"))
    part("structure-" language, SIDE + 588 + 26, y + 56, 932)
}

function interrupts(y) {
    panel(SIDE, y, 500, 360, t("poster.memory"))
    part("memory-" language, SIDE + 10, y + 54, 480)
    panel(SIDE + 516, y, 1056, 360, t("poster.interrupts"))
    part("interrupts-" language, SIDE + 516 + 20, y + 50, 1016)
}

function results(y,    height) {
    panel(SIDE, y, 572, 404, t("poster.results"))
    height = part("overview-" language, SIDE + 6, y + 44, 560)
    if (44 + height > (fact_of("kvm_kind") == "software" ? 380 : 400))
        svg_refuse("overview", "the chart does not fit its panel: " height " high")
    if (fact_of("kvm_kind") == "software")
        svg_line(SIDE + 286, y + 395, 552, 18, "400", GREY, "middle", t("results.software"))
    panel(SIDE + 588, y, 484, 404, t("poster.creation"))
    part("creation-" language, SIDE + 588 + 14, y + 49, 456)
    if (has_part("exits-" language) || has_part("latency-" language))
        studies(SIDE + 1088, y)
    else {
        panel(SIDE + 1088, y, 484, 404, t("poster.bench"))
        part("bench-" language, SIDE + 1088 + 14, y + 49, 456)
    }
}

# What was counted and measured outside the rounds, in runs that have it; else how we measure.
function studies(x, y,    both) {
    both = has_part("exits-" language) && has_part("latency-" language)
    panel(x, y, 484, 404, t("poster.studies"))
    y += both ? 78 : 140
    if (has_part("exits-" language))
        y += study(x, y, "exits") + 30
    if (has_part("latency-" language))
        study(x, y, "latency")
}

function study(x, y, name,    height) {
    svg_line(x + 22, y, 440, 20, "700", BLUE, "start", t("studies." name))
    height = part(name "-" language, x + 14, y + 10, 456)
    if (y + 10 + height > H - 38)
        svg_refuse(name, "the chart does not fit its panel")
    return 10 + height
}

function footer() {
    svg_fitted(SIDE, H - 14, W - 2 * SIDE, 18, "400", GREY, t("poster.foot"))
}
