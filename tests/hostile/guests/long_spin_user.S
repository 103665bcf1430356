/* Computes for ever in ring 3 with interrupts off: by itself this never leaves the guest. */
#include "long.inc"

    begin
    to_user user, 2
user:
    incq %rax
    jmp user
    tables
