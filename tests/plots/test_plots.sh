#!/bin/sh
# The charts, drawn from SYNTHETIC figures (synthetic.awk): that all are there, that they say what
# the CSV files say, and that a file which is not what it should be is refused, and where.
# shellcheck disable=SC2016,SC2317 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

if ! command -v gnuplot >/dev/null; then
    echo 'SKIP charts: gnuplot is missing; run `make setup`'
    exit 77
fi
. tests/shell/check.sh
. tests/plots/synthetic.sh
said=$tmp/err
export PLOT_FORMATS # all three once; after that SVG alone, which is the quickest

draw() {
    plots/draw.sh "$run" >"$tmp/out" 2>"$tmp/err"
}

drawn() {
    [ -s "$run/plots/$1" ]
}

# Whether a chart, an SVG, shows a text.
shows() {
    grep -q -e "$2" "$run/plots/$1.svg"
}

# Draws the run after the sed script $2 was applied to file $1; it must fail, with status 65, name
# the file and say $3, and leave no picture behind.
refuses() {
    rm -rf "$run/plots"
    cp "$run/$1" "$tmp/kept"
    sed "$2" "$tmp/kept" >"$run/$1"
    draw
    status=$?
    cp "$tmp/kept" "$run/$1"
    [ "$status" -eq 65 ] && grep -q -e "$1:$3" "$tmp/err" && [ ! -e "$run/plots" ] && return
    echo "# status $status"
    return 1
}

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

# What is measured or counted outside the rounds: each chart, what it says, and that it is left out
# where the run has no such file.
test_studies() {
    synthesise studies
    check 'a run without studies' draw
    for chart in exits latency scaling; do
        check "$chart is left out" eval '! drawn $chart.svg'
        check "and it says why" grep -q "^$chart: not drawn: this run did not" "$tmp/err"
    done
    plots/draw.sh "$run" exits latency 2>"$tmp/err"
    check 'none of the charts asked for is status 66' [ $? -eq 66 ]
    add_studies ''
    PLOT_FORMATS='svg png pdf'
    check 'a run with studies' draw
    PLOT_FORMATS=svg
    for chart in one-insn exits latency scaling startup; do
        for format in svg png pdf; do
            check "$chart.$format is there" drawn "$chart.$format"
        done
    done
    check 'the shares are computed' shows exits 'the.*guest.*has.*96.*%'
    check 'the workload with most exits is named' shows exits 'hypercall,.*exits.*take.*31.*%'
    check 'p50 and p99 are labelled' eval 'shows latency "p50 26" && shows latency "p99 90"'
    check 'samples that failed are named' shows latency 'KVM: 1\.'
    check 'the processors are named' shows scaling '>processors.*do.*'
    check 'the gain is computed' shows scaling 'do.*2\.0×'
    check 'phases of the start are named' eval 'shows startup "VM is built" && shows startup 2.4'
    check 'memory is named' shows startup '>4\.1.*MB<'
    check 'one instruction a block costs' shows one-insn 'makes.*QEMU.*slower'
}

# Draws the run after the sed script $2 was applied to file $1; chart $3 must show $4, and did not.
follows() {
    draw
    shows "$3" "$4" && return 1
    sed -i "$2" "$run/$1"
    draw && shows "$3" "$4"
}

# One number changed in a CSV changes its chart and the chart's title.
test_studies_follow() {
    synthesise numbers
    add_studies 'kvm tcg tcg-1insn bochs native'
    check 'a latency changes the title' \
        follows latency_summary.csv '/,kvm,/s/kvm,300,[0-9]*/kvm,300,33000/' latency 'after.*33.*µs'
    check 'a throughput changes the title' \
        follows scaling_summary.csv '/,kvm,4,/s/4,[0-9.]*/4,1.21/' scaling '1\.2×'
    check 'a time changes the effect of one instruction a block' follows summary.csv \
        '/,tcg,/s/,15,\([0-9]*\)/,15,9\1/' one-insn 'makes.*QEMU [0-9.]*×.*faster'
    check 'a time in exits changes the title' follows exits.csv \
        '/,hypercall,.*0x00e9/s/0x00e9,out,[0-9]*,[0-9]*/0x00e9,out,9,900000000/' exits '90.*%'
    check 'a phase changes the chart' \
        follows startup_summary.csv '/,kvm,vm,/s/vm,3,[0-9]*/vm,3,6660000/' startup '>6\.7.*ms<'
}

test_studies_refusals() {
    synthesise broken
    add_studies ''
    for file in exits latency latency_summary scaling_summary startup_summary; do
        check "$file.csv empty" refuses $file.csv d ' is empty'
        check "$file.csv with a field too few" refuses $file.csv '3s/,[^,]*$//' '3: '
    done
    check 'an exit of no known kind' refuses exits.csv 4s/,exit,/,exodus,/ '4: kind "exodus"'
    check 'an exit without its time' \
        refuses exits.csv '3s/out,\([0-9]*\),[0-9]*/out,\1,/' '3: an exit without its count'
    check 'a latency that is no number' refuses latency.csv '2s/,[0-9]*,ok/,soon,ok/' \
        '2: latency_ns "soon"'
    check 'a latency that is missing' refuses latency.csv '2s/,[0-9]*,ok/,,ok/' '2: a sample'
    check 'quantiles without samples' eval 'rm "$run/latency.csv"; ! draw &&
        grep -q "latency.csv: cannot be read" "$tmp/err"'
    add_studies ''
    check 'half a machine' refuses scaling_summary.csv 3s/,2,/,1.5,/ '3: machines "1.5"'
    check 'twice the same row' refuses scaling_summary.csv 3p '4: .* is there twice'
    check 'twice the same phase' refuses startup_summary.csv 3p '4: .* is there twice'
    check 'a column is missing' refuses latency_summary.csv 1s/p99_ns/p98_ns/ '1: there is no column'
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
    awk -v dir="$run" -v workloads='a-workload-of-a-very-long-name:menu fib:compute' \
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
test_studies
test_studies_follow
test_studies_refusals
test_shapes
test_refusals
exit "$failed"
