# The memory of one machine: of a flat guest, and of 1K OS as its program sees it. Not to scale.

BEGIN {
    diagram_begin(476, 300)
    flat(118)
    os(368)
    svg_end()
}

function head(x, title, below) {
    svg_line(x + 54, 18, 230, 19, "700", INK, "middle", title)
    svg_line(x + 54, 42, 230, 18, "400", GREY, "middle", below)
}

# A stretch of memory, y counted from the top, with the address of its lower end beside it.
function stretch(x, y, height, fill, text, address) {
    printf "<rect x=\"%g\" y=\"%g\" width=\"108\" height=\"%g\" fill=\"%s\" stroke=\"#FFFFFF\" " \
        "stroke-width=\"2\"/>\n", x, y, height, fill
    if (text != "")
        svg_label(x, y, 108, height, 18, (fill == GROUND || fill == "#E3E8EF" ? INK : "#FFFFFF"),
                  "", text)
    mark(x, y + height, address)
}

function mark(x, y, address) {
    svg_line(x - 8, y + 6, 112, 18, "400", GREY, "end", address)
}

function flat(x) {
    head(x - 40, t("memory.flat"), t("memory.flat.size"))
    mark(x, 62, t("memory.flat.end"))
    stretch(x, 62, 102, "#E3E8EF", t("memory.free"), "")
    stretch(x, 164, 56, vm_colour[1], t("memory.image"), t("memory.flat.address"))
    stretch(x, 220, 72, "#E3E8EF", t("memory.stack"), "0x0")
}

function os(x) {
    head(x - 54, t("memory.os"), t("memory.os.size"))
    mark(x, 62, t("memory.user_end"))
    stretch(x, 62, 34, vm_colour[0], t("memory.user_stack"), "")
    stretch(x, 96, 34, "#E3E8EF", t("memory.maps"), "")
    stretch(x, 130, 52, vm_colour[0], t("memory.program"), t("memory.user_base"))
    stretch(x, 182, 32, "#E3E8EF", t("memory.pages"), "")
    stretch(x, 214, 42, NAVY, t("memory.kernel"), t("memory.kernel_base"))
    stretch(x, 256, 36, "#E3E8EF", t("memory.boot"), "0x0")
}
