/*
 * The small PC that both sides provide: every port a guest may rely on, under kvm-vmm and under
 * stock QEMU alike. docs/contract.md explains each; assembly sources include this file too, so it
 * holds nothing but macros.
 */
#ifndef ABI_PORTS_H
#define ABI_PORTS_H

/* 8259A interrupt controllers (command at +0, data at +1). */
#define PORT_PIC_MASTER 0x20
#define PORT_PIC_SLAVE  0xa0

/* 8254 interval timer: three counters and the control word; its input clock in Hz. */
#define PORT_PIT         0x40
#define PORT_PIT_CONTROL 0x43
#define PIT_HZ           1193182

/* i8042 keyboard controller, and the PC's "system control port B" (PIT channel 2 gate). */
#define PORT_KEYBOARD_DATA   0x60
#define PORT_SYSTEM_B        0x61
#define PORT_KEYBOARD_STATUS 0x64

/* 16550A serial ports COM1, and COM2 where a machine has no port for marks. */
#define PORT_SERIAL   0x3f8
#define PORT_SERIAL_2 0x2f8

/* Hypercalls: byte ports that kvm-vmm and QEMU's isa-debugcon / isa-debug-exit both answer. */
#define PORT_DEBUGCON       0xe9  /* write: a byte to the console; read: DEBUGCON_PRESENT */
#define PORT_MARKS          0x1e9 /* write: a byte of the mark stream; read: DEBUGCON_PRESENT */
#define PORT_EXIT           0xf4  /* write: end the machine with this status */
#define DEBUGCON_PRESENT    0xe9
#define QEMU_EXIT_STATUS(v) (((v) << 1) | 1) /* what isa-debug-exit makes of a written v */

/* The PC's POST code display: takes bytes and does nothing with them. */
#define PORT_POST 0x80

/* Lines of the 8259A pair. */
#define IRQ_TIMER    0
#define IRQ_KEYBOARD 1
#define IRQ_CASCADE  2
#define IRQ_SERIAL   4

#endif
