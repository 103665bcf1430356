#!/bin/sh
# The poster: that it is whole and legible, says what the CSV files say, and refuses what is not what
# it should be. The figures are SYNTHETIC (tests/plots/synthetic.awk).
# shellcheck disable=SC2016,SC2317,SC2329 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh
. tests/poster/svg.sh
. tests/poster/refusals.sh
. tests/plots/synthetic.sh
said=$tmp/said
need 'the poster' plots poster

# Sets the poster of $run into $tmp/out; what it is made of is in $tmp/parts.
set_poster() {
    rm -rf "$tmp/out"
    poster/poster.sh "$run" "$tmp/parts" "$tmp/out" >"$tmp/said" 2>&1
}

set_poster_loudly() {
    rm -rf "$tmp/out"
    poster/poster.sh "$run" "$tmp/parts" "$tmp/out"
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
    add_studies ''
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
    for language in en:'workloads in user mode: 1<' ko:'작업 부하 1가지'; do
        check "${language%%:*}: it is one workload" \
            has "$tmp/parts/poster-${language%%:*}.svg" ">${language#*:}"
    done
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

# The screenshots are parts of it.
make -s screens >"$said" 2>&1
mkdir -p "$tmp/parts"
cp build/poster/*.svg "$tmp/parts/"
test_poster
test_follows
exit "$failed"
