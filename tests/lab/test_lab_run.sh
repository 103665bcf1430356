#!/bin/sh
# tests/lab/run: a command in the simulated machine behaves as if it ran here, and nothing is left
# of it afterwards, whatever ends it.
# run.sh: limit 3600 s
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

# usage: must_equal WHAT FILE FILE
must_equal() {
    must_be "$1" "$(cksum <"$2")" "$(cksum <"$3")"
}

# Waits, at most 30 s, until a process is gone; prints whether it is. One that was not found never was.
is_gone() {
    [ -n "$1" ] || { echo 'never there' && return; }
    for _ in $(seq 60); do
        kill -0 "$1" 2>/dev/null || { echo gone && return; }
        sleep 0.5
    done
    echo 'still running'
}

# usage: child_of PROCESS NAME
# Prints the child of a process that runs the program NAME…, once there is one, within 30 s. A shell
# has other children before, and every child is its parent's double at first.
child_of() {
    for _ in $(seq 300); do
        children=$(cat "/proc/$1/task/$1/children" 2>/dev/null)
        for child in $children; do
            case $(cat "/proc/$child/comm" 2>/dev/null) in
            "$2"*) echo "$child" && return ;;
            esac
        done
        sleep 0.1
    done
}

# Prints the QEMU of a runner.
machine_of() {
    child_of "$1" qemu
}

through_pipes() {
    head -c 300000 /dev/urandom >"$tmp/in"
    tests/lab/run --timeout 300 -- sh -c 'cat; seq 20000 >&2; exit 42' \
        <"$tmp/in" >"$tmp/out" 2>"$tmp/err"
    must_be 'the exit status comes back' 42 $?
    must_equal 'input goes in whole and comes out whole' "$tmp/in" "$tmp/out"
    seq 20000 >"$tmp/expected"
    must_equal 'standard error is kept apart' "$tmp/expected" "$tmp/err"
}

files_both_ways() {
    mkdir -p "$tmp/here/folder"
    head -c 100000 /dev/urandom >"$tmp/here/folder/file"
    top=$PWD
    (cd "$tmp/here" && "$top/tests/lab/run" --timeout 300 --file folder --out "$tmp/results" -- \
        sh -c 'mkdir out/copy; cp folder/file out/copy; kill -9 $$' </dev/null 2>"$tmp/err")
    must_be 'a signal in the machine is a status here' 137 $?
    must_equal 'files go in and results come back' \
        "$tmp/here/folder/file" "$tmp/results/copy/file"
    tests/lab/run --file no/such/file -- true </dev/null 2>"$tmp/err"
    must_be 'a missing file is an error' 125 $?
}

# usage: wait_for PATTERN FILE
# Waits, at most two minutes, for a line like that in a file.
wait_for() {
    for _ in $(seq 240); do
        grep -q "$1" "$2" 2>/dev/null && return
        sleep 0.5
    done
}

# script(1) gives it a terminal, and types what it reads: not before the machine has said its size,
# or the echo of the keys could stand in the middle of that.
on_a_terminal() {
    command -v script >/dev/null || { echo 'SKIP  a terminal: script is missing' && return; }
    # shellcheck disable=SC2016,SC2094 # $word is for the machine's shell; what was printed is waited for
    { wait_for ^33 "$tmp/out" && printf 'word\n'; } |
        script -qefc 'stty rows 33 cols 111; tests/lab/run --timeout 300 -- sh -c "
            tty; stty size; read -r word; echo read \$word; exit 7"' "$tmp/typescript" >"$tmp/out"
    must_be 'the status comes back from a terminal' 7 $?
    must_be 'the terminal is a terminal of the same size, and keys reach it' \
        '/dev/pts/0 33 111 read word' \
        "$(tr -d '\r' <"$tmp/out" | grep -e ^/dev -e ^33 -e ^read | tr '\n' ' ' | sed 's/ $//')"
}

# Where the packages cannot be fetched, one line says so: test_lab.sh skips with it.
without_network() {
    unshare -n true 2>"$tmp/err" ||
        { echo 'SKIP  without a network: only root can take it away' && return; }
    env -u LAB_KERNEL -u LAB_MODULES unshare -n sh tests/lab/fetch.sh "$tmp/machine" kvm-amd 2>"$tmp/err"
    must_be 'without a network nothing can be fetched' 69 $?
    must_be 'and one line says so' 1 "$(grep -c '^lab: ' "$tmp/err")"
}

# The machine with VT-x, on a system that has nothing but a shell.
without_bochs() {
    mkdir "$tmp/bare"
    ln -s "$(command -v sh)" "$(command -v dirname)" "$tmp/bare"
    env PATH="$tmp/bare" sh tests/lab/intel.sh test_flat 2>"$tmp/err"
    must_be 'without Bochs there is no VT-x' 69 $?
    # shellcheck disable=SC2016 # a backquote is meant
    must_be 'and one line names the remedy' \
        'lab: bochs is missing; `make setup-extra` installs what is needed' "$(cat "$tmp/err")"
}

# 1000 seconds in a moment, and only there.
virtual_clock() {
    tests/lab/run --clock virtual --timeout 300 -- sleep 1000 </dev/null 2>"$tmp/err"
    must_be 'with the virtual clock a sleep costs nothing' 0 $?
}

nothing_is_left() {
    tests/lab/run --timeout 2 -- sleep 100 </dev/null 2>"$tmp/err"
    must_be 'the time limit holds' 124 $?
    must_be 'and says so' 'lab: the time limit of 2 s is up' "$(cat "$tmp/err")"
    tests/lab/run -- sleep 100 </dev/null 2>"$tmp/err" &
    runner=$!
    machine=$(machine_of $runner)
    kill -TERM $runner
    wait $runner
    must_be 'SIGTERM ends it' 143 $?
    must_be 'and its machine' gone "$(is_gone "$machine")"
}

parents_that_die() {
    tests/lab/run -- sleep 100 </dev/null 2>"$tmp/err" &
    runner=$!
    machine=$(machine_of $runner)
    kill -KILL $runner
    must_be 'the machine dies with its runner' gone "$(is_gone "$machine")"
    sh -c 'tests/lab/run -- sleep 100 </dev/null; :' 2>"$tmp/err" &
    shell=$!
    runner=$(child_of $shell runner)
    machine_of "$runner" >"$tmp/out" # by then it watches its parent
    kill -KILL $shell
    must_be 'the runner dies with its parent' gone "$(is_gone "$runner")"
}

a_crash_of_qemu() {
    tests/lab/run -- sleep 100 </dev/null 2>"$tmp/err" &
    runner=$!
    machine=$(machine_of $runner)
    kill -SEGV "$machine"
    wait $runner
    must_be 'a crash of QEMU is a status' 125 $?
    must_be 'and is told from a machine that ended' 'lab: QEMU was ended by signal 11' \
        "$(grep -o '^lab: QEMU .* signal 11' "$tmp/err")"
}

if [ ! -x build/lab/runner ] || [ ! -e build/lab/machine/initrd.cpio ]; then
    echo 'SKIP  tests/lab/run: there is no simulated machine here'
    exit 0
fi
through_pipes
files_both_ways
on_a_terminal
virtual_clock
without_network
without_bochs
nothing_is_left
a_crash_of_qemu
parents_that_die 2>/dev/null # the shell's own reports of killed jobs
exit "$failed"
