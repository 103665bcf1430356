#!/bin/sh
# What `make bench-self-check` makes of what kvm-bench says, played here: it ends well only where the
# intervals hold 1 and the planted slowdown was found.
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

script=$PWD/bench/self_check.sh
mkdir "$tmp/bench"
cat >"$tmp/bench/kvm-bench" <<'END'
#!/bin/sh
echo "$*" >>asked
case "$1 $2" in
    run*) echo 'a word of the run' >&2 && exit "${RUN_STATUS:-0}" ;;
    */planted) echo "0 of 0 intervals contain 1; $PLANTED" && exit "${PLANTED_STATUS:-0}" ;;
    *) echo "${CONTAIN:-20} of 20 intervals contain 1; planted 0, found 0" ;;
esac
END
chmod +x "$tmp/bench/kvm-bench"

# usage: ends_with STATUS WHAT [VARIABLE=VALUE…]
ends_with() {
    status=$1
    what=$2
    shift 2
    (cd "$tmp" && rm -f asked && env "$@" sh "$script" 2 --budget 9 >out 2>&1)
    check "$what" [ $? -eq "$status" ]
}

found='PLANTED=planted 1, found 1'
ends_with 0 'intervals that hold 1, and a slowdown that is found' "$found"
check 'all runs are counted' \
    grep -q '^in all: 40 of 40 intervals contain 1 (100.0 %); planted slowdowns found: 1 of 1$' \
    "$tmp/out"
check 'options are handed on' grep -q '^run .* --seed 2 --budget 9$' "$tmp/asked"
ends_with 0 'one in twenty may miss' "$found" CONTAIN=19
ends_with 1 'more may not' "$found" CONTAIN=18
ends_with 1 'a slowdown that is not found' 'PLANTED=planted 1, found 0'
ends_with 1 'a slowdown that nobody saw planted' 'PLANTED=planted 0, found 0'
ends_with 74 'a run that cannot be judged' "$found" PLANTED_STATUS=74
ends_with 0 'samples that are not valid' "$found" RUN_STATUS=1
ends_with 69 'an engine that cannot run' "$found" RUN_STATUS=69
check 'what its run said is told' grep -q '^a word of the run$' "$tmp/out"
check 'and what can be measured instead' grep -q 'ENGINE=native' "$tmp/out"
exit "$failed"
