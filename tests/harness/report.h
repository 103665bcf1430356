/*
 * How a test program runs its suite and what it prints:
 *
 *     ok    test_name
 *     FAIL  test_name (file.c:12): message
 *     SKIP  test_name: reason
 *
 * and, as its last line, `program: N passed, N failed, N skipped`. A skipped test is one that
 * called skip(): to Check it is a failed one, so that by no accident can it count as passed.
 */
#ifndef HARNESS_REPORT_H
#define HARNESS_REPORT_H

#include <check.h>

/**
 * Runs a suite and reports each test as it ends.
 * @param program  the name to print before the summary
 * @param suite    freed by this function
 * @return the exit status for main: 0, or 1 when a test failed or none ran
 */
int report_run(const char *program, Suite *suite);

/**
 * Adds a test case to a suite. Each of its tests runs in a process of its own and must leave no
 * other process behind: that is checked after each.
 * @param seconds  the longest that one test may take, before CK_TIMEOUT_MULTIPLIER
 */
TCase *report_case(Suite *suite, const char *name, double seconds);

/** The factor by which limits are stretched on slow machines: CK_TIMEOUT_MULTIPLIER, or 1. */
double report_patience(void);

/** Prints a measured value, which has no verdict, as a line of its own: `NOTE  …`. */
void report_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Ends the running test as one that this host cannot run. */
#define skip(...) skip_at(__FILE__, __LINE__, __VA_ARGS__)

void skip_at(const char *file, int line, const char *format, ...)
    __attribute__((noreturn, format(printf, 3, 4)));

#endif
