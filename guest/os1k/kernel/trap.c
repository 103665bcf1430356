/* Everything that enters the kernel comes through here. */
#include "kernel.h"
#include "lib/string.h"

enum { NMI = 2, INVALID_OPCODE = 6, DOUBLE_FAULT = 8, PAGE_FAULT = 14, MACHINE_CHECK = 18 };
enum { PAGE_WAS_PRESENT = 1 }; /* in a page fault's error code */

/* SDM 3A, table 6-1; 28 to 30: AMD APM 2, 8.1. */
static const char *const names[] = {"divide error",
                                    "debug exception",
                                    "non-maskable interrupt",
                                    "breakpoint",
                                    "overflow",
                                    "bound range exceeded",
                                    "invalid opcode",
                                    "device not available",
                                    "double fault",
                                    "coprocessor segment overrun",
                                    "invalid task state segment",
                                    "segment not present",
                                    "stack-segment fault",
                                    "general protection fault",
                                    "page fault",
                                    "reserved",
                                    "x87 floating-point error",
                                    "alignment check",
                                    "machine check",
                                    "SIMD floating-point error",
                                    "virtualization exception",
                                    "control protection exception",
                                    "reserved",
                                    "reserved",
                                    "reserved",
                                    "reserved",
                                    "reserved",
                                    "reserved",
                                    "hypervisor injection exception",
                                    "VMM communication exception",
                                    "security exception",
                                    "reserved"};

static bool is_from_program(const struct trap_frame *frame)
{
    return (frame->cs & 3) == 3;
}

/*
 * A hypervisor without hardware help may not deliver INT n from ring 3, but raise #UD there, as
 * KVM's page-table backend does. The bytes CD 80 tell: we step over them and take the call.
 */
static bool is_refused_syscall(struct trap_frame *frame)
{
    static const uint8_t int_80[] = {0xcd, VECTOR_SYSCALL};
    if (frame->vector != INVALID_OPCODE || !process_owns(frame->ip, sizeof int_80) ||
        memcmp((const void *)frame->ip, int_80, sizeof int_80) != 0)
        return false;
    frame->ip += sizeof int_80;
    return true;
}

static void exception(struct trap_frame *frame)
{
    if (!is_from_program(frame) || frame->vector == NMI || frame->vector == DOUBLE_FAULT ||
        frame->vector == MACHINE_CHECK)
        panic(names[frame->vector], frame);
    bool is_page_fault = frame->vector == PAGE_FAULT;
    if (is_page_fault && !(frame->error & PAGE_WAS_PRESENT) && process_fill(page_fault_address()))
        return;
    console_end_line();
    print("Program stopped: %s (vector %u), error code %x, at %x", names[frame->vector],
          (unsigned)frame->vector, frame->error, frame->ip);
    if (is_page_fault)
        print(", address %x", page_fault_address());
    print("\n");
    process_start(frame); /* the fault ends the program, not the system */
}

void trap(struct trap_frame *frame)
{
    if (frame->vector == VECTOR_SYSCALL || (is_from_program(frame) && is_refused_syscall(frame)))
        syscall(frame);
    else if (frame->vector >= VECTOR_IRQ)
        irq_dispatch((unsigned)frame->vector - VECTOR_IRQ);
    else
        exception(frame);
}
