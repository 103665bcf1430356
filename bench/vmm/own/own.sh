#!/bin/sh
# What kvm-vmm itself does for an exit and for a byte of output, on any host: no KVM is needed.
#   own.sh MONITOR BARE FOLDER    (FOLDER has idle_kvm.so and render)
# Nanoseconds of processor time are this host's; instructions, where valgrind is there, are exact.
set -eu
monitor=$1 bare=$2 folder=$3
exits=3000000

# figure COMMAND…: what the command prints, which has to be a number: no error passes for one.
figure() {
    text=$("$@" 2>&1) || :
    case $text in
        '' | *[!0-9.]*) ;;
        *) echo "$text" && return ;;
    esac
    echo "own: no figure from $*: $text" >&2
    return 1
}

# own_ns PROGRAM PORT: the least of five, for whatever else runs here only ever adds to it.
own_ns() {
    for _ in 1 2 3 4 5; do
        OWN_EXITS=$exits OWN_PORT=$2 LD_PRELOAD=$folder/idle_kvm.so "$1" guest/hello.bin \
            2>&1 >/dev/null
    done | LC_ALL=C sort -n | head -1
}

# Valgrind makes system calls of its own in the program's threads: no sandbox for the monitor.
collected() {
    set -- "$1" "$2" "$3" guest/hello.bin
    [ "$3" = "$bare" ] || set -- "$@" --no-sandbox
    exits=$1 port=$2
    shift 2
    OWN_EXITS=$exits OWN_PORT=$port LD_PRELOAD=$folder/idle_kvm.so valgrind --tool=callgrind \
        --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null | sed -n 's/.*Collected : //p'
}

# own_instructions PROGRAM PORT: from the difference of two runs, so that the start is not in it.
own_instructions() {
    command -v valgrind >/dev/null || return 0
    few=$(collected 10000 "$2" "$1")
    many=$(collected 110000 "$2" "$1")
    [ -n "$few" ] && [ -n "$many" ] && echo $(((many - few + 50000) / 100000))
}

row() {
    printf '%-44s %10s %14s\n' "$1" "$2" "$3"
}

row '' 'ns' 'instructions'
for port in 0x80 0xe9; do
    for program in "$monitor" "$bare"; do
        ns=$(figure own_ns "$program" $port)
        row "$(basename "$program"), an exit by port $port" "$ns" \
            "$(own_instructions "$program" $port)"
    done
done
for vms in 1 4; do
    ns=$(figure "$folder/render" $vms 64)
    row "a byte of output rendered, of $vms VM(s)" "$ns" ''
done
