# The structure of the monitor: four machines, the process they live in, and what it stands on.

BEGIN {
    diagram_begin(928, 290)
    for (i = 0; i < 4; i++)
        machine(i, i * 236)
    process(132, 100)
    svg_box(0, 246, 928, 44, 10, NAVY, "")
    svg_line(464, 275, 900, 19, "700", "#FFFFFF", "middle", t("structure.kvm"))
    svg_end()
}

# A virtual machine, and the ways between it and its thread.
function machine(i, x) {
    svg_box(x, 0, 220, 90, 10, vm_tint[i], vm_colour[i])
    printf "<path d=\"M%g 34V10a10 10 0 0 1 10 -10h200a10 10 0 0 1 10 10v24z\" fill=\"%s\"/>\n",
        x, vm_colour[i]
    svg_line(x + 110, 24, 210, 19, "700", "#FFFFFF", "middle", t("structure.vm" i))
    svg_label(x, 34, 220, 56, 18, INK, "", t(i == 0 ? "structure.first" : "structure.other"))
    svg_arrow(x + 40, 92, x + 40, 130, GREY)
    svg_line(x + 54, 117, 60, 18, "400", GREY, "start", t("structure.exit"))
    svg_arrow(x + 120, 130, x + 120, 92, vm_colour[i])
    svg_line(x + 134, 117, 84, 18, "400", vm_colour[i], "start", t("structure.inject"))
}

function process(y, height,    i) {
    svg_box(0, y, 928, height, 10, "#DFEAF5", BLUE)
    for (i = 1; i <= 4; i++)
        svg_card(10 + (i - 1) * 228.5, y + 10, 222.5, height - 20, "#FFFFFF", "", INK, 18,
                 t("structure.part" i), t("structure.part" i ".does"))
}
