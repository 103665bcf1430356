/* For tests of what is made of a record: one of three rounds, of the engines native and tcg-1insn.
 */
#ifndef TESTS_UNIT_SUMMARY_FIXTURE_H
#define TESTS_UNIT_SUMMARY_FIXTURE_H

#include "report/summary.h"
#include "unit/run_tests.h"

#include <stdio.h>
#include <string.h>

#define NEAR(value, expected) ck_assert_double_eq_tol(value, expected, 1e-9)

static struct record record;

/** Adds a boot of one workload: a warm-up of 1 s, then the times given. */
static inline void add(unsigned round, const char *engine, const uint64_t *ns, size_t count)
{
    struct boot boot = {.round = round, .order = 1, .arch = "i386"};
    struct sample samples[8] = {{0}};
    struct error err = {0};
    strcpy(boot.engine, engine);
    for (size_t i = 0; i <= count; i++) {
        samples[i] = (struct sample){.round = round,
                                     .iteration = (uint32_t)i,
                                     .warmup = i == 0,
                                     .arch = "i386",
                                     .workload = "work",
                                     .size = 1,
                                     .guest_ns = i == 0 ? 1000000000 : ns[i - 1]};
        strcpy(samples[i].engine, engine);
    }
    ck_assert_int_eq(record_add(&record, &boot, samples, count + 1, &err), 0);
}

/** Three rounds in which the machine grows slower, both engines alike. */
static inline void set_up(void)
{
    static const uint64_t slow[3][3] = {{100, 110, 90}, {200, 220, 180}, {400, 440, 360}};
    static const uint64_t fast[3][3] = {{10, 11, 9}, {20, 22, 18}, {50, 55, 45}};
    record = (struct record){0};
    for (unsigned i = 0; i < 3; i++) {
        add(i + 1, "native", fast[i], 3);
        add(i + 1, "tcg-1insn", slow[i], 3);
    }
}

static inline void tear_down(void)
{
    record_free(&record);
}

static inline struct summary compute(void)
{
    struct summary summary;
    struct error err = {0};
    ck_assert_int_eq(summary_compute(&summary, &record, 1, &err), 0);
    return summary;
}

#endif
