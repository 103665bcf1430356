#!/bin/sh
# The tests once more on VT-x: Bochs emulates an Intel processor, and on it a stock Debian kernel with
# its own kvm_intel runs kvm-vmm. What comes out of the machine's serial port is shown as it comes.
# usage: TESTS="word word" tests/lab/intel.sh PROGRAM…    (`make test-lab-intel` builds what it needs)
# Exit status: 0 all passed; 1 otherwise; 69 when something is missing, with the remedy.
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/lab/files.sh

lab=build/lab/intel
root=$lab/root
said=$lab/said

refuse() {
    echo "lab: $*; \`make setup-extra\` installs what is needed" >&2
    exit 69
}

# Prints the first of the commands that is there.
first_command() {
    for name; do
        command -v "$name" && return
    done
    refuse "$1 is missing"
}

first_file() {
    for file; do
        [ ! -r "$file" ] || { echo "$file" && return; }
    done
    refuse "$1 is missing"
}

# What the tests find on the host they find below /lab.
fill_root() {
    rm -rf "$root"
    mkdir -p "$root/bin" "$root/proc" "$root/sys" "$root/dev" "$root/tmp" "$root/lab"
    cp "$lab/busybox" "$root/bin"
    cp -r "$lab/modules" "$root"
    install tests/lab/init.sh "$root/init"
    install tests/lab/intel/agent.sh "$root/bin/agent"
    # shellcheck disable=SC2046 # a list of words
    tar cf - build/lab/kvm-vmm $(test_files build/lab/dynamic) | tar xf - -C "$root/lab"
    printf '%s\n' "$@" >"$root/lab/programs"
    printf '%s\n' "${TESTS:-}" >"$root/lab/words"
}

# A CD with GRUB, the kernel, and all the rest in its first file system.
make_cd() {
    mkdir -p "$lab/cd/boot/grub"
    cp "$lab/vmlinuz" "$lab/cd/boot"
    (cd "$root" && find . | ../busybox cpio -o -H newc 2>/dev/null) >"$lab/cd/boot/initrd"
    echo 'linux /boot/vmlinuz console=ttyS0 quiet nokaslr mitigations=off
initrd /boot/initrd
boot' >"$lab/cd/boot/grub/grub.cfg"
    "$mkrescue" -o "$lab/cd.iso" "$lab/cd" >"$lab/log" 2>&1 || { cat "$lab/log" && exit 1; }
}

# Debian's Bochs is built with its debugger, which waits for a command.
start_machine() {
    set --
    echo continue >"$lab/go-on"
    ! "$bochs" --help 2>&1 | grep -q -- '-rc' || set -- -rc "$lab/go-on"
    sed "s|@CD@|$lab/cd.iso|; s|@VGA@|$vga|" tests/lab/intel/bochsrc >"$lab/bochsrc"
    env TERM=dumb "$bochs" -q -f "$lab/bochsrc" "$@" 3>"$said" >"$lab/log" 2>&1 </dev/null &
    machine=$!
    trap 'kill -KILL "$machine" 2>/dev/null' EXIT # other signals its debugger keeps for itself
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

bochs=$(first_command bochs) || exit
mkrescue=$(first_command grub-mkrescue grub2-mkrescue) || exit
command -v xorriso >/dev/null || refuse 'xorriso is missing'
vga=$(first_file /usr/share/vgabios/vgabios.bin /usr/share/bochs/VGABIOS-lgpl-latest) || exit
fill_root "$@"
make_cd
start_machine
tail -n +1 -f --pid="$machine" "$said" | sed -u 's|\r||' &
wait $! # which a signal ends at once
case $(grep 'passed, .* failed, ' "$said" | tail -n 1) in
*', 0 failed, '*) exit 0 ;;
esac
echo "lab: not all passed; what Bochs said is in $lab/log" >&2
exit 1
