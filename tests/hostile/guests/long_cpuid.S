/* CPUID with leaves from all over their range. */
#include "long.inc"

    begin
    xorl %ebp, %ebp
next:
    movl %ebp, %eax
    xorl %ecx, %ecx
    cpuid
    movl %ebp, %eax
    movl $-1, %ecx
    cpuid
    addl $0x00ffffff, %ebp
    jnc next
    say text_done
    end_with 0

    string text_done, "leaves\n"
    tables
