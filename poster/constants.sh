#!/bin/sh
# Prints, as NAME=VALUE lines, what the diagrams say of the system: read from its sources, so that
# a drawing cannot go on telling what the code no longer does.
# usage: poster/constants.sh, from the top of the project. Exit status 70: a constant was not found.
# shellcheck disable=SC2004 # the variables in $((…)) hold expressions
set -eu

fail() {
    printf 'poster: %s: there is no %s any more\n' "$1" "$2" >&2
    exit 70
}

# The value of the macro $2 in file $1.
macro() {
    text=$(sed -n "s/^#define  *$2  *\([0-9a-zA-Z]*\).*/\1/p" "$1" | sed 's/U*L*$//')
    [ -n "$text" ] || fail "$1" "$2"
    printf '%s' "$text"
}

# What the sed expression $2 makes of the lines of file $1; $3 is its name.
found() {
    text=$(sed -n "$2" "$1" | head -n 1)
    [ -n "$text" ] || fail "$1" "$3"
    printf '%s' "$text"
}

hex() {
    printf '0x%x' "$1"
}

# A number of bytes in the unit that suits it.
size() {
    if [ $(($1 % 1073741824)) -eq 0 ]; then
        printf '%d GB' $(($1 / 1073741824))
    elif [ $(($1 % 1048576)) -eq 0 ]; then
        printf '%d MB' $(($1 / 1048576))
    else
        printf '%d KB' $(($1 / 1024))
    fi
}

lines() {
    cat "$@" | wc -l | tr -d ' '
}

layout=guest/os1k/include/layout.h
multiboot=vmm/boot/multiboot_info.c
linker=guest/os1k/link/kernel.ld
flat=$(macro vmm/boot/flat.c FLAT_ADDRESS)
stack=$(macro vmm/boot/cpu_state.c FLAT_STACK)
defaults='s/.*IMAGE_FLAT ? \([0-9]*\)ULL << \([0-9]*\) : \([0-9]*\)ULL << \([0-9]*\);.*'
flat_size=$(found vmm/boot/image.c "$defaults/(\1 << \2)/p" 'default size of memory')
elf_size=$(found vmm/boot/image.c "$defaults/(\3 << \4)/p" 'default size of memory')
flat_size=$(($flat_size))
elf_size=$(($elf_size))
kernel_mb=$(found "$linker" 's/^ *\. = \([0-9]*\)M;.*/\1/p' 'address of the kernel')
limit_mb=$(found "$linker" 's/.*kernel_end <= \([0-9]*\)M.*/\1/p' 'limit of the kernel')
user=$(macro "$layout" USER_BASE)
end=$(macro "$layout" USER_END)
irq=$(macro "$layout" VECTOR_IRQ)
ports=guest/abi/ports.h

# A value that could not be found is empty, and was complained of.
cat <<END | awk -F= '{ print } $2 == "" { missing = 1 } END { exit missing ? 70 : 0 }'
max_vms=$(macro vmm/options.h MAX_VMS)
page_size=$(size "$(macro "$layout" PAGE_SIZE)")
flat_address=$(hex "$((flat))")
flat_stack=$(hex "$((stack))")
flat_size=$(size $flat_size)
flat_end=$(hex $flat_size)
elf_size=$(size $elf_size)
elf_end=$(hex $elf_size)
info_address=$(hex "$(($(macro vmm/boot/multiboot.c INFO_ADDRESS)))")
low_end=$(hex "$(($(macro vmm/boot/bios_data.h LOW_MEMORY_END)))")
high=$(hex "$(($(macro "$multiboot" HIGH)))")
kernel_base=$(hex $((kernel_mb << 20)))
kernel_limit=$(hex $((limit_mb << 20)))
user_base=$(hex $((user)))
user_end=$(hex $((end)))
user_stack=$(hex $((end - $(macro "$layout" USER_STACK_SIZE))))
user_stack_size=$(size $(($(macro "$layout" USER_STACK_SIZE))))
vector_timer=$(hex $((irq + $(macro "$ports" IRQ_TIMER))))
vector_keyboard=$(hex $((irq + $(macro "$ports" IRQ_KEYBOARD))))
irq_timer=$(macro "$ports" IRQ_TIMER)
irq_keyboard=$(macro "$ports" IRQ_KEYBOARD)
port_keyboard=$(macro "$ports" PORT_KEYBOARD_DATA)
port_pic=$(macro "$ports" PORT_PIC_MASTER)
port_console=$(macro "$ports" PORT_DEBUGCON)
port_marks=$(macro "$ports" PORT_MARKS)
pit_hz=$(macro "$ports" PIT_HZ)
timer_hz=$(found guest/os1k/user/os1k.h 's/.*TICK_HZ_DEFAULT = \([0-9]*\).*/\1/p' 'default rate')
kernel_lines=$(lines guest/os1k/kernel/* guest/os1k/include/* guest/os1k/arch/x86_64/*)
monitor_lines=$(lines vmm/*.[ch] vmm/*/*.[ch])
END
