/*
 * Loads a segment register that does not exist, number 6: an invalid opcode, vector 6. Status 0
 * when it is taken for one. QEMU 10.0.2 itself crashes; long_lab.sh finds out with this.
 */
#include "real.inc"

#define VECTOR_INVALID_OPCODE 6

    begin
    set_vector VECTOR_INVALID_OPCODE, handler
    .byte 0x8e, 0xf0
    end_with 1
handler:
    end_with 0
    boot_signature
