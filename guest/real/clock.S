/*
 * A clock: five lines, one a second, paced by the timer interrupt; status 0. Between two ticks the
 * processor sleeps. This is all it takes to handle an interrupt in real mode: a vector in the
 * table at address 0, an interrupt controller that sends it, and a device that asks for it.
 */
#include "real.inc"

#define TICKS_PER_SECOND 100
#define SECONDS          5
#define VECTOR           0x20           /* of IRQ 0; below 0x20 are the processor's own */
#define PIC_COMMAND      PORT_PIC_MASTER
#define PIC_DATA         (PORT_PIC_MASTER + 1)

        .macro  OUT_BYTE value, port
        mov     $(\value), %al
        out     %al, $(\port)
        .endm

        BOOT_SECTOR
        cli
        movw    $on_tick, VECTOR * 4    /* a vector is an offset, then a segment */
        movw    $0, VECTOR * 4 + 2

        OUT_BYTE 0x11, PIC_COMMAND      /* ICW1: initialise, cascade, ICW4 follows */
        OUT_BYTE VECTOR, PIC_DATA       /* ICW2: IRQ n is vector VECTOR + n */
        OUT_BYTE 1 << IRQ_CASCADE, PIC_DATA /* ICW3: where the other 8259A is */
        OUT_BYTE 0x01, PIC_DATA         /* ICW4: 8086 mode */
        OUT_BYTE ~(1 << IRQ_TIMER) & 0xff, PIC_DATA /* mask: the timer alone may interrupt */

        OUT_BYTE 0x34, PORT_PIT_CONTROL /* counter 0, low byte then high byte, mode 2 */
        OUT_BYTE (PIT_HZ / TICKS_PER_SECOND) & 0xff, PORT_PIT
        OUT_BYTE (PIT_HZ / TICKS_PER_SECOND) >> 8, PORT_PIT
        sti

        xor     %bp, %bp                /* seconds */
second: cmpw    $TICKS_PER_SECOND, ticks
        jae     1f
        hlt                             /* until the next interrupt */
        jmp     second
1:      subw    $TICKS_PER_SECOND, ticks
        inc     %bp
        PUT_STRING text
        movzwl  %bp, %eax
        call    put_decimal
        PUT_CHAR '\n'
        cmp     $SECONDS, %bp
        jb      second
        xor     %al, %al
        EXIT

/* The interrupt handler: FLAGS, CS and IP are on the stack, and everything else is as it was. */
on_tick:
        push    %ax
        incw    ticks
        OUT_BYTE 0x20, PIC_COMMAND      /* end of interrupt: the next may come */
        pop     %ax
        iret

        USE_PUT_STRING
        USE_PUT_DECIMAL

ticks:  .word   0
text:   .asciz  "second "
        END_SECTOR
