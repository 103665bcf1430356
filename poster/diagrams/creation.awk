# How a machine comes to be, step by step, and how four of them run.

BEGIN {
    diagram_begin(452, 344)
    for (i = 1; i <= 6; i++) {
        y = 18 + (i - 1) * 34
        if (i < 6)
            printf "<path d=\"M17 %gv34\" stroke=\"%s\" stroke-width=\"3\"/>\n", y, RULE
        svg_number(17, y, BLUE, i)
        svg_line(44, y + 6, 408, 18, "400", INK, "start", t("creation." i))
    }
    four(216)
    svg_end()
}

# One thread a machine, and one for input and time.
function four(y,    i) {
    svg_line(0, y + 18, 452, 19, "700", INK, "start", t("creation.four"))
    for (i = 0; i < 4; i++) {
        svg_card(i * 115, y + 30, 107, 52, vm_tint[i], vm_colour[i], INK, 18, "VM " i,
                 t("creation.thread"))
        svg_arrow(i * 115 + 53, y + 102, i * 115 + 53, y + 83, vm_colour[i])
    }
    svg_box(0, y + 100, 452, 28, 8, BLUE, "")
    svg_line(226, y + 120, 440, 18, "700", "#FFFFFF", "middle", t("creation.io"))
}
