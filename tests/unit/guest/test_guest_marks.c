/*
 * The lines of marks, one by one, against docs/contract.md.
 */
#include "marks_host.h"
#include "unit/run_tests.h"

START_TEST(every_kind_is_formatted_as_agreed)
{
    struct marks marks = {0};
    struct sample sample = {"walk-8m", 4096, 3, 111, 2222, 0xabcdef};
    marks_boot(&marks, 12345678901234567890u);
    marks_begin(&marks, &sample, 100);
    marks_end(&marks, &sample);
    marks_fail(&marks, &sample, "memory");
    marks_done(&marks);
    expect_line(0, "boot x86_64 12345678901234567890");
    expect_line(1, "begin walk-8m 4096 3 100");
    expect_line(2, "end walk-8m 4096 3 111 2222 0000000000abcdef");
    expect_line(3, "fail walk-8m 4096 3 memory");
    expect_line(4, "done 4");
    ck_assert_uint_eq(host.lines, 5);
}
END_TEST

START_TEST(the_longest_line_fits)
{
    struct marks marks = {.sent = UINT32_MAX - 1};
    struct sample sample = {"a-name-of-31-characters-is-long",
                            UINT32_MAX,
                            UINT32_MAX,
                            UINT64_MAX,
                            UINT64_MAX,
                            UINT64_MAX};
    ck_assert_uint_eq(strlen(sample.workload), MARK_NAME_MAX);
    marks_end(&marks, &sample);
    ck_assert_uint_eq(host.lines, 1);
    ck_assert_uint_eq(strlen(host.line[0]), 140);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("guest marks");
    TCase *tests = tcase_create("marks");
    tcase_add_test(tests, every_kind_is_formatted_as_agreed);
    tcase_add_test(tests, the_longest_line_fits);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
