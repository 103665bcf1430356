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
static void must_report_a_crash(const struct process *process, const char *name, const char *what)
{
    const char *const words[] = {"VM 0", name,   what,   "RIP ", "RFLAGS", "RAX ",
                                 "RBX ", "RSP ", "CR0 ", "CR3 ", "IDT ",   "code "};
    for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        ck_assert_msg(text_find(&process->errors, words[i], 0) >= 0, "no \"%s\" in:\n%s", words[i],
                      text_tail(&process->errors));
}

static void must_crash(const char *irqchip, const char *name, const char *output, const char *what)
{
    struct process process;
    struct text path = {0};
    text_printf(&path, GUEST("%s.%s"), name, strncmp(name, "real", 4) == 0 ? "bin" : "elf");
    require_kvm();
    vmm_run(&process, &(struct command){0}, ARGUMENTS("--irqchip", irqchip, text_string(&path)));
    must_end_with(&process, STATUS_CRASHED);
    text_must_equal("stdout", &process.output, output);
    must_report_a_crash(&process, name, what);
    process_free(&process);
    text_free(&path);
}

START_TEST(vector_without_a_gate_in_long_mode)
{
    must_crash(irqchips[_i], "long_no_gate", "waiting for an interrupt that has no gate\n",
               "triple fault");
}
END_TEST

/* KVM's own emulator leaves out the limit of the real-mode table, and much of protected mode. */
static void require_no_emulation(void)
{
    require_kvm();
    if (host_probe() != 0)
        skip("this host's KVM emulates real mode and protected mode, and not to the last detail");
}

START_TEST(vector_without_a_gate_in_real_mode)
{
    require_no_emulation();
    must_crash(irqchips[_i], "real_no_gate", "waiting for an interrupt that has no gate\n",
               "triple fault");
}
END_TEST

START_TEST(vector_without_a_gate_in_protected_mode)
{
    require_no_emulation();
    must_crash(irqchips[_i], "pm_no_gate", "raising an interrupt that has no gate\n",
               "triple fault");
}
END_TEST

START_TEST(instruction_that_kvm_cannot_run)
{
    require_kvm();
    if (host_probe() == 0)
        skip("this host's KVM runs INT n in protected mode");
    must_crash(irqchips[_i], "pm_no_gate", "raising an interrupt that has no gate\n",
               "KVM cannot run this instruction");
}
END_TEST

START_TEST(one_crash_leaves_the_other_vms_alone)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("guest/counter.bin", GUEST("long_no_gate.elf")));
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
    tcase_add_loop_test(tests, vector_without_a_gate_in_long_mode, 0, CHIPS);
    tcase_add_loop_test(tests, instruction_that_kvm_cannot_run, 0, CHIPS);
    tcase_add_loop_test(tests, vector_without_a_gate_in_real_mode, 0, CHIPS);
    tcase_add_loop_test(tests, vector_without_a_gate_in_protected_mode, 0, CHIPS);
    tcase_add_test(tests, one_crash_leaves_the_other_vms_alone);
    return report_run(argv[0], suite);
}
