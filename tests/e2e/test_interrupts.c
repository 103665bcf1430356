/*
 * When an interrupt reaches a guest, and what becomes of one that has no handler: the same small
 * guests on kvm-vmm with both interrupt controllers, and on QEMU, which is the judge.
 */
#include "error.h"
#include "harness/host.h"
#include "harness/qemu.h"
#include "harness/report.h"

#include <string.h>

#define GUEST(name) "build/tests/guests/" name

static const char *const irqchips[] = {"user", "kernel"};

struct scenario {
    const char *image, *output;
};

static const struct scenario scenarios[] = {
    {GUEST("real_if_clear.bin"), "interrupts while IF is clear: 0\n"
                                 "interrupts between STI and CLI: 0\n"
                                 "interrupts once IF is set: 1\n"},
    {GUEST("real_masked.bin"), "interrupts while the line is masked: 0\n"
                               "interrupts once it is unmasked: 1\n"},
};

enum { SCENARIOS = sizeof(scenarios) / sizeof(scenarios[0]), CHIPS = 2 };

START_TEST(interrupt_waits_on_kvm)
{
    const struct scenario *scenario = &scenarios[_i / CHIPS];
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--irqchip", irqchips[_i % CHIPS], scenario->image));
    must_end_with(&process, STATUS_OK);
    text_must_equal("stdout", &process.output, scenario->output);
    process_free(&process);
}
END_TEST

START_TEST(interrupt_waits_on_qemu)
{
    struct qemu qemu;
    qemu_run(&qemu, &(struct qemu_setup){.arch = "i386", .disk = scenarios[_i].image});
    ck_assert_int_eq(qemu_guest_status(&qemu), 0);
    text_must_equal("console", &qemu.process.output, scenarios[_i].output);
    qemu_free(&qemu);
}
END_TEST

/* The report of a crash: what happened, in which VM, the registers, and the code at RIP. */
static void must_report_a_triple_fault(const struct process *process, const char *name)
{
    static const char *const words[] = {"VM 0", "triple fault", "RIP ", "RFLAGS", "RAX ", "RBX ",
                                        "RSP ", "CR0 ",         "CR3 ", "IDT ",   "code "};
    ck_assert_msg(text_find(&process->errors, name, 0) >= 0, "%s is not named in:\n%s", name,
                  text_string(&process->errors));
    for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        ck_assert_msg(text_find(&process->errors, words[i], 0) >= 0, "no \"%s\" in:\n%s", words[i],
                      text_string(&process->errors));
}

static void must_end_in_a_triple_fault(const char *irqchip, const char *image, const char *name,
                                       const char *output)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0}, ARGUMENTS("--irqchip", irqchip, image));
    must_end_with(&process, STATUS_CRASHED);
    text_must_equal("stdout", &process.output, output);
    must_report_a_triple_fault(&process, name);
    process_free(&process);
}

START_TEST(vector_without_a_gate_in_real_mode)
{
    must_end_in_a_triple_fault(irqchips[_i], GUEST("real_no_gate.bin"), "real_no_gate",
                               "waiting for an interrupt that has no gate\n");
}
END_TEST

START_TEST(vector_without_a_gate_in_protected_mode)
{
    must_end_in_a_triple_fault(irqchips[_i], GUEST("pm_no_gate.elf"), "pm_no_gate",
                               "raising an interrupt that has no gate\n");
}
END_TEST

START_TEST(one_crash_leaves_the_other_vms_alone)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("guest/counter.bin", GUEST("real_no_gate.bin")));
    must_end_with(&process, STATUS_CRASHED);
    ck_assert_uint_eq(text_count(&process.output, "| count "), 10);
    ck_assert_msg(text_find(&process.errors, "VM 1", 0) >= 0, "VM 1 is not named in:\n%s",
                  text_string(&process.errors));
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("interrupts");
    TCase *tests = report_case(suite, "interrupts", 60);
    tcase_add_loop_test(tests, interrupt_waits_on_kvm, 0, SCENARIOS * CHIPS);
    tcase_add_loop_test(tests, interrupt_waits_on_qemu, 0, SCENARIOS);
    tcase_add_loop_test(tests, vector_without_a_gate_in_real_mode, 0, CHIPS);
    tcase_add_loop_test(tests, vector_without_a_gate_in_protected_mode, 0, CHIPS);
    tcase_add_test(tests, one_crash_leaves_the_other_vms_alone);
    return report_run(argv[0], suite);
}
