/*
 * What hostile guests send out: escape sequences for the terminal, forged marks, and marks without
 * end.
 */
#include "error.h"
#include "harness/report.h"
#include "harness/scratch.h"
#include "hostile/beside.h"

#include <unistd.h>

START_TEST(a_terminal_never_sees_the_guests_escapes)
{
    static const char *const aimed[] = {"\033[2J", "\033]0;", "\033[6n", "\033c", "\016", "\x9b"};
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){.terminal = true},
            ARGUMENTS("--color", "never", FOLDER "real_escapes.bin"));
    must_end_with(&process, STATUS_OK);
    ck_assert_uint_eq(text_count(&process.output, "^[[2J"), 1);
    for (unsigned i = 0; i < sizeof(aimed) / sizeof(aimed[0]); i++)
        ck_assert_msg(text_find(&process.output, aimed[i], 0) < 0,
                      "sequence %u reached the terminal", i);
    process_terminal_must_be_restored(&process);
    process_free(&process);
}
END_TEST

START_TEST(a_raw_console_passes_them_on)
{
    static const char *const aimed[] = {"\033[2J", "\033]0;title\a", "\033c\016\017", "\x9b"};
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--raw-console", FOLDER "real_escapes.bin", INNOCENT));
    must_end_with(&process, STATUS_OK);
    for (unsigned i = 0; i < sizeof(aimed) / sizeof(aimed[0]); i++)
        ck_assert_msg(text_find(&process.output, aimed[i], 0) >= 0, "sequence %u was changed", i);
    ck_assert_uint_eq(text_count(&process.output, "real_innocent | "), 6);
    process_free(&process);
}
END_TEST

START_TEST(forged_marks_are_passed_on_as_they_are)
{
    static const char start[] = "M1 0 boot x86_64 1 *00000000\n", end[] = "\nM1 2 begin si";
    struct process process;
    struct scratch marks;
    struct text text = {0};
    require_kvm();
    scratch_make(&marks, "", 0);
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--marks", marks.path, FOLDER "real_marks.bin"));
    must_end_with(&process, STATUS_OK);
    text_must_equal("stdout", &process.output, "");
    scratch_read(&marks, &text);
    ck_assert_uint_eq(text.size, 96);
    ck_assert_mem_eq(text.data, start, strlen(start));
    ck_assert_mem_eq(text.data + text.size - strlen(end), end, strlen(end));
    text_free(&text);
    process_free(&process);
}
END_TEST

START_TEST(endless_marks_that_nobody_reads_hold_up_nobody_else)
{
    static const struct hostile guest = {"real_marks_flood.bin", ENDLESS, "", NULL};
    char target[16];
    int ends[2];
    struct process process;
    require_kvm();
    ck_assert_int_eq(pipe(ends), 0);
    ends[1] = pass_on(ends[1]);
    snprintf(target, sizeof(target), "fd:%d", ends[1]);
    vmm_start(
        &process, &(struct command){.limit_s = LONG_TIME},
        ARGUMENTS("--marks", target, FOLDER "real_marks_flood.bin", INNOCENT, INNOCENT, INNOCENT));
    see_to_the_end(&process, &guest);
    must_have_disturbed_nobody(&process, &guest);
    process_free(&process);
    close(ends[0]);
    close(ends[1]);
}
END_TEST

START_TEST(marks_onto_a_full_disk_end_their_vm_alone)
{
    static const struct hostile guest = {"real_marks_flood.bin", STATUS_OS_ERROR, "",
                                         "cannot write the marks: No space left on device"};
    struct process process;
    require_kvm();
    vmm_start(&process, &(struct command){.limit_s = LONG_TIME},
              ARGUMENTS("--marks", "/dev/full", FOLDER "real_marks_flood.bin", INNOCENT, INNOCENT,
                        INNOCENT));
    process_wait(&process);
    must_end_with(&process, STATUS_OS_ERROR);
    must_have_disturbed_nobody(&process, &guest);
    ck_assert_msg(text_find(&process.errors, guest.report, 0) >= 0, "stderr says:\n%s",
                  text_tail(&process.errors));
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("hostile output");
    TCase *tests = report_case(suite, "hostile output", 2 * LONG_TIME);
    tcase_add_test(tests, a_terminal_never_sees_the_guests_escapes);
    tcase_add_test(tests, a_raw_console_passes_them_on);
    tcase_add_test(tests, forged_marks_are_passed_on_as_they_are);
    tcase_add_test(tests, endless_marks_that_nobody_reads_hold_up_nobody_else);
    tcase_add_test(tests, marks_onto_a_full_disk_end_their_vm_alone);
    return report_run(argv[0], suite);
}
