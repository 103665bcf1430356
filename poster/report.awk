# Writes a run as one page of HTML that needs nothing else: figures, charts, host, method, warnings.
# Run by report.sh; `charts` is a directory of SVG files.

BEGIN {
    strings_load(strings, language)
    engines_define()
    facts_load(dir)
    summary_load(dir)
    for (e = 1; e <= engine_count; e++)
        if (engine_list[e] in engine_seen)
            drawn[++drawn_count] = engine_list[e]
    page_head()
    print "<h2>" html(t("report.charts")) "</h2>"
    count = split(chart_names, name, " ")
    for (i = 1; i <= count; i++)
        chart(name[i])
    figures()
    warnings()
    section("report.method")
    host()
    print "</main></html>"
}

function html(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    return text
}

function page_head(    line) {
    printf "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n" \
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>\n",
        language, html(t("report.title"))
    while ((getline line < style) > 0)
        print line
    close(style)
    print "</style>\n<header><h1>" html(t("report.title")) "</h1><p>" html(facts_foot()) \
        "</p></header>\n<main>"
    if (facts_simulated())
        print "<p class=\"simulated\">" html(t("report.simulated")) "</p>"
}

# A heading and paragraphs, which stand in the text with '|' between them.
function section(key,    part, count, i) {
    print "<h2>" html(t(key)) "</h2>"
    count = split(t(key ".text"), part, "|")
    for (i = 1; i <= count; i++)
        print "<p>" html(part[i]) "</p>"
}

# A chart's SVG, without what belongs to a file of its own.
function chart(name,    path, line) {
    path = charts "/" name ".svg"
    print "<figure id=\"" name "\">"
    while ((getline line < path) > 0)
        if (line !~ /^<\?xml/)
            print line
    close(path)
    print "</figure>"
}

# The table of medians and speed-ups.
function figures(    w, e, head) {
    print "<h2>" html(t("report.figures")) "</h2><p>" html(t("report.figures.text")) "</p>"
    print "<div class=\"wide\"><table><thead><tr><th>" html(t("report.workload")) "</th>"
    for (e = 1; e <= drawn_count; e++) {
        head = html(engine_head[drawn[e]])
        sub(/\|/, "<br>", head)
        printf "<th colspan=\"2\" class=\"%s\">%s</th>", drawn[e], head
    }
    print "</tr></thead><tbody>"
    for (w = 1; w <= workload_count; w++) {
        printf "<tr><th>%s</th>", html(workload_list[w])
        for (e = 1; e <= drawn_count; e++)
            cell(workload_list[w], drawn[e])
        print "</tr>"
    }
    print "</tbody></table></div>"
}

function cell(w, e) {
    if (!((w, e) in median)) {
        printf "<td colspan=\"2\" class=\"none\">%s</td>",
            html(state[w, e] == "failed" ? tr("failed", "실패") : "–")
        return
    }
    printf "<td title=\"%s – %s\">%s</td>", duration(low[w, e], 3), duration(high[w, e], 3),
        duration(median[w, e], 3)
    if (((w, e) in ratio))
        printf "<td class=\"%s\">%s×</td>", (ratio[w, e] < 1 ? "loss" : "gain"),
            significant(ratio[w, e], ratio[w, e] < 1 ? 2 : 3)
    else
        printf "<td></td>"
}

# What the driver warned of: a list in its summary.md.
function warnings(    path, line, inside, count) {
    path = dir "/summary.md"
    while ((getline line < path) > 0) {
        if (line ~ /^## /)
            inside = line == "## Warnings"
        else if (inside && line ~ /^- /) {
            if (++count == 1)
                print "<h2>" html(t("report.warnings")) "</h2>\n<ul class=\"warnings\" lang=\"en\">"
            print "<li>" html(substr(line, 3)) "</li>"
        }
    }
    close(path)
    if (count > 0)
        print "</ul>"
}

function host(    table, rows, row, key) {
    print "<h2>" html(t("report.host")) "</h2>\n<details><summary>" html(t("report.host.more")) \
        "</summary><div class=\"wide\"><table class=\"facts\" lang=\"en\">"
    rows = csv_load(dir "/host.csv", "key,value", table)
    for (row = 1; row <= rows; row++)
        if (table[row, "value"] != "")
            print "<tr><th>" html(table[row, "key"]) "</th><td>" html(table[row, "value"]) \
                "</td></tr>"
    print "</table></div></details>"
}
