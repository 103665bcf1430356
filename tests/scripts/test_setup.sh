#!/bin/sh
# scripts/setup.sh on systems made up of a few links and of package managers that only take notes:
# nothing is installed.
# shellcheck disable=SC2016,SC2317,SC2329 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh
tools='sh awk sed sort head tr find grep cat dirname tail env cc gcc make objcopy pkg-config git xz'

# Makes a system in $bin that has the usual tools and the others named, and is used by root.
system() {
    bin=$tmp/$1
    shift
    mkdir -p "$bin"
    for tool in $tools "$@"; do
        path=$(command -v "$tool") && ln -sf "$path" "$bin/$tool"
    done
    program id 'echo 0'
}

# Puts a program into the system: a shell script of one line.
program() {
    printf '#!/bin/sh\n%s\n' "$2" >"$bin/$1"
    chmod +x "$bin/$1"
}

# Runs setup.sh on the system; its status is in $status, what it says in $tmp/out.
setup() {
    status=0
    PATH=$bin HOME=$tmp sh scripts/setup.sh "$@" >"$tmp/out" 2>&1 </dev/null || status=$?
}

says() {
    grep -q -e "$1" "$tmp/out"
}

test_check() {
    system bare
    program apt-get 'echo "called: $*" >>'"$tmp/calls"
    setup --check
    check 'a check that finds something missing fails' [ "$status" -eq 1 ]
    check 'it names what is missing' says 'missing: gnuplot with the terminal pdfcairo'
    check 'and how to get it' says 'make setup.*gnuplot-nox'
    check 'and the packages, each once' says 'qemu-system-x86'
    check 'but not what only style needs' eval '! says shellcheck'
    check 'and installs nothing' [ ! -e "$tmp/calls" ]
    setup --check build
    check 'a purpose narrows it' [ "$status" -eq 0 ]
    setup --wrong
    check 'an unknown option is a usage error' [ "$status" -eq 64 ]
}

test_managers() {
    system fedora
    program dnf 'echo "called: $*" >>'"$tmp/calls.dnf"
    setup
    check 'Fedora: dnf installs' grep -q 'called: install -y .*gnuplot.*qemu-system-x86-core' "$tmp/calls.dnf"
    check 'what is still missing fails' [ "$status" -eq 1 ]
    system arch
    program pacman 'echo "called: $*" >>'"$tmp/pacman"
    setup
    check 'Arch: pacman installs' grep -q 'called: -S --needed --noconfirm .*gnuplot.*qemu' "$tmp/pacman"
    system unknown
    setup
    check 'elsewhere: status 69' [ "$status" -eq 69 ]
    check 'and a list' says 'missing: the command shellcheck'
    system user
    program apt-get 'echo "called: $*" >>'"$tmp/touched"
    program id 'echo 1000'
    setup
    check 'no root, no sudo: it says so' says 'needs root'
    check 'and fails without installing' eval '[ "$status" -eq 1 ] && [ ! -e "$tmp/touched" ]'
}

test_extra() {
    system extra
    program apt-get 'echo "called: $*" >>'"$tmp/extra.calls"
    program apt-cache 'printf "  Candidate: 1:9.9.1+x-1\n"'
    setup
    check 'what is extra is not installed unasked' eval '! grep -q bochs "$tmp/extra.calls"'
    setup --extra
    check '--extra installs it' grep -q 'called: install .*bochs' "$tmp/extra.calls"
    check 'and fails where it is still missing' [ "$status" -eq 1 ]
    program bochs :
    program xorriso :
    program chromium :
    setup --extra
    check '--extra with all there succeeds' [ "$status" -eq 0 ]
}

test_apt() {
    system debian
    program apt-get 'echo "called: $*" >>'"$tmp/apt"
    program apt-cache 'printf "  Candidate: 1:9.9.1+x-1\n"'
    setup
    check 'Debian: apt-get installs, without recommended packages' \
        grep -q 'called: install -y .*--no-install-recommends .*gnuplot-nox' "$tmp/apt"
    check 'QEMU too' grep -q 'qemu-system-x86$' "$tmp/apt"
    check 'the command is shown before' says 'runs: env DEBIAN_FRONTEND=noninteractive apt-get install'
    check 'lists that know the packages are not fetched' eval '! grep -q "called: update" "$tmp/apt"'
}

# The system that runs this test, if it has all: then there is nothing to do.
test_complete() {
    if ! sh scripts/setup.sh --check build test bench plots style >/dev/null 2>&1; then
        echo 'SKIP nothing to do on a complete system: this one is not'
        return
    fi
    program=$tmp/none
    mkdir -p "$program"
    for tool in apt-get apt-cache dnf pacman sudo; do
        printf '#!/bin/sh\necho "$0 $*" >>%s\nexit 1\n' "$tmp/touched" >"$program/$tool"
        chmod +x "$program/$tool"
    done
    status=0
    PATH=$program:$PATH sh scripts/setup.sh >"$tmp/out" 2>&1 || status=$?
    check 'on a complete system it succeeds' [ "$status" -eq 0 ]
    check 'and installs nothing' eval '[ ! -e "$tmp/touched" ] || ! grep -q install "$tmp/touched"'
}

test_check
test_managers
test_extra
test_apt
test_complete
exit "$failed"
