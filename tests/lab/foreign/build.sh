#!/bin/sh
# Fetches the images of foreign.sh in Debian's packages, and makes of each what kvm-vmm can boot. The
# code that will run is as the packages have it: nothing in it is changed.
# usage: tests/lab/foreign/build.sh FOLDER
# FOLDER/images has them then, all but those whose package this system does not have; the packages
# stay unpacked in FOLDER/root. FOLDER's neighbour `machine` has the machine's own kernel and busybox.
# Exit status: 0, or 69 when this system offers no way to get any.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
machine=$folder/../machine
work=$(mktemp -d "$folder/build.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
# shellcheck source=tests/lab/apt.sh
. "$here/../apt.sh"

root=$folder/root
images=$work/images

refuse() {
    printf 'lab: %s\n' "$*" >&2
    exit 69
}

# Prints those of the packages that this system knows; some only depend on the newest version's. A
# small system lacks the one library that grub-mkimage needs and every other has.
package_names() {
    for package in memtest86+ grub-common libdevmapper1.02.1 grub-coreboot-bin grub-pc-bin \
        grub-invaders syslinux-common; do
        ! "$apt" apt-cache show "$package" >/dev/null 2>&1 || echo "$package"
    done
    newest_of gnumach-image-1-486 gnumach-image- || :
    newest_of xen-system-amd64 xen-hypervisor- || :
}

# Prints a byte of a file as a number.
byte_at() {
    od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' '
}

# Links one of our boot loaders, with what it carries.
# usage: link SOURCE IMAGE ADDRESS [FLAG]…
link() {
    source=$1 image=$2 address=$3
    shift 3
    "${CC:-cc}" -m32 -nostdlib -static -fno-pic -Wl,--build-id=none -Wl,--no-warn-rwx-segments \
        -Wl,-n -Wl,-Ttext="$address" "$@" -o "$images/$image" "$here/$source"
}

# usage: link_linux IMAGE FILE ADDRESS-OF-ITS-PROTECTED-MODE-PART [FLAG]…
link_linux() {
    image=$1 file=$2 address=$3
    shift 3
    link linux_boot.S "$image" 0x20000 -Wl,--section-start=.kernel="$address" \
        -DIMAGE="\"$file\"" -DHEADER_SIZE=$((0x202 + $(byte_at "$file" 0x201) - 0x1f1)) \
        -DSETUP_SIZE=$((($(byte_at "$file" 0x1f1) + 1) * 512)) "$@"
}

memtest() {
    link_linux memtest-ia32 "$root/boot/memtest86+ia32.bin" 0x100000
    link_linux memtest-x64 "$root/boot/memtest86+x64.bin" 0x100000
}

# The machine's kernel once more, and a file system whose only program says what user mode sees.
linux() {
    mkdir -p "$work/initrd/bin" "$work/initrd/proc"
    cp "$machine/busybox" "$work/initrd/bin"
    install "$here/linux_init.sh" "$work/initrd/init"
    (cd "$work/initrd" && find . | bin/busybox cpio -o -H newc >"$work/initrd.cpio" 2>/dev/null)
    link_linux linux "$machine/vmlinuz" 0x1000000 -DINITRD="\"$work/initrd.cpio\"" \
        -Wl,--section-start=.initrd=0x8000000
}

# GNU Mach for 64 bits comes as an ELF64 file, Multiboot v1 wants ELF32: the same bytes in it.
gnumach() {
    gzip -dc "$root"/boot/gnumach-*.gz >"$work/gnumach"
    "${OBJCOPY:-objcopy}" -O elf32-i386 "$work/gnumach" "$images/gnumach"
}

xen() {
    gzip -dc "$root"/boot/xen-*-amd64.gz >"$images/xen"
}

# GRUB as coreboot's payload, a configuration and 1K OS in it: alone, and after our share of coreboot.
grub() {
    cp "$top/guest/os1k-i386.elf" "$work/os1k"
    (cd "$work" && tar -cf grub.tar os1k)
    LD_LIBRARY_PATH=$root/lib/x86_64-linux-gnu:$root/usr/lib/x86_64-linux-gnu \
        "$root/usr/bin/grub-mkimage" -O i386-coreboot -d "$root/usr/lib/grub/i386-coreboot" -p / \
        -c "$here/grub.cfg" -m "$work/grub.tar" -o "$images/grub-bare" \
        serial terminal echo lsmmap memdisk tar multiboot
    link coreboot_boot.S grub 0x2000000 -DPAYLOAD="\"$images/grub-bare\""
}

# Does what is behind FILE if FILE, of one of the packages, is there.
# usage: given FILE COMMAND…
given() {
    file=$1
    shift
    [ ! -e "$file" ] || "$@"
}

if [ ! -d "$root" ]; then
    unpack_packages 'programs that others wrote' ''
    mv "$work/root" "$root"
fi
mkdir "$images"
linux
given "$root/boot/memtest86+ia32.bin" memtest
given "$(echo "$root"/boot/gnumach-*.gz)" gnumach
given "$(echo "$root"/boot/xen-*-amd64.gz)" xen
given "$root/usr/lib/grub/i386-coreboot" grub
given "$root/boot/invaders.exec" cp "$root/boot/invaders.exec" "$images/invaders"
given "$root/usr/lib/grub/i386-pc/boot.img" cp "$root/usr/lib/grub/i386-pc/boot.img" \
    "$images/grub-mbr.bin"
given "$root/usr/lib/syslinux/mbr/mbr.bin" cp "$root/usr/lib/syslinux/mbr/mbr.bin" \
    "$images/syslinux-mbr.bin"

rm -rf "$folder/images"
mv "$images" "$folder/images" # at last: whoever finds it finds all
