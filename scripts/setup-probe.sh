# What is there: the probes of needs.txt. Part of setup.sh.
# shellcheck shell=sh

# Whether version $1 is at least $2; both are numbers with dots.
at_least() {
    [ "$(printf '%s\n%s\n' "$1" "$2" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$2" ]
}

# Prints the version of the QEMU that is installed; nothing when none is, or only half of it.
qemu_version() {
    if command -v qemu-system-i386 >/dev/null && command -v qemu-system-x86_64 >/dev/null; then
        qemu-system-x86_64 --version | sed -n 's/^QEMU emulator version \([0-9.]*\).*/\1/p'
    fi
}

# Prints the version of the QEMU that is installed if it is older than $1.
old_qemu() {
    version=$(qemu_version)
    [ -z "$version" ] || at_least "$version" "$1" || echo "$version"
}

has_font() {
    find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" \
        "${HOME:-/}/.local/share/fonts" -iname "$1*.[ot]t[fc]" 2>/dev/null | grep -q .
}

# Whether what the probe $1 of needs.txt asks for is there. Any QEMU will do: see old_qemu.
has() {
    value=${1#*:}
    case $1 in
    command:*) command -v "$value" >/dev/null ;;
    library:*) pkg-config --atleast-version="${value#*:}" "${value%:*}" 2>/dev/null ;;
    static:*) [ -e "$(cc -print-file-name="lib$value.a" 2>/dev/null)" ] ;;
    font:*) has_font "$value" ;;
    gnuplot:*) gnuplot -e "set terminal $value" >/dev/null 2>&1 ;;
    qemu:*) [ -n "$(qemu_version)" ] ;;
    *)
        echo "setup: needs.txt: unknown probe $1" >&2
        exit 70
        ;;
    esac
}

# A probe in words.
describe() {
    value=${1#*:}
    case $1 in
    library:*) echo "the library ${value%:*}, version ${value#*:} or later, with its headers" ;;
    static:*) echo "the static library lib$value.a" ;;
    font:*) echo "the font $value" ;;
    gnuplot:*) echo "gnuplot with the terminal $value" ;;
    qemu:*) echo "qemu-system-i386 and qemu-system-x86_64 (best $value or later)" ;;
    *) echo "the command $value" ;;
    esac
}
