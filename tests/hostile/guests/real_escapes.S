/*
 * Escape sequences aimed at the terminal: clear it, set its title, ask it to answer, leave its
 * character set changed; controls of eight bits, and bytes that are not UTF-8.
 */
#include "real.inc"

    begin
    movw $text, %si
    movw $(text_end - text), %cx
    movw $PORT_DEBUGCON, %dx
    rep outsb
    end_with 0

text:
    .ascii "\033[2J\033[31m\n"
    .ascii "\033]0;title\007\033\\\n"
    .ascii "\033[6n\033c\016\017\n"
    .byte 0x9b, '2', 'J', 0xc2, 0x9b, '2', 'J', '\n'
    .byte 0xc0, 0xaf, 0xff, 0xed, 0xa0, 0x80, 0, 0x7f, '\n'
text_end:
