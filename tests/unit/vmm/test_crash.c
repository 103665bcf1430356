/* Where a guest died, as it is told: its mode and ring, and the code at its instruction pointer.
   The vCPU is played. */
#include "unit/run_tests.h"
#include "vm/crash.h"
#include "vm/vm.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>

enum { PAGES = 4, PAGE = 4096, UNMAPPED = 0xff, LMA = 1 << 10, RFLAGS_VM = 1 << 17 };

#define CR0_PE 1ULL
#define CR0_PG (1ULL << 31)

static struct vm vm;
static struct kvm_regs regs;
static struct kvm_sregs sregs;
static uint8_t memory[PAGES * PAGE];
static uint8_t page_table[PAGES]; /* the physical page of each linear one */

static int translate(struct kvm_translation *where)
{
    uint64_t page = where->linear_address / PAGE;
    where->valid = page < PAGES && page_table[page] != UNMAPPED;
    if (where->valid)
        where->physical_address = page_table[page] * PAGE + where->linear_address % PAGE;
    return 0;
}

/** Stands in for the kernel's, in this program alone. */
int ioctl(int fd, unsigned long request, ...)
{
    va_list args;
    va_start(args, request);
    void *argument = va_arg(args, void *);
    va_end(args);
    (void)fd;
    switch (request) {
    case KVM_GET_REGS:
        memcpy(argument, &regs, sizeof regs);
        return 0;
    case KVM_GET_SREGS:
        memcpy(argument, &sregs, sizeof sregs);
        return 0;
    case KVM_TRANSLATE:
        return translate(argument);
    default:
        errno = ENOTTY;
        return -1;
    }
}

/* A guest in real mode, whose memory holds its own page numbers. */
static void make_guest(void)
{
    memset(&vm, 0, sizeof vm);
    vm.memory = (struct memory){.base = memory, .size = sizeof memory};
    regs = (struct kvm_regs){0};
    sregs = (struct kvm_sregs){0};
    for (unsigned page = 0; page < PAGES; page++) {
        page_table[page] = (uint8_t)page;
        memset(memory + page * PAGE, (int)(0xa0 + page), PAGE);
    }
}

static void must_tell(const char *text)
{
    vm.report[0] = '\0';
    crash_report_place(&vm, "was here:");
    ck_assert_msg(strstr(vm.report, text) != NULL, "no \"%s\" in:\n%s", text, vm.report);
}

START_TEST(code_comes_through_the_page_tables)
{
    sregs.cr0 = CR0_PE | CR0_PG;
    page_table[1] = 3;
    regs.rip = PAGE + 8;
    must_tell("  code a3 a3 a3 a3 a3 a3 a3 a3 a3 a3 a3 a3 a3 a3 a3 a3\n");
}
END_TEST

START_TEST(code_goes_on_where_its_next_page_is)
{
    sregs.cr0 = CR0_PE | CR0_PG;
    page_table[1] = 3;
    page_table[2] = 0;
    regs.rip = 2 * PAGE - 4;
    must_tell("  code a3 a3 a3 a3 a0 a0 a0 a0 a0 a0 a0 a0 a0 a0 a0 a0\n");
}
END_TEST

START_TEST(code_that_is_not_mapped_is_not_guessed)
{
    sregs.cr0 = CR0_PE | CR0_PG;
    page_table[2] = UNMAPPED;
    regs.rip = 2 * PAGE - 2;
    must_tell("  code a1 a1 (no memory there)\n");
    regs.rip = 2 * PAGE;
    must_tell("  code (no memory there)\n");
}
END_TEST

/* Only 64-bit code does without its segment's base, and only it has more than 32 bits. */
START_TEST(code_lies_above_its_segments_base)
{
    sregs.cs.base = PAGE;
    must_tell("  code a1 ");
    sregs.cr0 = CR0_PE | CR0_PG;
    sregs.efer = LMA;
    must_tell("  code a1 ");
    sregs.cs.l = 1;
    must_tell("  code a0 ");
    sregs.cs.l = 0;
    sregs.cs.base = 0xfffff000;
    regs.rip = PAGE;
    must_tell("  code a0 ");
}
END_TEST

START_TEST(mode_and_ring_are_named)
{
    sregs.cs.selector = 0x1003; /* in real mode just a number */
    must_tell("  real mode, ring 0\n");
    sregs.cr0 = CR0_PE;
    must_tell("  32-bit protected mode without paging, ring 3\n");
    sregs.cr0 |= CR0_PG;
    must_tell("  32-bit protected mode with paging, ring 3\n");
    sregs.cs.selector = 0x1000;
    regs.rflags = RFLAGS_VM;
    must_tell("  virtual-8086 mode, ring 3\n");
    regs.rflags = 0;
    sregs.efer = LMA;
    must_tell("  compatibility mode, ring 0\n");
    sregs.cs.l = 1;
    must_tell("  64-bit mode, ring 0\n");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        code_comes_through_the_page_tables,
        code_goes_on_where_its_next_page_is,
        code_that_is_not_mapped_is_not_guessed,
        code_lies_above_its_segments_base,
        mode_and_ring_are_named,
    };
    return RUN_TESTS_BETWEEN("crash", tests, make_guest, NULL);
}
