# Drawing in SVG: boxes, arrows, and texts that are held to the place they were given. A text that
# does not fit ends the program: better no picture than one with a clipped label.
#
# Units are points of an A1 sheet, so a size here is the size in print. y counts downwards.

BEGIN {
    metrics_define()
    SVG_FONT = "Inter, 'Noto Sans CJK KR', 'Noto Sans KR', sans-serif"
    INK = "#16202E"
    GREY = "#566275"
    RULE = "#C9D1DC"
    GROUND = "#F3F6FA"
    NAVY = "#0E1B30"
    BLUE = "#0072B2"
    vm_colour[0] = "#D6343A"
    vm_colour[1] = "#1E8A52"
    vm_colour[2] = "#C58A00"
    vm_colour[3] = "#2563C9"
    vm_tint[0] = "#FDECEC"
    vm_tint[1] = "#E6F5EC"
    vm_tint[2] = "#FDF4DC"
    vm_tint[3] = "#E7EFFC"
}

# The sheet; 2 points more on every side leave room for the edges of boxes.
function svg_begin(width, height) {
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-2 -2 %g %g\" width=\"%g\" " \
        "height=\"%g\" font-family=\"%s\">\n", width + 4, height + 4, width + 4, height + 4, SVG_FONT
}

function svg_end() {
    print "</svg>"
}

# Escapes a text for XML. In "0x21" Inter would make a multiplication sign of the x, were it not
# kept apart.
function svg_escape(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    gsub(/0x/, "0<tspan>x</tspan>", text)
    return text
}

function svg_refuse(text, what) {
    printf "poster: %s: \"%s\"\n", what, text > "/dev/stderr"
    svg_failed = 1
    exit 70
}

# One line of text. Anchor: start, middle or end.
function svg_text(x, y, size, weight, colour, anchor, text) {
    printf "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%g\" font-weight=\"%s\" fill=\"%s\" " \
        "text-anchor=\"%s\">%s</text>\n", x, y, size, weight, colour, anchor, svg_escape(text)
}

# One line of text that may be `width` wide.
function svg_line(x, y, width, size, weight, colour, anchor, text) {
    if (text_width(text, size, weight) > width)
        svg_refuse(text, sprintf("%d wide where there is room for %d",
                                 text_width(text, size, weight), width))
    svg_text(x, y, size, weight, colour, anchor, text)
}

# One line of text, smaller where it would be wider than `width`: what a host's name may come to.
function svg_fitted(x, y, width, size, weight, colour, text,    natural) {
    natural = text_width(text, size, weight)
    svg_text(x, y, natural > width ? size * width / natural : size, weight, colour, "start", text)
}

# Lines of at most `width`; y is the first baseline. Returns the baseline after the last line.
function svg_paragraph(x, y, width, size, leading, weight, colour, anchor, text,
                       line, count, i) {
    count = text_break(text, width, size, weight, line)
    for (i = 1; i <= count; i++) {
        svg_line(x, y, width, size, weight, colour, anchor, line[i])
        y += leading
    }
    return y
}

# A box; stroke "" for none.
function svg_box(x, y, width, height, radius, fill, stroke) {
    printf "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%g\" fill=\"%s\"%s/>\n",
        x, y, width, height, radius, fill,
        (stroke == "" ? "" : " stroke=\"" stroke "\" stroke-width=\"2\"")
}

# Text in the middle of a place: a bold head (may be "") and lines below it.
function svg_label(x, y, width, height, size, colour, head, body,
                   line, heads, count, i, leading, more) {
    leading = size * 1.28
    heads = head == "" ? 0 : text_break(head, width - 16, size, "700", line)
    for (i = 1; i <= heads; i++)
        more[i] = line[i]
    count = heads
    if (body != "") {
        count += text_break(body, width - 16, size, "400", line)
        for (i = heads + 1; i <= count; i++)
            more[i] = line[i - heads]
    }
    if (count * leading > height)
        svg_refuse(head " " body, "does not fit in height: " count " lines of " leading \
                   " in " height)
    y += (height - count * leading) / 2 + size * 1.0
    for (i = 1; i <= count; i++)
        svg_line(x + width / 2, y + (i - 1) * leading, width - 8, size,
                 (i <= heads ? "700" : "400"), colour, "middle", more[i])
}

# A box with text in its middle.
function svg_card(x, y, width, height, fill, stroke, colour, size, head, body) {
    svg_box(x, y, width, height, 10, fill, stroke)
    svg_label(x, y, width, height, size, colour, head, body)
}

# A straight line that ends in an arrow's head.
function svg_arrow(x1, y1, x2, y2, colour,    length_, ux, uy, bx, by) {
    length_ = sqrt((x2 - x1) ^ 2 + (y2 - y1) ^ 2)
    ux = (x2 - x1) / length_
    uy = (y2 - y1) / length_
    bx = x2 - ux * 14
    by = y2 - uy * 14
    printf "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" stroke-width=\"4\" fill=\"none\"/>\n",
        x1, y1, bx, by, colour
    printf "<path d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fZ\" fill=\"%s\"/>\n", x2, y2,
        bx - uy * 8, by + ux * 8, bx + uy * 8, by - ux * 8, colour
}

# A round mark with a number in it.
function svg_number(x, y, colour, number) {
    printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"17\" fill=\"%s\"/>\n", x, y, colour
    svg_text(x, y + 7, 20, "700", "#FFFFFF", "middle", number)
}
