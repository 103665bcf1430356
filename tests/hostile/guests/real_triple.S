/*
 * An exception whose interrupt table has no entry, and lies where there is no memory: processors
 * find the one, KVM's emulator of real mode the other.
 */
#include "real.inc"

    begin
    lidtl none
    ud2

none: .word 0
      .long 0x00f00000
