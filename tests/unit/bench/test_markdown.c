/* summary.md claims what the run bears out, and nothing else. */
#include "report/markdown.h"
#include "unit/run_tests.h"

#include <stdio.h>
#include <string.h>

static struct facts facts;
static struct summary_row rows[3];
static struct summary summary = {.row = rows};
static struct native_cost cost = {.workload = "fib",
                                  .ratio = {.value = 1.02, .interval = {1.01, 1.04}}};
static struct report report;
static char *text;

static void add(const char *engine, double speedup)
{
    struct summary_row *row = &rows[summary.count++];
    *row = (struct summary_row){.n = 9, .rounds = 9, .median_ns = 1e6, .valid = true};
    strcpy(row->workload, "fib");
    strcpy(row->engine, engine);
    row->speedup = (struct ratio){.known = speedup > 0, .rounds = 9, .value = speedup};
}

static void set_up(void)
{
    static const struct record record;
    static const struct exits exits;
    static const struct study_figures studies;
    summary.count = 0;
    report = (struct report){.facts = &facts,
                             .record = &record,
                             .summary = &summary,
                             .exits = &exits,
                             .studies = &studies,
                             .cost = &cost};
}

static void tear_down(void)
{
    facts_free(&facts);
    free(text);
    text = NULL;
}

/** Whether the report has these words. */
static bool says(const char *words)
{
    size_t size;
    free(text);
    FILE *out = open_memstream(&text, &size);
    markdown_write(out, &report);
    fclose(out);
    return strstr(text, words) != NULL;
}

START_TEST(a_host_process_runs_no_image)
{
    add("tcg", 30);
    ck_assert(says("the same work on every engine; speed-ups"));
    add("native", 90);
    ck_assert(says("the same work on every engine (`native`: the same object code, as a process "
                   "of the host);"));
}
END_TEST

START_TEST(what_speaks_against_the_figures_comes_first)
{
    add("kvm", 90);
    ck_assert(!says("imulated") && !says("planted"));
    facts_set(&facts, "simulated", "yes");
    facts_set(&facts, "planted", "fib");
    ck_assert(says("**Simulated processor: the figures below are no measure of speed.**\n\n"
                   "**A slowdown is planted: `fib` has more work on "));
}
END_TEST

START_TEST(where_kvm_is_slower)
{
    static const char head[] = "## Where KVM is slower than `tcg-1insn`\n\n";
    char expected[200];
    add("tcg", 30);
    snprintf(expected, sizeof expected, "%sNot known: this run does not hold both.\n", head);
    ck_assert(says(expected));
    add("kvm", 1);
    snprintf(expected, sizeof expected, "%sNowhere in this run.\n", head);
    ck_assert(says(expected));
    rows[1].speedup.value = 0.0124;
    snprintf(expected, sizeof expected, "%s- fib: 0.0124× the speed\n\n", head);
    ck_assert(says(expected));
}
END_TEST

START_TEST(cost_where_both_were_measured)
{
    add("kvm", 90);
    ck_assert(!says("What virtualization costs"));
    report.costs = 1;
    ck_assert(says("| fib | 1.02× | 1.01× – 1.04× |\n"));
}
END_TEST

START_TEST(caveats_are_those_of_this_run)
{
    add("kvm", 90);
    ck_assert(!says("kvm_pvm") && !says("timed the work alone"));
    facts_set(&facts, "kvm_backend", "kvm_pvm");
    ck_assert(says("- The KVM here is `kvm_pvm`"));
    add("bochs", 1);
    ck_assert(says("the driver's clock timed the work alone"));
}
END_TEST

START_TEST(a_row_without_figures)
{
    add("kvm", 0);
    ck_assert(says("| fib | kvm | 9 | 1.00 ms | 0.000 ns – 0.000 ns | – | – |  |\n"));
    rows[0].n = 0;
    strcpy(rows[0].note, "4 of 4 crashed");
    ck_assert(says("| fib | kvm | 0 | – | – | – | – | 4 of 4 crashed |\n"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_host_process_runs_no_image,  what_speaks_against_the_figures_comes_first,
        where_kvm_is_slower,           cost_where_both_were_measured,
        caveats_are_those_of_this_run, a_row_without_figures,
    };
    return RUN_TESTS_BETWEEN("markdown", tests, set_up, tear_down);
}
