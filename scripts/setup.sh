#!/bin/sh
# Installs what the project needs and this system lacks; says beforehand what, and by which command.
# usage: scripts/setup.sh                    install all but "extra"
#        scripts/setup.sh --extra            install that
#        scripts/setup.sh --check [PURPOSE…] install nothing: say what is missing, exit status 1
#
# What is needed is listed in needs.txt, by purpose. Without purposes --check leaves out "poster" and
# "style", without which everything is built, measured and tested. Exit status: 0 nothing is missing
# (any more), 1 something is, 64 usage, 69 this system's package manager is not known.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=scripts/setup-probe.sh
. "$here/setup-probe.sh"
# shellcheck source=scripts/setup-apt.sh
. "$here/setup-apt.sh"

say() {
    printf 'setup: %s\n' "$*"
}

# Shows a command, then runs it as root.
as_root() {
    [ "$(id -u)" -eq 0 ] || set -- sudo "$@"
    say "runs: $*"
    "$@"
}

# The column of needs.txt for this system; empty when it is not known.
find_column() {
    if command -v apt-get >/dev/null; then
        echo 3
    elif command -v dnf >/dev/null; then
        echo 4
    elif command -v pacman >/dev/null; then
        echo 5
    fi
}

# Sets `missing` to the probes of the given purposes ("" for all but extra) that fail, one a line.
find_missing() {
    missing=
    while read -r purpose probe _; do
        case $purpose in '' | '#'*) continue ;; esac
        [ "$purpose" != extra ] || [ -n "$1" ] || continue
        case " ${1:-$purpose} " in *" $purpose "*) ;; *) continue ;; esac
        has "$probe" || missing="$missing$probe
"
    done <"$here/needs.txt"
}

# The packages, in column $1 of needs.txt, that provide what is missing.
packages() {
    printf '%s' "$missing" | while read -r probe; do
        awk -v probe="$probe" -v column="$1" '
            $2 == probe { gsub(/,/, " ", $column); print $column }' "$here/needs.txt"
    done | tr ' ' '\n' | sort -u | tr '\n' ' ' | sed 's/ $//'
}

describe_missing() {
    printf '%s' "$missing" | while read -r probe; do
        say "missing: $(describe "$probe")"
    done
}

check() {
    find_missing "${*:-build test bench plots}"
    [ -n "$missing" ] || return 0
    describe_missing >&2
    column=$(find_column)
    say "to install: make setup${column:+   (packages: $(packages "$column"))}" >&2
    return 1
}

install_packages() {
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        say "installing needs root, and there is no sudo: as root, run scripts/setup.sh" \
            "(packages: $(packages "$1"))" >&2
        exit 1
    fi
    # shellcheck disable=SC2046 # one word a package
    case $1 in
    3) apt_install $(packages 3) ;;
    4) as_root dnf install -y $(packages 4) ;;
    5) as_root pacman -S --needed --noconfirm $(packages 5) ;;
    *)
        say 'no apt-get, dnf or pacman here: install what is missing by hand' >&2
        exit 69
        ;;
    esac
}

# What setup cannot install, but a user may want to know.
note_kvm() {
    if [ ! -e /dev/kvm ]; then
        say 'note: there is no /dev/kvm: switch VT-x or AMD-V on in the firmware;' \
            'until then there is QEMU'
    elif [ ! -r /dev/kvm ] || [ ! -w /dev/kvm ]; then
        say "note: no permission for /dev/kvm: sudo usermod -aG kvm $(id -un), then log in again"
    fi
}

install() {
    find_missing ''
    old_qemu=$(old_qemu 8.1)
    if [ -n "$missing" ] || { [ -n "$old_qemu" ] && apt_has_newer_qemu 8.1; }; then
        describe_missing
        [ -z "$old_qemu" ] || say "older than one would wish: QEMU $old_qemu"
        install_packages "$(find_column)"
        find_missing ''
    fi
    if [ -n "$missing" ]; then
        describe_missing >&2
        return 1
    fi
    old_qemu=$(old_qemu 8.1)
    [ -z "$old_qemu" ] || say "note: QEMU $old_qemu has no one-insn-per-tb (8.1 or later has):" \
        'the engine tcg-1insn uses its older name, -singlestep'
    note_kvm
    say 'all that is needed is there'
}

# What does no harm when it is not there.
install_extra() {
    find_missing extra
    [ -n "$missing" ] || return 0
    describe_missing
    install_packages "$(find_column)"
    find_missing extra
    [ -z "$missing" ] || return 1
}

case ${1:-} in
--check)
    shift
    check "$@"
    ;;
--extra) install_extra ;;
'') install ;;
*)
    echo 'usage: scripts/setup.sh [--extra | --check [build|test|bench|plots|poster|style|extra]…]' >&2
    exit 64
    ;;
esac
