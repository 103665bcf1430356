#!/bin/sh
# Gets what the simulated machine is made of: a kernel, its modules for KVM and for the virtio
# serial port, and a busybox. Nothing is installed.
# usage: tests/lab/fetch.sh FOLDER MODULE…    the last module is the one that makes a KVM of the kernel's
#
# On Debian they come out of the packages linux-image-cloud-amd64 and busybox-static, by way of
# this system's own apt settings. Elsewhere, or for another kernel, name them:
#   LAB_KERNEL=vmlinuz LAB_MODULES=/lib/modules/VERSION [LAB_BUSYBOX=/a/static/busybox]
# Exit status: 0, or 69 when this system offers no way.
set -eu

mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
work=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
# shellcheck source=tests/lab/apt.sh
. "$(dirname "$0")/apt.sh"

refuse() {
    printf 'lab: %s\n' "$*" >&2
    exit 69
}

# The package with the kernel and its modules: linux-image-cloud-amd64 only depends on it. From
# Debian 14 on that, too, only depends on two others, with the one and with the other.
package_names() {
    image=$(newest_of linux-image-cloud-amd64 linux-image-) || return
    echo "$image"
    newest_of "$image" linux-binary- || :
    newest_of "$image" linux-modules- || :
    echo busybox-static
}

# Prints the first file below $1 that has one of the names that follow.
find_file() {
    below=$1
    shift
    for name; do
        found=$(find "$below" -name "$name" -type f 2>/dev/null | head -n 1)
        [ -z "$found" ] || break
    done
    printf '%s\n' "$found"
}

# Copies a file, decompressed when its name says that it is compressed.
expand() {
    case $1 in
    *.xz) xz -dc "$1" ;;
    *.zst) zstd -dcq "$1" ;;
    *.gz) gzip -dc "$1" ;;
    *) cat "$1" ;;
    esac >"$2"
}

# Takes a module and, before it, those that it depends on; one that is not there is built in.
# A module's name has _ or - in its file's name; only _ in the list of those it depends on.
take_module() (
    dashed=$(echo "$1" | tr _ -)
    scored=$(echo "$1" | tr - _)
    ! grep -qx "$scored" "$work/modules/order" || exit 0
    found=$(find_file "$modules" "$scored.ko*" "$dashed.ko*")
    [ -n "$found" ] || exit 0
    expand "$found" "$work/modules/$scored.ko"
    needed=$(tr '\0' '\n' <"$work/modules/$scored.ko" | sed -n 's/^depends=//p' | tr , ' ')
    for module in $needed; do
        take_module "$module"
    done
    echo "$scored" >>"$work/modules/order"
)

if [ -n "${LAB_KERNEL:-}" ] && [ -n "${LAB_MODULES:-}" ]; then
    kernel=$LAB_KERNEL modules=$LAB_MODULES
    busybox=${LAB_BUSYBOX:-$(command -v busybox)} || refuse "no busybox: set LAB_BUSYBOX"
else
    unpack_packages "the machine's kernel and busybox" \
        'Elsewhere set LAB_KERNEL=vmlinuz LAB_MODULES=folder'
    kernel=$(find_file "$work/root" 'vmlinuz-*' vmlinuz)
    modules=$work/root
    busybox=${LAB_BUSYBOX:-$(find "$work/root" -path '*/bin/busybox')}
fi

mkdir "$work/modules"
: >"$work/modules/order"
for module; do # and all that these depend on
    take_module "$module"
done
tail -n 1 "$work/modules/order" | tr _ - | grep -qx "$module" ||
    refuse "there is no $module.ko below $modules"

rm -rf "$folder/modules"
mv "$work/modules" "$folder/modules"
cp "$busybox" "$folder/busybox"
cp "$kernel" "$folder/vmlinuz" # the last: whoever finds it finds the rest
