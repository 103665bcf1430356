/* Everything that enters the kernel comes through here. */
#include "kernel.h"
#include "lib/exceptions.h"

enum { NMI = 2, INVALID_OPCODE = 6, DOUBLE_FAULT = 8, PAGE_FAULT = 14, MACHINE_CHECK = 18 };
enum { PAGE_WAS_PRESENT = 1 }; /* in a page fault's error code */

/*
 * Tells whether this is the program's instruction that the processor finds invalid, and steps over
 * it. Its bytes can be read: they were just fetched, the second if the first is one asked for.
 */
static bool is_stepped_over(struct trap_frame *frame, uint8_t first, uint8_t second, size_t size)
{
    const uint8_t *code = (const uint8_t *)frame->ip;
    if (frame->vector != INVALID_OPCODE || code[0] != first || code[1] != second)
        return false;
    frame->ip += size;
    return true;
}

static void exception(struct trap_frame *frame, bool is_from_program)
{
    const char *name = exception_name((unsigned)frame->vector);
    uintptr_t address = frame->vector == PAGE_FAULT ? page_fault_address() : 0;
    if (!is_from_program || frame->vector == NMI || frame->vector == DOUBLE_FAULT ||
        frame->vector == MACHINE_CHECK)
        panic(name, frame);
    if (frame->vector == PAGE_FAULT && !(frame->error & PAGE_WAS_PRESENT) && process_fill(address))
        return;
    console_end_line();
    print("Program stopped: %s (vector %u), error code %x, at %x", name, (unsigned)frame->vector,
          frame->error, frame->ip);
    print(frame->vector == PAGE_FAULT ? ", address %x\n" : "\n", address);
    process_start(frame); /* the fault ends the program, not the system */
}

void trap(struct trap_frame *frame)
{
    bool is_from_program = (frame->cs & 3) == 3;
    /* KVM's page-table backend raises #UD at INT n in ring 3. */
    if (frame->vector == VECTOR_SYSCALL ||
        (is_from_program && is_stepped_over(frame, 0xcd, VECTOR_SYSCALL, 2)))
        frame->ax = syscall(frame->ax, frame->bx, frame->cx);
    else if (is_from_program && is_stepped_over(frame, 0x0f, 0xb9, 3)) /* UD1: abi/syscall.h */
        frame->ax++;
    else if (frame->vector >= VECTOR_IRQ)
        irq_dispatch((unsigned)frame->vector - VECTOR_IRQ);
    else
        exception(frame, is_from_program);
}
