/*
 * 1K OS on a machine that is not what it needs: too old, too small, told too much, or with a fault
 * of its own. It says what is wrong, and powers off with status 2.
 */
#include "harness/expected.h"
#include "harness/qemu.h"
#include "harness/report.h"

#include <stdio.h>
#include <string.h>

enum { STATUS_DONE = 0, STATUS_PANIC = 2, COMMAND_LINE_MAX = 4095 };

static const struct {
    const char *arch, *kernel, *instruction_pointer;
} images[] = {
    {"i386", "guest/os1k-i386.elf", "    eip "},
    {"x86_64", "guest/os1k-x86_64.elf", "    rip "},
};
enum { IMAGES = sizeof(images) / sizeof(images[0]) };

static struct qemu_setup setup_of(int image, const char *append)
{
    return (struct qemu_setup){
        .arch = images[image].arch, .kernel = images[image].kernel, .append = append};
}

static void must_print(const struct qemu_setup *setup, int status, const char *expected)
{
    struct qemu qemu;
    qemu_run(&qemu, setup);
    ck_assert_int_eq(qemu_guest_status(&qemu), status);
    ck_assert_str_eq(text_string(&qemu.process.output), expected);
    qemu_free(&qemu);
}

/* The last has no extended CPUID leaves: asked for one, it answers leaf 0, which has LM set. */
static const struct {
    int image;
    const char *cpu, *expected;
} too_old[] = {
    {0, "pentium", "1K OS for i386 needs a processor with CMOV, as since the Pentium Pro.\n"},
    {1, "pentium3", "1K OS for x86_64 needs a 64-bit processor; take the i386 image.\n"},
    {1, "pentium3,level=0,vendor=AuthenticAMD",
     "1K OS for x86_64 needs a 64-bit processor; take the i386 image.\n"},
};

START_TEST(names_the_processor_it_needs)
{
    struct qemu_setup setup = setup_of(too_old[_i].image, "run=2");
    setup.cpu = too_old[_i].cpu;
    must_print(&setup, STATUS_PANIC, too_old[_i].expected);
}
END_TEST

START_TEST(a_pentium_pro_will_do)
{
    struct qemu_setup setup = setup_of(0, "run=2");
    setup.cpu = "qemu32,-sse,-sse2,-pae"; /* of family 6 */
    must_print(&setup, STATUS_DONE, expected_count);
}
END_TEST

START_TEST(says_that_memory_is_too_small)
{
    struct qemu_setup setup = setup_of(_i, "run=2");
    setup.memory = "1280K";
    must_print(&setup, STATUS_PANIC, "PANIC: not enough memory for the program\n");
}
END_TEST

START_TEST(two_megabytes_are_enough)
{
    struct qemu_setup setup = setup_of(_i, "run=2");
    setup.memory = "2M";
    must_print(&setup, STATUS_DONE, expected_count);
}
END_TEST

/* QEMU puts the image's name and a blank before what it is told. */
START_TEST(takes_a_command_line_up_to_its_limit)
{
    char append[COMMAND_LINE_MAX + 2];
    int room = COMMAND_LINE_MAX - (int)strlen(images[_i].kernel) - 1;
    struct qemu_setup setup = setup_of(_i, append);
    snprintf(append, sizeof(append), "%*s", room, "run=2");
    must_print(&setup, STATUS_DONE, expected_count);
    snprintf(append, sizeof(append), "%*s", room + 1, "run=2");
    must_print(&setup, STATUS_PANIC,
               "PANIC: the command line has over 4095 bytes, or is out of reach\n");
}
END_TEST

/* In HLT, in the kernel, with a prompt that is still open; then in the program. */
START_TEST(names_its_own_fault_and_shows_the_registers)
{
    static const struct {
        const char *append, *reached, *panic;
    } cases[] = {
        {"menu", "Choice: ", "Choice: \nPANIC: non-maskable interrupt\n"},
        {"run=spin:600", " ticks a second", "\nPANIC: non-maskable interrupt\n"},
    };
    for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct qemu_setup setup = setup_of(_i, cases[i].append);
        struct qemu qemu;
        qemu_start(&qemu, &setup);
        process_expect(&qemu.process, cases[i].reached, 30);
        qemu_command(&qemu, "nmi");
        process_wait(&qemu.process);
        ck_assert_int_eq(qemu_guest_status(&qemu), STATUS_PANIC);
        const struct text *output = &qemu.process.output;
        ck_assert_msg(text_find(output, cases[i].panic, 0) >= 0 &&
                          text_find(output, images[_i].instruction_pointer, 0) >= 0 &&
                          text_find(output, "    cr2 ", 0) >= 0,
                      "no panic with registers in:\n%s", text_tail(output));
        qemu_free(&qemu);
    }
}
END_TEST

START_TEST(says_when_it_may_be_turned_off)
{
    struct qemu_setup setup = setup_of(_i, "run=2");
    struct qemu qemu;
    setup.no_exit = true;
    qemu_start(&qemu, &setup);
    process_expect(&qemu.process, "It is now safe to turn off the machine.\n", 30);
    qemu_command(&qemu, "quit");
    process_wait(&qemu.process);
    qemu_free(&qemu);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("panic");
    TCase *tests = report_case(suite, "panic", 240);
    tcase_add_loop_test(tests, names_the_processor_it_needs, 0,
                        sizeof(too_old) / sizeof(too_old[0]));
    tcase_add_test(tests, a_pentium_pro_will_do);
    tcase_add_loop_test(tests, says_that_memory_is_too_small, 0, IMAGES);
    tcase_add_loop_test(tests, two_megabytes_are_enough, 0, IMAGES);
    tcase_add_loop_test(tests, takes_a_command_line_up_to_its_limit, 0, IMAGES);
    tcase_add_loop_test(tests, names_its_own_fault_and_shows_the_registers, 0, IMAGES);
    tcase_add_loop_test(tests, says_when_it_may_be_turned_off, 0, IMAGES);
    return report_run(argv[0], suite);
}
