/* The main() of a unit test. */
#ifndef TESTS_UNIT_RUN_TESTS_H
#define TESTS_UNIT_RUN_TESTS_H

#include <check.h>
#include <stdlib.h>

#undef fail /* an old name of Check's; ours fills in an error (error.h) */

/** Runs the tests of an array, and prints Check's summary. @return the exit status */
#define RUN_TESTS(name, tests) RUN_TESTS_BETWEEN(name, tests, NULL, NULL)

/** The same, with what is to be done before each of them and after. */
#define RUN_TESTS_BETWEEN(name, tests, before, after)                                              \
    run_tests(name, tests, sizeof(tests) / sizeof((tests)[0]), before, after)

/** Runs a suite, and prints Check's summary. @return the exit status */
static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

static inline int run_tests(const char *name, const TTest *const *tests, size_t count, SFun begin,
                            SFun end)
{
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, begin, end);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(tcase, tests[i]);
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}

#endif
