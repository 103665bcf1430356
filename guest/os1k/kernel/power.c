/* The ways out: as asked, or because the kernel itself is at fault. */
#include "abi/ports.h"
#include "kernel.h"

enum { STATUS_PANIC = 2 };

_Noreturn void power_off(uint8_t status)
{
    /* A port that reads 0 is QEMU's: it ends the machine only some instructions later. */
    bool is_answered = inb(PORT_EXIT) == 0;
    outb(PORT_EXIT, status);
    if (!is_answered)
        print("It is now safe to turn off the machine.\n");
    for (;;)
        __asm__ volatile("cli; hlt");
}

_Noreturn void panic(const char *why, const struct trap_frame *frame)
{
    static const char *const names[] = {FRAME_NAMES};
    const uintptr_t *values = (const void *)frame;
    console_end_line();
    print("PANIC: %s\n", why);
    for (unsigned i = 0; frame != NULL && i < FRAME_WORDS(frame); i++)
        print("%7s %18x%s", names[i], values[i], i % 3 == 2 ? "\n" : "");
    if (frame != NULL)
        print("%7s %18x\n", "cr2", page_fault_address());
    power_off(STATUS_PANIC);
}
