/*
 * A one-shot timer of 1 ms, 32 times, while the guest computes: prints the ticks from the write
 * that starts the timer to the first instruction of the handler.
 */
#include "real/real.inc"

#define COUNT 1193              /* of PIT_HZ: the driver knows it too */

        BOOT_SECTOR
        cli
        movw    $on_timer, TICK_VECTOR * 4
        movw    $0, TICK_VECTOR * 4 + 2
        OUT_BYTE 0x11, PIC_COMMAND      /* as START_TICKS in real.inc does it */
        OUT_BYTE TICK_VECTOR, PIC_DATA
        OUT_BYTE 1 << IRQ_CASCADE, PIC_DATA
        OUT_BYTE 0x01, PIC_DATA
        OUT_BYTE ~(1 << IRQ_TIMER) & 0xff, PIC_DATA
        mov     $32, %di
1:      OUT_BYTE 0x30, PORT_PIT_CONTROL /* counter 0, low byte then high byte, mode 0: once */
        OUT_BYTE COUNT & 0xff, PORT_PIT
        OUT_BYTE COUNT >> 8, PORT_PIT
        rdtsc
        mov     %eax, %ebp
        sti
2:      cmpb    $0, fired
        je      2b
        cli
        movb    $0, fired
        mov     arrived, %eax
        sub     %ebp, %eax
        call    put_decimal
        PUT_CHAR '\n'
        dec     %di
        jnz     1b
        xor     %al, %al
        EXIT

on_timer:
        push    %eax
        push    %edx
        rdtsc
        mov     %eax, arrived
        movb    $1, fired
        OUT_BYTE 0x20, PIC_COMMAND      /* end of interrupt */
        pop     %edx
        pop     %eax
        iret

        USE_PUT_DECIMAL
arrived: .long  0
fired:  .byte   0
        END_SECTOR
