# Numbers and sentences as charts show them, and what gnuplot needs to read them.

# A text in the language that was asked for (-v language=ko: Korean, else English).
function tr(english, korean) {
    return language == "ko" ? korean : english
}

# A gnuplot string; control characters become blanks.
function gp_string(text) {
    gsub(/[\001-\037]+/, " ", text)
    gsub(/'/, "''", text)
    return "'" text "'"
}

# A number rounded to `digits` significant digits, without an exponent.
function significant(value, digits,    decimals, unit) {
    if (value <= 0)
        return "0"
    decimals = digits - 1 - floor(log(value) / log(10) + 1e-9)
    unit = exp(log(10) * decimals)
    value = floor(value * unit + 0.5) / unit
    if (decimals > 0 && value * unit >= exp(log(10) * digits) - 0.5)
        decimals-- # 9.96 became 10.0
    return sprintf("%.*f", (decimals > 0 ? decimals : 0), value)
}

function floor(value) {
    return value < int(value) ? int(value) - 1 : int(value)
}

# A ratio of 1 or more: 93, 9.3.
function factor(ratio) {
    return significant(ratio, ratio >= 100 ? 3 : 2)
}

# A speed-up in words: "93×", or "2.3× slower".
function speed(ratio) {
    return ratio >= 1 || factor(1 / ratio) == "1.0" ? factor(ratio > 1 ? ratio : 1) "×" : \
        factor(1 / ratio) tr("× slower", "배 느림")
}

# A time in nanoseconds, in the unit that suits it, with `digits` significant digits.
function duration(ns, digits,    unit, name, i) {
    split("1 1e3 1e6 1e9", unit, " ")
    split("ns µs ms s", name, " ")
    i = 1
    while (i < 4 && significant(ns / unit[i], digits) + 0 >= 1000)
        i++
    return significant(ns / unit[i], digits) " " name[i]
}

# "a", "a and b", "a, b and c".
function enumerate(item, count,    i, text) {
    text = item[1]
    for (i = 2; i <= count; i++)
        text = text (i == count ? tr(" and ", ", ") : ", ") item[i]
    return text
}
