#!/bin/sh
# The charts, drawn from SYNTHETIC figures (synthetic.awk): that all are there, that they say what
# the CSV files say, and that a file which is not what it should be is refused, and where.
# Each check prints "ok …" or "not ok …".
# shellcheck disable=SC2016,SC2317 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

if ! command -v gnuplot >/dev/null; then
    echo 'SKIP charts: gnuplot is missing; run `make setup`'
    exit 77
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0
export PLOT_FORMATS # all three once; after that SVG alone, which is the quickest

# Reports the check named $1, which passed if the command behind it succeeds.
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
    printf '# status %s, said: %s\n' "$status" "$(cat "$tmp/err")"
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
    check 'the title is computed' shows speedup 'KVM runs computing workloads [0-9.]*× faster'
    check 'losses are named' shows speedup 'Slower on KVM: syscall [0-9.]*× and pagefault'
    check 'the host is named' shows time 'Synthetic.*CPU.*&amp;.*Co,.*&lt;8.*cores>'
    check 'the backend is named' shows cost 'kvm_test.*(hardware)'
    check 'groups are named' shows cost '>Operating system<'
    check 'no mark of a simulation' eval '! shows speedup SIMULATED'
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

test_shapes() {
    synthesise two -v workloads='sieve:compute syscall:os'
    check 'two workloads' draw
    synthesise missing -v engines='kvm tcg-1insn'
    check 'engines missing' draw
    check 'a chart without its engines is left out' eval '! drawn cost.svg && drawn speedup.svg'
    synthesise unknown -v engines='kvm tcg-1insn mystery'
    check 'an unknown engine' draw
    check 'is not drawn' eval '! shows time mystery'
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
