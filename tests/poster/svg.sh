# shellcheck shell=dash
# For the poster's tests: what SVG files say and measure.

# Whether a file has a text.
has() {
    grep -q -e "$2" "$1"
}

# Sums the areas of the screenshots of a poster, in percent of the sheet.
screen_share() {
    awk -v screens="$(cd poster/captures && echo *)" '
        BEGIN {
            count = split(screens, name)
            for (i = 1; i <= count; i++) { sub(/\.cast$/, "", name[i]); is_screen[name[i]] = 1 }
        }
        match($0, /data-part="[^"]*"/) && is_screen[substr($0, RSTART + 11, RLENGTH - 12)] {
            match($0, / width="[0-9.]*/); width = substr($0, RSTART + 8, RLENGTH - 8)
            match($0, /height="[0-9.]*/); height = substr($0, RSTART + 8, RLENGTH - 8)
            area += width * height
        }
        END { printf "%d\n", area / 1684 / 2384 * 1000 }' "$1"
}

# The smallest text of an SVG file as it is printed, in hundredths of the file's unit; the screenshots
# in it are left out.
smallest_text() {
    awk -v screens="$(cd poster/captures && echo *)" '
        BEGIN {
            count = split(screens, name)
            for (i = 1; i <= count; i++) { sub(/\.cast$/, "", name[i]); is_screen[name[i]] = 1 }
            scale[0] = 1
        }
        function attribute(name) {
            return match($0, " " name "=\"[^\"]*") ? \
                substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : ""
        }
        /<svg/ {
            split(attribute("viewBox"), box, " ")
            width = attribute("width")
            depth++
            scale[depth] = scale[depth - 1] * (depth > 1 && width > 0 ? width / box[3] : 1)
            hidden[depth] = hidden[depth - 1] || (attribute("data-part") in is_screen)
        }
        !hidden[depth] && /font-size="[0-9.]+/ {
            size = attribute("font-size") * scale[depth]
            if (least == "" || size < least) least = size
        }
        /<\/svg>/ { depth-- }
        END { printf "%d\n", least * 100 }' "$1"
}

# Prints the characters beyond ASCII of files, as code points, each once.
characters() {
    cat "$@" | LC_ALL=C awk '
        BEGIN { for (i = 128; i < 256; i++) byte[sprintf("%c", i)] = i }
        {
            for (i = 1; i <= length($0); i++) {
                c = substr($0, i, 1)
                if (c < "\300")
                    continue
                b = byte[c]
                more = b < 224 ? 1 : b < 240 ? 2 : 3
                code = b - (b < 224 ? 192 : b < 240 ? 224 : 240)
                for (k = 1; k <= more; k++)
                    code = code * 64 + byte[substr($0, i + k, 1)] - 128
                seen[code] = 1
            }
        }
        END { for (code in seen) printf "%x\n", code }'
}

# Whether the poster's fonts have a glyph for every character of its texts.
glyphs_are_there() {
    for code in $(characters poster/strings.tsv plots/*.awk); do
        fc-list ":charset=$code" family | grep -q -e '^Inter' -e 'Noto Sans CJK KR' && continue
        echo "# no glyph for U+$code"
        return 1
    done
}
