#!/bin/sh
# The poster, its diagrams and screenshots, and the report page: that they are whole and legible, say
# what sources, recordings and CSV files say, and refuse what is not what it should be. The figures
# are SYNTHETIC (tests/plots/synthetic.awk). Each check prints "ok …", "not ok …" or "SKIP …".
# shellcheck disable=SC2016,SC2317 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
if ! sh scripts/setup.sh --check plots poster >"$tmp/missing" 2>&1; then
    echo "SKIP poster and report: $(sed -n 's/^setup: missing: //p' "$tmp/missing" | tr '\n' ';')"
    exit 77
fi
failed=0

check() {
    name=$1
    shift
    if "$@"; then
        echo "ok $name"
    else
        echo "not ok $name"
        failed=1
    fi
}

# Makes a synthetic run in $run; arguments go to awk.
synthesise() {
    run=$tmp/$1
    shift
    mkdir -p "$run"
    awk -v dir="$run" "$@" -f tests/plots/synthetic.awk
}

# Adds the figures of the studies to a synthetic run.
add_studies() {
    awk -v dir="$run" -f tests/plots/synthetic.awk -f tests/plots/synthetic_studies.awk
}

# Sets the poster of $run into $tmp/out; what it is made of is in $tmp/parts.
set_poster() {
    rm -rf "$tmp/out"
    poster/poster.sh "$run" "$tmp/parts" "$tmp/out" >"$tmp/said" 2>&1
}

# Whether a file has a text.
has() {
    grep -q -e "$2" "$1"
}

# Runs a command that must end with status $1 and say $2.
refused() {
    wanted=$1
    words=$2
    shift 2
    "$@" >"$tmp/said" 2>&1
    status=$?
    [ "$status" -eq "$wanted" ] && grep -q -e "$words" "$tmp/said" && return
    printf '# status %s, said: %s\n' "$status" "$(cat "$tmp/said")"
    return 1
}

# Runs a command on $run with the sed script $2 applied to file $1.
with_change() {
    cp "$run/$1" "$tmp/kept"
    sed "$2" "$tmp/kept" >"$run/$1"
    shift 2
    "$@"
    result=$?
    return "$result"
}

# Sums the areas of the screenshots of a poster, in percent of the sheet.
screen_share() {
    awk -v screens="$(cd poster/captures && ls)" '
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
    awk -v screens="$(cd poster/captures && ls)" '
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
            scale[++depth] = scale[depth - 1] * (depth > 1 && width > 0 ? width / box[3] : 1)
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

test_screens() {
    make -s screens >"$tmp/said" 2>&1
    check 'the recordings are drawn' [ $? -eq 0 ]
    mkdir -p "$tmp/parts"
    for scene in poster/scenes/*.scene; do
        name=$(basename "$scene" .scene)
        cp "build/poster/$name.svg" "$tmp/parts/"
        check "$name: an SVG" rsvg-convert -o "$tmp/$name.png" "build/poster/$name.svg"
    done
    for colour in ff6b6b 4fd67f ffd24a 5cb3ff; do
        check "four VMs: colour $colour" has build/poster/four-vms.svg "fill=\"#$colour\""
    done
    check 'the menu is on the menu' has build/poster/menu.svg '=== 1K OS on x86 KVM ==='
    check 'the table has its end' has build/poster/multiplication.svg '9x9=81'
    sed '3s/"o"/"i"/' poster/captures/menu.cast >"$tmp/broken.cast"
    check 'a broken recording is refused' \
        refused 65 'broken.cast is not a recording' build/poster/term/term2svg "$tmp/broken.cast"
}

test_diagrams() {
    poster/constants.sh >"$tmp/constants"
    check 'the sources have their constants' [ $? -eq 0 ]
    for diagram in structure memory interrupts creation bench; do
        for language in en ko; do
            check "$diagram, $language" eval \
                'poster/diagram.sh $diagram $language "$tmp/constants" >"$tmp/$diagram-$language.svg"'
            check "$diagram, $language: no text under 18 points" \
                [ "$(smallest_text "$tmp/$diagram-$language.svg")" -ge 1800 ]
        done
    done
    copy=$tmp/copy
    mkdir -p "$copy"
    cp -r poster plots vmm "$copy"
    cp -r guest "$copy"
    sed -i 's/USER_BASE  *0x40000000/USER_BASE 0x50000000/' "$copy/guest/os1k/include/layout.h"
    (cd "$copy" && poster/constants.sh) >"$tmp/moved"
    poster/diagram.sh memory en "$tmp/moved" >"$tmp/moved.svg"
    check 'the memory map follows the sources' has "$tmp/moved.svg" '>0<tspan>x</tspan>50000000<'
    sed -i '/define FLAT_ADDRESS/d' "$copy/vmm/boot/flat.c"
    check 'a constant that is gone is missed' \
        refused 70 'flat.c: there is no FLAT_ADDRESS' sh -c "cd '$copy' && poster/constants.sh"
    sed -i 's/^memory.image	image/memory.image	an image that is much too long/' \
        "$copy/poster/strings.tsv"
    check 'a text that does not fit is refused' \
        refused 70 'much too long' "$copy/poster/diagram.sh" memory en "$tmp/constants"
}

test_poster() {
    synthesise full
    check 'the poster is set' set_poster
    for language in en ko; do
        check "$language: the PDF is there" eval \
            'head -c 4 "$tmp/out/poster-$language.pdf" | grep -q %PDF'
        svg=$tmp/parts/poster-$language.svg
        check "$language: A1" has "$svg" 'width="594mm" height="841mm"'
        check "$language: no text under 18 points" [ "$(smallest_text "$svg")" -ge 1800 ]
        share=$(screen_share "$svg")
        check "$language: screenshots are a third to a half of it ($share ‰)" \
            [ "$share" -ge 333 -a "$share" -le 500 ]
        check "$language: the host is named" has "$svg" 'Synthetic.*"Test".*CPU.*&amp;.*Co,.*&lt;8.*cores&gt;'
        check "$language: hardware is not called software" eval \
            '! has "$svg" "software and emulates\|소프트웨어 KVM이라"'
    done
    test_poster_of_studies
    synthesise full
    set_poster
    check 'the preview is PNG' eval 'head -c 4 "$tmp/out/preview.png" | tail -c 3 | grep -q PNG'
    check 'the fonts have every character' glyphs_are_there
    if command -v pdffonts >/dev/null; then
        check 'no other fonts are in it' eval '! pdffonts "$tmp/out/poster-ko.pdf" | tail -n +3 |
            grep -v -e Inter -e NotoSansCJKkr -e DejaVuSansMono'
        check 'it is one page' eval 'pdfinfo "$tmp/out/poster-ko.pdf" | grep -q "^Pages: *1$"'
    else
        echo 'SKIP fonts and pages of the PDF: pdffonts is missing'
    fi
}

# A run with studies shows them instead of how they were made; one without takes them off again.
test_poster_of_studies() {
    check 'without studies it says how we measure' has "$tmp/parts/poster-en.svg" '>How we measure<'
    add_studies
    check 'a poster of a run with studies' set_poster
    for language in en ko; do
        svg=$tmp/parts/poster-$language.svg
        check "$language: exits and latency are there" eval '
            has "$svg" "data-part=\"exits-$language\"" && has "$svg" "data-part=\"latency-$language\""'
        check "$language: no text under 18 points" [ "$(smallest_text "$svg")" -ge 1800 ]
    done
    check 'the latency is there' has "$tmp/parts/poster-en.svg" '>26.*µs<'
    check 'a latency changes the poster' with_change latency_summary.csv \
        '/,kvm,/s/kvm,300,[0-9]*/kvm,300,33000/' set_poster
    check 'and it says so' has "$tmp/parts/poster-ko.svg" '>33.*µs<'
    check 'corrupt exits are refused' with_change exits.csv '4s/,exit,/,exodus,/' \
        refused 65 'exits.csv:4: kind "exodus"' set_poster_loudly
    rm "$run/exits.csv" "$run"/latency*.csv
    check 'the run without them again' set_poster
    check 'has no chart left of them' eval '! has "$tmp/parts/poster-en.svg" "data-part=.exits-en"'
}

# A number changed in the CSV changes what the poster says.
test_follows() {
    synthesise follow -v workloads=sieve:compute
    change='s/^\(i386,sieve,kvm,.*,\)[0-9.]*,[0-9.]*,[0-9.]*,1,/\151,50,52,1,/'
    check 'a run of one workload' set_poster
    check 'its number is not yet there' eval '! has "$tmp/parts/poster-en.svg" ">51×<"'
    check 'the run with another number' with_change summary.csv "$change" set_poster
    check 'the headline follows it' has "$tmp/parts/poster-en.svg" '>51×<'
    check 'in Korean too' has "$tmp/parts/poster-ko.svg" '>51배<'
    check 'the chart follows it' eval '[ "$(grep -c ">51×<" "$tmp/parts/poster-en.svg")" -ge 2 ]'
    synthesise slow -v slow=1
    check 'KVM loses everywhere' set_poster
    check 'and the headline says so' has "$tmp/parts/poster-en.svg" 'slower than QEMU'
    synthesise simulated -v kind=simulated
    check 'a simulated run' set_poster
    check 'is marked across the sheet' has "$tmp/parts/poster-en.svg" 'font-size="130".*SIMULATED'
    synthesise without -v engines='tcg tcg-1insn native'
    check 'a run without KVM is refused' refused 65 'KVM was not measured' set_poster_loudly
    synthesise corrupt
    check 'a corrupt CSV is refused' with_change summary.csv '4s/,15,[0-9.]*/,15,12x/' \
        refused 65 'summary.csv:4: median_ns "12x"' set_poster_loudly
    check 'and nothing is set' [ ! -e "$tmp/out/poster-en.pdf" ]
}

set_poster_loudly() {
    rm -rf "$tmp/out"
    poster/poster.sh "$run" "$tmp/parts" "$tmp/out"
}

test_report() {
    synthesise report
    add_studies
    check 'the report is written' poster/report.sh "$run" "$tmp/report.html"
    page=$tmp/report.html
    check 'it has its charts' eval \
        'for chart in overview speedup time cost one-insn exits latency scaling startup; do
            has "$page" "<figure id=\"$chart\">" || exit 1; done'
    check 'it fetches nothing' eval \
        '! grep -E -e "(src|href) *= *.?(http|//|file:)" -e "url\(" -e "<link|@import" "$page"'
    check 'it names the host' has "$page" 'Synthetic.*"Test".*CPU.*&amp;.*Co,.*&lt;8.*cores&gt;'
    check 'losses stand out' has "$page" 'class="loss">0\.'
    printf '## Warnings\n\n- Beware of <synthetic> figures.\n\n## More\n\n- not this\n' \
        >"$run/summary.md"
    check 'in Korean' eval 'PLOT_LANG=ko poster/report.sh "$run" "$tmp/report-ko.html"'
    check 'it is Korean' has "$tmp/report-ko.html" '<h2>측정 방법 요약</h2>'
    check 'warnings are shown' has "$tmp/report-ko.html" '<li>Beware of &lt;synthetic&gt;'
    check 'and nothing else of the summary' eval '! has "$tmp/report-ko.html" "not this"'
    check 'a corrupt CSV is refused' with_change host.csv '3s/,.*//' \
        refused 65 'host.csv:3: ' poster/report.sh "$run" "$tmp/none.html"
    check 'and leaves no page' [ ! -e "$tmp/none.html" ]
    browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
    if [ -z "$browser" ]; then
        echo 'SKIP the report in a browser: no Chromium here'
        return
    fi
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$tmp/browser" \
        --dump-dom "file://$page" >"$tmp/dom" 2>"$tmp/said"
    check 'Chromium opens it' has "$tmp/dom" '<title>1K OS on KVM and on QEMU</title>'
    check 'and sees the table to its end' has "$tmp/dom" '<th>hypercall</th>'
}

test_languages() {
    synthesise languages
    check 'charts in Korean' eval 'PLOT_LANG=ko PLOT_FORMATS=svg plots/draw.sh "$run" >"$tmp/said"'
    check 'the title is Korean' has "$run/plots/speedup.svg" '계산.*작업을.*QEMU'
    for chart in overview speedup time cost startup; do
        check "$chart has no English subtitle" eval '! has "$run/plots/$chart.svg" "logarithmic"'
    done
    check 'another language is refused' refused 64 'can be en or ko' \
        env PLOT_LANG=xx plots/draw.sh "$run"
}

test_screens
test_diagrams
test_poster
test_follows
test_report
test_languages
exit "$failed"
