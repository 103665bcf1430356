#!/bin/sh
# What stands where on the charts, and that they say no more than the figures, whatever those are. From
# SYNTHETIC figures.
# shellcheck disable=SC2016,SC2317,SC2329 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh
. tests/plots/synthetic.sh
. tests/plots/charts.sh

# Edits $run's summary.csv by awk's rules, which see the fields of a row.
edit() {
    LC_ALL=C awk -F, -v OFS=, "$1 { print }" "$run/summary.csv" >"$tmp/summary.csv" &&
        cp "$tmp/summary.csv" "$run/summary.csv"
}

# Lets the rows fail for which an expression of awk's holds.
fail() {
    edit "$1"' { for (i = 5; i <= 13; i++) $i = ""; $4 = $14 = 0; $15 = "15 of 15 timeout"; NF = 15 }'
}

texts_of() {
    LC_ALL=C awk -f plots/metrics.awk -f tests/plots/texts.awk "$run/plots/$1.svg"
}

# Whether every text of a chart, which is 1200 wide, ends on its sheet.
on_sheet() {
    texts_of "$1" >"$tmp/texts"
    LC_ALL=C awk '$2 > 1200 || $1 < 0 { print "# off the sheet:", $0; off = 1 }
        END { exit off || NR == 0 }' "$tmp/texts"
}

# Whether the first engine's figure $2 stands left of the limit's, $3, on one line with it.
stands_before() {
    texts_of "$1" | LC_ALL=C awk -v one="$2" -v other="$3" '
        $5 == one && $4 == "700" { end = $2; y = $3 }
        $5 == other && $4 == "400" { begin = $1; beside = $3 }
        END { exit !(end > 0 && end < begin && y - beside < 4 && beside - y < 4) }'
}

# Figures of bars too short to hold them stand next to these, and on the sheet.
test_labels() {
    synthesise short -v workloads='sieve:compute copy-1m:memory' -v engines='tcg tcg-1insn native'
    edit '$2 == "copy-1m" && $3 == "tcg" { $11 = 1.6; $12 = 1.5; $13 = 1.7 }
        $2 == "copy-1m" && $3 == "native" { $11 = 379; $12 = 370; $13 = 388 }'
    check 'a short bar and a distant limit are drawn' draw
    for chart in overview speedup time one-insn; do
        check "$chart: all texts end on the sheet" on_sheet $chart
    done
    check 'the figure stands beside its bar' stands_before speedup '1.6×' '379×'
    edit '$2 == "sieve" && $3 == "native" { $11 = 1.3; $12 = 1.2; $13 = 1.4 }'
    draw
    check 'it leaves the mark of a limit within the bar free' stands_before speedup '11×' '1.3×'
    synthesise far
    edit '$11 != "" && $3 == "tcg" { $11 *= 1e6; $12 *= 1e6; $13 *= 1e6 }'
    check 'a wide range is drawn' draw
    check 'on the sheet' on_sheet speedup
    check 'without exponents' eval '! shows speedup "e+"'
}

# A mean of workloads has no interval: none of width 0 is drawn for it.
test_means() {
    synthesise means -v workloads='sieve:compute fib:compute sort:compute'
    draw
    check 'a mean has no interval' eval '! shows overview "<path stroke=.rgb( 34,  34,  34)"'
    check 'one workload has' shows speedup '<path stroke=.rgb( 34,  34,  34)'
    check 'the effect of one instruction a block is the inverse of the speed-up' eval '
        times=$(sed -n "s/.*>One.*QEMU \([0-9.]*×\).*/\1/p" "$run/plots/one-insn.svg")
        [ -n "$times" ] && shows overview ">$times<"'
}

# A workload on the reference and on one engine more has a single figure, to one side of which none stands.
test_least() {
    for other in tcg kvm; do
        synthesise "least-$other" -v workloads=sieve:compute -v engines="$other tcg-1insn"
        check "a run of one workload on $other beside the reference is drawn" draw
        check "$other: with its figure" shows speedup ">[0-9.]*×<"
    done
}

# Where an engine failed the title is another one's, and the failures are counted.
test_failures() {
    synthesise failures
    fail '$3 == "kvm"'
    check 'a run in which KVM failed' draw
    check 'no chart shows what is no number' eval '! grep -q "[>-]nan" "$run"/plots/*.svg'
    check 'the title is of what was measured' shows speedup 'QEMU TCG runs computing workloads'
    for chart in overview speedup; do
        check "$chart: the failures are counted" shows $chart 'Failed: 17 of 17 on KVM'
    done
    check 'a group that failed' shows overview 'KVM failed'
    synthesise all
    fail 'NR > 1'
    sed -i 's/,ok$/,timeout/' "$run/boots.csv"
    draw
    check 'a run of failures alone is status 66' [ $? -eq 66 ]
    check 'and it is said' grep -q 'nothing there to draw' "$tmp/err"
}

# The title of the cost is as far from native time as the workload furthest from it.
test_cost() {
    synthesise cost -v workloads='sieve:compute fib:compute sort:compute'
    edit '$3 == "kvm" || $3 == "native" { $5 = 1000; $6 = 999; $7 = 1001 }
        $3 == "kvm" && $2 == "fib" { $5 = 1050; $7 = 1051 }
        $3 == "kvm" && $2 == "sort" { $5 = 953; $6 = 952 }'
    draw
    check 'workloads near their native time' shows cost 'each within 5\.0'
    edit '$3 == "kvm" && $2 == "fib" { $5 = 1400; $7 = 1401 }
        $3 == "kvm" && $2 == "sort" { $5 = 714; $6 = 713 }'
    draw
    check 'a mean near it hides nothing' shows cost '0\.71 to 1\.4 times'
    check 'a cost has two digits' eval 'shows cost "+40.%" && shows cost "−29.%"'
}

# A loss within the noise is none.
test_noise() {
    synthesise noise -v workloads='sieve:compute fib:compute'
    edit '$3 == "kvm" && $2 == "fib" { $11 = 0.9; $12 = 0.7; $13 = 1.2 }'
    draw
    check 'a loss within the noise is not named' eval '! shows speedup "Slower on KVM"'
    edit '$3 == "kvm" && $2 == "fib" { $13 = 0.95 }'
    draw
    check 'one beyond it is' shows speedup 'Slower on KVM: fib 1\.1×'
}

# The foot names the kind of KVM, none too; folders and locales are whatever they are.
test_surroundings() {
    synthesise "it's a run" -v engines='tcg tcg-1insn'
    sed -i -e '/^kvm_backend/d' -e '/^kvm_kind/d' "$run/host.csv"
    echo 'kvm_trouble,no KVM on this planet' >>"$run/host.csv"
    mkdir "$tmp/odd 'folder'"
    TMPDIR="$tmp/odd 'folder'" LC_ALL=C draw
    check 'folders with blanks and quotes are drawn in' [ $? -eq 0 ]
    check 'nothing but charts left out is said' eval '! grep -v "not drawn" "$tmp/err"'
    check 'the foot says that there was no KVM' shows speedup 'KVM:.none'
    check 'no part of a picture has a command as its tip' eval '! shows speedup "<title>.*using"'
}

# What was drawn before stays where a format is asked for that there is not.
test_formats() {
    synthesise formats -v workloads=sieve:compute
    draw
    for PLOT_FORMATS in gif 'svg gif' ' '; do
        draw
        check "formats \"$PLOT_FORMATS\" are refused" [ $? -eq 64 ]
        check 'in one line' eval '[ "$(grep -c . "$tmp/err")" = 1 ] && grep -q "svg, png and pdf" "$tmp/err"'
        check 'and what was drawn stays' drawn speedup.svg
    done
    PLOT_FORMATS=svg
}

test_labels
test_means
test_least
test_failures
test_cost
test_noise
test_surroundings
test_formats
exit "$failed"
