/* Prints a prompt, and then computes for ever without an exit: nothing tells the monitor. */
#include "real.inc"

    begin
    say text_prompt
1:  jmp 1b

    routines

text_prompt: .asciz "ready> "
    boot_signature
