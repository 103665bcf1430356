#!/bin/sh
# The charts of what is measured or counted outside the rounds, drawn from SYNTHETIC figures: that
# they follow the CSV files, and refuse what is none.
# shellcheck disable=SC2016,SC2317,SC2329 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh
. tests/plots/synthetic.sh
. tests/plots/charts.sh

# Each chart, what it says, and that it is left out where the run has no such file.
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
    check 'the processors are named' shows scaling 'KVM.*share.*2.*processors'
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
    check 'a speed-up changes the effect of one instruction a block' follows summary.csv \
        '/,tcg,/s/,,,[0-9.e+]*,[0-9.e+]*,/,,,0.1,0.1,/' one-insn 'makes.*QEMU [0-9.]*×.*faster'
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

test_studies
test_studies_follow
test_studies_refusals
exit "$failed"
