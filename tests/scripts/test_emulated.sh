#!/bin/sh
# On kvm_pvm the kernel's half of 1K OS for x86_64 runs in KVM's instruction emulator, which knows a
# part of the processor: an instruction beyond it ends the VM there, and works everywhere else. What
# compilers make of the kernel is held against what the emulator has (opcode tables of Linux 6.x,
# arch/x86/kvm/emulate.c). boot.S, in which text of two widths and data mix, is left to the eye.
# shellcheck disable=SC2317,SC2329 # commands are handed to check() as words
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh

# Of the tables, what a kernel in C without floating point could want; and ud2, which compilers put
# after what cannot happen.
known='adc add and bsf bsr bswap bt btc btr bts call cbw cdq cdqe clc cld cli clts cmc cmov* cmp cmps
       cmpxchg cpuid cqo cwd cwde dec div enter hlt idiv imul in inc ins int3 invlpg iret iretq j* lahf
       lea leave lgdt lidt lldt lods loop* ltr mov movabs movs movsx movsxd movzx mul neg nop not or
       out outs pop popf push pushf rcl rcr rdmsr rdpmc rdtsc ret rol ror sahf sar sbb scas set* sgdt
       shl shld shr shrd sidt smsw stc std sti stos sub test ud2 wbinvd wrmsr xadd xchg xor'

# usage: instructions OBJECT…: the names of those in them, each once; prefixes are none
instructions() {
    objdump -d -M intel --no-show-raw-insn "$@" | awk -F '\t' '
        NF > 1 {
            count = split($2, word, " ")
            at = 1
            while (at < count && word[at] ~ /^(rep|repz|repnz|lock|data16|cs|ds|es|ss|fs|gs|rex.*)$/)
                at++
            print word[at]
        }' | sort -u
}

# usage: beyond FILE: those of its lines that the emulator does not know
beyond() {
    set -f
    # shellcheck disable=SC2086 # one pattern a word
    printf '%s\n' $known | sed 's/\*/.*/; s/.*/^&$/' >"$tmp/patterns"
    set +f
    grep -v -f "$tmp/patterns" "$1"
}

# usage: is_known FILE: nothing in it is beyond the emulator, and there is something in it
is_known() {
    [ -s "$1" ] && ! beyond "$1" >"$said"
}

echo 'int count(unsigned bits) { int n; __asm__("popcnt %1, %0" : "=r"(n) : "r"(bits)); return n; }' |
    ${CC:-cc} -m64 -O2 -x c -c -o "$tmp/strange.o" -
instructions "$tmp/strange.o" >"$tmp/strange"
must_be 'what the emulator lacks is found, and named' popcnt "$(beyond "$tmp/strange")"

find build/guest/x86_64/ring0 -name '*.o' ! -name boot.o ! -name program.o >"$tmp/objects"
# shellcheck disable=SC2046 # the names are ours, and have no spaces
instructions $(cat "$tmp/objects") >"$tmp/kernel"
check "kvm_pvm can emulate 1K OS's kernel for x86_64" is_known "$tmp/kernel"
set -- guest/os1k/kernel/*.c
check 'every file of it was read' [ "$(grep -c /kernel/ "$tmp/objects")" -eq $# ]
exit "$failed"
