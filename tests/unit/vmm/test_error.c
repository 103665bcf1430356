/* An error; and the exit statuses of docs/contract.md, by number: scripts rely on these. */
#include "error.h"
#include "unit/run_tests.h"

#include <string.h>

START_TEST(the_first_error_stays)
{
    struct error err = {0};
    ck_assert_int_eq(fail(&err, STATUS_NO_FILE, "no %s; make %d", "file", 1), -1);
    ck_assert_int_eq(fail(&err, STATUS_USAGE, "what comes of it"), -1);
    ck_assert_int_eq(err.status, STATUS_NO_FILE);
    ck_assert_str_eq(err.text, "no file; make 1");
}
END_TEST

START_TEST(a_text_that_is_too_long_is_cut)
{
    struct error err = {0};
    char longest[2 * sizeof err.text];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    ck_assert_int_eq(fail(&err, STATUS_USAGE, "%s", longest), -1);
    ck_assert_uint_eq(strlen(err.text), sizeof err.text - 1);
}
END_TEST

START_TEST(statuses_are_those_of_the_contract)
{
    ck_assert_int_eq(STATUS_OK, 0);
    ck_assert_int_eq(STATUS_USAGE, 64);
    ck_assert_int_eq(STATUS_BAD_IMAGE, 65);
    ck_assert_int_eq(STATUS_NO_FILE, 66);
    ck_assert_int_eq(STATUS_NO_KVM, 69);
    ck_assert_int_eq(STATUS_CRASHED, 70);
    ck_assert_int_eq(STATUS_OS_ERROR, 71);
    ck_assert_int_eq(STATUS_SANDBOX, 77);
    ck_assert_int_eq(STATUS_TIMEOUT, 124);
    ck_assert_int_eq(STATUS_SIGNAL, 128);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        the_first_error_stays,
        a_text_that_is_too_long_is_cut,
        statuses_are_those_of_the_contract,
    };
    return RUN_TESTS("error", tests);
}
