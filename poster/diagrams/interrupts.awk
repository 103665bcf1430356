# The heart of the project: the way of a key press, and of a timer's tick, from host to handler.

BEGIN {
    diagram_begin(1012, 304)
    split("120 142 152 196 160 142", width, " ")
    x[1] = 0
    for (i = 2; i <= 7; i++)
        x[i] = x[i - 1] + width[i - 1] + 20
    zone(1, 1, "#566275", "host")
    zone(2, 3, BLUE, "io")
    zone(4, 4, NAVY, "vcpu")
    zone(5, 6, vm_colour[0], "guest")
    lane("key", 42)
    lane("tick", 142)
    svg_paragraph(0, 264, 1012, 18, 26, "400", GREY, "start", t("interrupts.note"))
    svg_end()
}

# Where the steps from one to another happen.
function zone(from, to, colour, name) {
    svg_box(x[from], 0, x[to] + width[to] - x[from], 32, 8, colour, "")
    svg_line((x[from] + x[to] + width[to]) / 2, 22, x[to] + width[to] - x[from] - 4, 18, "700",
             "#FFFFFF", "middle", t("interrupts." name))
}

function lane(name, y,    i, fill, stroke) {
    for (i = 1; i <= 6; i++) {
        fill = i == 1 ? GROUND : i <= 3 ? "#E4F0F8" : i == 4 ? "#E3E8F1" : vm_tint[0]
        stroke = i == 1 ? "#8A94A5" : i <= 3 ? BLUE : i == 4 ? NAVY : vm_colour[0]
        svg_card(x[i], y, width[i], 92, fill, stroke, INK, 18, t(name "." i), t(name "." i ".does"))
        if (i < 6)
            svg_arrow(x[i] + width[i] + 1, y + 46, x[i + 1] - 1, y + 46, INK)
    }
}
