# The benchmark's design: one image on every engine, checked marks, figures with intervals.

BEGIN {
    diagram_begin(452, 344)
    svg_card(0, 0, 452, 58, "#E3E8F1", NAVY, INK, 18, t("bench.image"), t("bench.image.does"))
    engine(1, "kvm", "#0072B2")
    engine(2, "tcg", "#A86F00")
    engine(3, "one", "#C04F00")
    engine(4, "native", "#00755A")
    svg_card(0, 180, 452, 60, "#FFFFFF", "#8A94A5", INK, 18, t("bench.marks"),
             t("bench.marks.does"))
    svg_arrow(226, 240, 226, 265, INK)
    svg_card(0, 266, 452, 78, "#FFFFFF", "#8A94A5", INK, 18, t("bench.figures"),
             t("bench.figures.does"))
    svg_end()
}

function engine(i, name, colour,    x) {
    x = (i - 1) * 115
    svg_arrow(x + 53, 58, x + 53, 79, INK)
    svg_box(x, 80, 107, 78, 10, colour, "")
    svg_label(x, 80, 107, 78, 18, "#FFFFFF", t("bench." name), t("bench." name ".does"))
    svg_arrow(x + 53, 158, x + 53, 179, INK)
}
