# The texts of a chart, an SVG of gnuplot, one a line: from and to in pixels, y, weight, text. Run
# with LC_ALL=C, behind plots/metrics.awk.

BEGIN {
    metrics_define()
}

/<g transform="translate\(/ {
    split($0, part, /translate\(|,|\)/)
    x = part[2]
    y = part[3]
    size = $0
    sub(/.*font-size="/, "", size)
    weight = /font-weight="bold"/ ? "700" : "400"
    anchor = $0
    sub(/.*text-anchor="/, "", anchor)
    sub(/".*/, "", anchor)
}

/<text>/ {
    text = $0
    gsub(/^.*<text>|<\/text>.*$/, "", text)
    gsub(/&lt;|&gt;|&amp;/, "+", text)
    width = text_width(text, size + 0, weight)
    from = anchor == "end" ? x - width : anchor == "middle" ? x - width / 2 : x
    print from, from + width, y, weight, text
}
