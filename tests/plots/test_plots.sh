#!/bin/sh
# The charts, drawn from SYNTHETIC figures (synthetic.awk): that all are there, that they say what
# the CSV files say, and that a file which is not what it should be is refused, and where. Those of
# what is measured outside the rounds are in test_plots_studies.sh.
# shellcheck disable=SC2016,SC2317,SC2329 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh
. tests/plots/synthetic.sh
. tests/plots/charts.sh

test_all_drawn() {
    synthesise full
    PLOT_FORMATS='svg png pdf'
    check 'a full run is drawn' draw
    PLOT_FORMATS=svg
    for chart in overview speedup time cost startup; do
        for format in svg png pdf; do
            check "$chart.$format is there" drawn "$chart.$format"
        done
    done
    check 'PNG is PNG' eval 'head -c 4 "$run/plots/speedup.png" | tail -c 3 | grep -q PNG'
    check 'PDF is PDF' eval 'head -c 4 "$run/plots/time.pdf" | grep -q %PDF'
    check 'the PNG is for 300 dots an inch' eval \
        'head -c 54 "$run/plots/speedup.png" | od -An -tx1 | tr -d " \n" |
            grep -q 7048597300002e2300002e2301'
    test_fonts
    check 'the title is computed' shows speedup 'KVM runs computing workloads [0-9.]*× faster'
    check 'losses are named' shows speedup 'Slower on KVM: syscall [0-9.]*× and pagefault'
    check 'the host is named' shows time 'Synthetic.*CPU.*&amp;.*Co,.*&lt;8.*cores>'
    check 'the backend is named' shows cost 'kvm_test.*(hardware)'
    check 'groups are named' shows cost '>Operating system<'
    check 'no mark of a simulation' eval '! shows speedup SIMULATED'
}

# Whether every font of the charts' PDFs is in them, and none but ours.
test_fonts() {
    if ! command -v pdffonts >/dev/null; then
        echo 'SKIP fonts of the charts: pdffonts is missing; run `make setup`'
        return
    fi
    for pdf in "$run"/plots/*.pdf; do
        pdffonts "$pdf" | tail -n +3
    done >"$tmp/fonts"
    check 'charts have fonts' [ -s "$tmp/fonts" ]
    check 'none but Inter and Noto' eval '! grep -v -e Inter -e NotoSansCJK "$tmp/fonts"'
    check 'all are embedded' eval '! grep -v " yes yes \(yes\|no\) " "$tmp/fonts"'
}

# The rates of instructions, in runs that counted them; in the others that chart is left out.
test_mips() {
    synthesise counted
    check 'a run without counted instructions' eval 'draw && ! drawn mips.svg'
    check 'says why a chart is left out' grep -q 'mips: not drawn: this run did not' "$tmp/err"
    awk -F, -v OFS=, 'NR > 1 && $4 > 0 { $10 = $3 == "kvm" ? 2500 : 25 } { print }' \
        "$run/summary.csv" >"$tmp/summary.csv"
    cp "$tmp/summary.csv" "$run/summary.csv"
    check 'a run with them' draw
    check 'its title states the rate' shows mips 'KVM runs at 2500 MIPS'
    check 'a rate that is no number' refuses summary.csv 2s/,2500,/,fast,/ '2: mips "fast"'
}

# A single number changed in the CSV changes the picture, the label and the title.
test_follows() {
    synthesise follow -v workloads=sieve:compute
    draw
    cp "$run/plots/speedup.svg" "$tmp/before.svg"
    awk -F, -v OFS=, '$2 == "sieve" && $3 == "kvm" { $11 = 51; $12 = 50; $13 = 52 } { print }' \
        "$run/summary.csv" >"$tmp/summary.csv"
    cp "$tmp/summary.csv" "$run/summary.csv"
    check 'the changed run is drawn' draw
    check 'the bar follows the number' eval '! cmp -s "$tmp/before.svg" "$run/plots/speedup.svg"'
    check 'the title follows the number' shows speedup 'KVM runs sieve 51× faster'
    check 'the label follows the number' shows speedup '>51×<'
    sed -i 's/^cpu,.*/cpu,Another CPU/' "$run/host.csv"
    draw
    check 'the foot follows the host' shows speedup 'Another.*CPU'
}

# Whether the name of a workload begins on the sheet: it ends where its text is put, and a letter of
# it is hardly narrower than a quarter of its size.
begins_on_sheet() {
    grep -B 3 -e ">$2<" "$run/plots/$1.svg" | sed -n 's/.*translate(\([0-9]*\).*/\1/p' |
        awk -v letters="${#2}" 'END { exit !(NR > 0 && $1 > letters * 25 / 2) }'
}

test_shapes() {
    synthesise two -v workloads='sieve:compute syscall:os'
    check 'two workloads' draw
    synthesise missing -v engines='kvm tcg-1insn'
    check 'engines missing' draw
    check 'a chart without its engines is left out' eval '! drawn cost.svg && drawn speedup.svg'
    synthesise unknown -v engines='kvm tcg-1insn mystery'
    check 'an unknown engine' draw
    check 'is not drawn' eval '! shows time mystery'
    synthesise long
    LC_ALL=C awk -v dir="$run" -v workloads='a-workload-of-a-very-long-name:menu fib:compute' \
        -f tests/plots/synthetic.awk -f tests/plots/synthetic_studies.awk
    check 'a long name' draw
    for chart in speedup time exits; do
        check "$chart: it is not clipped" begins_on_sheet $chart a-workload-of-a-very-long-name
    done
    check 'a group of programs' shows time '>Menu programs<'
    synthesise ungrouped -v workloads='sieve: fib:'
    check 'workloads without a group' draw
    synthesise slow -v slow=1
    check 'KVM loses everywhere' draw
    check 'and the title says so' shows speedup 'KVM runs computing workloads [0-9.]*× slower'
    synthesise simulated -v kind=simulated
    check 'a simulated run' draw
    check 'is marked' shows speedup 'SIMULATED'
}

test_refusals() {
    synthesise corrupt
    for file in summary host boots; do
        check "$file.csv empty" refuses $file.csv d ' is empty'
        check "$file.csv without rows" refuses $file.csv 2,\$d ' has a header and no rows'
        check "$file.csv with a field too few" refuses $file.csv '3s/,[^,]*$//' '3: '
        check "$file.csv with an open quote" refuses $file.csv '4s/,/,"/' '4: '
    done
    check 'a column is missing' refuses summary.csv 1s/median_ns/middle/ '1: there is no column'
    check 'not a number' refuses summary.csv '4s/,15,[0-9.]*/,15,12x/' '4: median_ns "12x"'
    check 'a negative number' refuses summary.csv '4s/,15,/,15,-/' '4: median_ns "-'
    check 'twice the same row' refuses summary.csv 3p '4: .* is there twice'
    check 'two architectures' refuses summary.csv 5s/i386/x86_64/ '5: two architectures'
    check 'a valid row without samples' refuses summary.csv 2s/,15,/,0,/ '2: a valid row'
    check 'start-up is not a number' refuses boots.csv '2s/kvm,i386,[0-9]*,/&x/' '2: first_byte_ns'
    for file in summary host boots; do
        mv "$run/$file.csv" "$tmp/away"
        check "$file.csv missing" eval '! draw && grep -q "$file.csv: cannot be read" "$tmp/err"'
        mv "$tmp/away" "$run/$file.csv"
    done
    check 'and leaves no picture' eval '[ ! -e "$run/plots" ]'
    check 'whole again, it is drawn' draw
    run=$tmp/nowhere
    check 'a directory that is not there' eval '! draw && grep -q "no such directory" "$tmp/err"'
}

test_all_drawn
test_mips
test_follows
test_shapes
test_refusals
exit "$failed"
