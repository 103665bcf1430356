/*
 * A guest that does not end by itself: --timeout ends it, and says where it was; one that has
 * halted for good is not waited for.
 */
#include "error.h"
#include "harness/host.h"
#include "harness/report.h"

#include <stdio.h>

#define GUEST(name) "build/tests/guests/real_" name ".bin"

static void must_time_out(const char *image, const char *name)
{
    struct process process;
    struct text words = {0};
    require_kvm();
    vmm_run(&process, &(struct command){0}, ARGUMENTS("--timeout", "0.5", image));
    must_end_with(&process, STATUS_TIMEOUT);
    text_printf(&words, "VM 0 (%s)", name);
    ck_assert_int_ge(text_find(&process.errors, text_string(&words), 0), 0);
    ck_assert_int_ge(text_find(&process.errors, "RIP 0000:0000000000007c", 0), 0);
    ck_assert_int_ge(text_find(&process.errors, "real mode", 0), 0);
    ck_assert_msg(process_seconds(&process) > 0.5 &&
                      process_seconds(&process) < 3 * report_patience(),
                  "--timeout 0.5 took %.2f s", process_seconds(&process));
    text_free(&words);
    process_free(&process);
}

START_TEST(timeout_says_where_the_guest_was)
{
    must_time_out(GUEST("spin"), "real_spin");
    must_time_out(GUEST("sleep"), "real_sleep");
}
END_TEST

START_TEST(timeout_names_every_vm_that_still_ran)
{
    char seconds[16]; /* time enough for hello to end */
    struct process process;
    require_kvm();
    snprintf(seconds, sizeof(seconds), "%.1f", 1 + report_patience());
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--timeout", seconds, GUEST("spin"), "guest/hello.bin", GUEST("sleep")));
    must_end_with(&process, STATUS_TIMEOUT);
    ck_assert_int_ge(text_find(&process.errors, "VM 0 (real_spin)", 0), 0);
    ck_assert_int_lt(text_find(&process.errors, "VM 1", 0), 0);
    ck_assert_int_ge(text_find(&process.errors, "VM 2 (real_sleep)", 0), 0);
    process_free(&process);
}
END_TEST

START_TEST(timeout_that_is_not_reached_changes_nothing)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0}, ARGUMENTS("--timeout", "30", GUEST("ports")));
    must_end_with(&process, 42);
    text_must_equal("stderr", &process.errors, "");
    process_free(&process);
}
END_TEST

START_TEST(a_guest_that_halts_for_good_is_told_of)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0}, ARGUMENTS(GUEST("halt")));
    must_end_with(&process, STATUS_OK);
    text_must_equal("stdout", &process.output, "halting\n");
    ck_assert_uint_eq(text_lines(&process.errors), 1);
    ck_assert_int_ge(text_find(&process.errors, "VM 0 (real_halt) halted for good", 0), 0);
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("timeout");
    TCase *tests = report_case(suite, "timeout", 60);
    tcase_add_test(tests, timeout_says_where_the_guest_was);
    tcase_add_test(tests, timeout_names_every_vm_that_still_ran);
    tcase_add_test(tests, timeout_that_is_not_reached_changes_nothing);
    tcase_add_test(tests, a_guest_that_halts_for_good_is_told_of);
    return report_run(argv[0], suite);
}
