/* The table on the terminal: columns as wide as what stands in them. */
#include "base/format.h"
#include "report/table.h"
#include "unit/run_tests.h"

#include <string.h>

enum { LINES_MAX = 8 };

/** What the table's lines are, cut in place. @return how many, without the legend below them */
static size_t lines_of(const struct summary *summary, char *text, size_t size,
                       const char *line[LINES_MAX])
{
    FILE *out = fmemopen(text, size, "w");
    ck_assert_ptr_nonnull(out);
    table_print(out, summary);
    fclose(out);
    size_t count = 0;
    for (char *part = strtok(text, "\n"); part && count < LINES_MAX; part = strtok(NULL, "\n"))
        line[count++] = part;
    ck_assert_uint_gt(count, 1);
    return count - 1;
}

static struct summary_row row_of(const char *workload, const char *engine, double ns,
                                 double speedup)
{
    struct summary_row row = {.n = 1, .median_ns = ns};
    snprintf(row.workload, sizeof row.workload, "%s", workload);
    snprintf(row.engine, sizeof row.engine, "%s", engine);
    row.speedup = (struct ratio){.known = speedup > 0, .value = speedup};
    return row;
}

/* Names and figures of all lengths: all lines end in the same column, and two blanks or more stand
 * between any two columns. */
START_TEST(columns_are_as_wide_as_their_figures)
{
    struct summary_row row[] = {
        row_of("fib", "kvm", 1e6, 0.5),
        row_of("fib", "tcg-1insn", 5e5, 1),
        row_of("a-workload-of-31-characters-len", "kvm", 123e6, 123456),
        row_of("a-workload-of-31-characters-len", "tcg-1insn", 456e9, 1),
    };
    row[3].bad = 1;
    struct summary summary = {.count = 4, .row = row};
    const char *line[LINES_MAX];
    char text[1000];
    ck_assert_uint_eq(lines_of(&summary, text, sizeof text, line), 3);
    for (size_t i = 1; i < 3; i++)
        ck_assert_int_eq(format_columns(line[i]), format_columns(line[0]));
    ck_assert_str_eq(line[2],
                     "a-workload-of-31-characters-len    123 ms  123456×   456 s ✗  1.00×");
    ck_assert_str_eq(line[1],
                     "fib                               1.00 ms   0.500×    500 µs  1.00×");
    ck_assert_str_eq(line[0],
                     "                                               kvm        tcg-1insn");
}
END_TEST

/* An engine without speed-ups has no column for them; what is not known is a dash. */
START_TEST(a_table_without_speed_ups)
{
    struct summary_row row[] = {
        row_of("fib", "tcg", 1e6, 0),
        row_of("fib", "native", 1e6, 0),
        row_of("sort", "tcg", 1e6, 0),
    };
    struct summary summary = {.count = 3, .row = row};
    const char *line[LINES_MAX];
    char text[1000];
    ck_assert_uint_eq(lines_of(&summary, text, sizeof text, line), 3);
    ck_assert_str_eq(line[0], "           tcg    native");
    ck_assert_str_eq(line[1], "fib    1.00 ms   1.00 ms");
    ck_assert_str_eq(line[2], "sort   1.00 ms         –");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {columns_are_as_wide_as_their_figures, a_table_without_speed_ups};
    return RUN_TESTS("table", tests);
}
