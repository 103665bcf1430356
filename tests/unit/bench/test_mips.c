/* Which rows of a summary a count of instructions holds for, and what they make of it. */
#include "report/mips.h"
#include "unit/run_tests.h"

#include <stdio.h>
#include <string.h>

/** A summary of one row: so many thousand instructions in 2 µs, if the count holds. */
static uint64_t apply(const char *engine, const char *group, const char *arch, enum outcome outcome)
{
    struct summary_row row = {.arch = "i386", .workload = "work", .n = 1, .median_ns = 2000};
    struct summary summary = {.count = 1, .row = &row};
    struct instruction_count count = {.workload = "work", .instructions = 5000, .outcome = outcome};
    struct instructions counts = {.count = 1, .row = &count};
    struct facts facts = {0};
    snprintf(row.engine, sizeof row.engine, "%s", engine);
    snprintf(count.arch, sizeof count.arch, "%s", arch);
    facts_set(&facts, "group.work", "%s", group);
    mips_apply(&counts, &facts, &summary);
    facts_free(&facts);
    ck_assert_double_eq_tol(summary_mips(&row), row.instructions > 0 ? 2500 : 0, 1e-9);
    return row.instructions;
}

static const struct {
    const char *engine, *group;
    bool holds;
} cases[] = {
    {"kvm", "compute", true},          {"kvm", "kernel", true},
    {"tcg-1insn", "memory", true},     {"tcg-1insn", "devices", true},
    {"native", "compute", true},       {"native", "memory", true},
    {"native", "kernel", false},       {"native", "", false},
    {"native-again", "compute", true}, {"native-again", "kernel", false},
};

START_TEST(a_host_process_shares_ring_3_alone)
{
    ck_assert_uint_eq(apply(cases[_i].engine, cases[_i].group, "i386", OUTCOME_OK),
                      cases[_i].holds ? 5000 : 0);
}
END_TEST

START_TEST(a_count_that_failed_or_of_another_architecture_is_none)
{
    ck_assert_uint_eq(apply("kvm", "compute", "i386", OUTCOME_FAULT), 0);
    ck_assert_uint_eq(apply("kvm", "compute", "x86_64", OUTCOME_OK), 0);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("mips");
    tcase_add_loop_test(tcase, a_host_process_shares_ring_3_alone, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tcase, a_count_that_failed_or_of_another_architecture_is_none);
    Suite *suite = suite_create("mips");
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
