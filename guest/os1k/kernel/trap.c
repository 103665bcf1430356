/* Everything that enters the kernel comes through here. */
#include "kernel.h"
#include "lib/exceptions.h"

enum { NMI = 2, INVALID_OPCODE = 6, DOUBLE_FAULT = 8, PAGE_FAULT = 14, MACHINE_CHECK = 18 };
enum { PAGE_WAS_PRESENT = 1 }; /* in a page fault's error code */

/*
 * KVM's page-table backend raises #UD at INT n in ring 3: the bytes CD 80 tell; step over them.
 * They are present: the processor has just fetched them, the second if the first is CD.
 */
static bool is_refused_syscall(struct trap_frame *frame)
{
    const uint8_t *code = (const uint8_t *)frame->ip;
    if (frame->vector != INVALID_OPCODE || frame->ip < USER_BASE || frame->ip >= USER_END - 1 ||
        code[0] != 0xcd || code[1] != VECTOR_SYSCALL)
        return false;
    frame->ip += 2;
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
    if (frame->vector == VECTOR_SYSCALL || (is_from_program && is_refused_syscall(frame)))
        frame->ax = syscall(frame->ax, frame->bx, frame->cx);
    else if (frame->vector >= VECTOR_IRQ)
        irq_dispatch((unsigned)frame->vector - VECTOR_IRQ);
    else
        exception(frame, is_from_program);
}
