/* What 1K OS makes of its command line, with programs of the test's own. */
#include "unit/run_tests.h"

#include <stdio.h>
#include <string.h>

#include "../../../guest/os1k/user/orders.c"
#include "workload_host.h"

static char ran[64]; /* the keys of the programs that ran, and their numbers */

static void run_a(const struct request *request)
{
    snprintf(ran + strlen(ran), sizeof ran - strlen(ran), "a%u/%u ", request->argument,
             request->period_ms);
}

static void run_b(const struct request *request)
{
    (void)request;
    strcat(ran, "b ");
}

static const struct program a = {'1', "a-program", NULL, run_a},
                            b = {'2', "b-program", NULL, run_b};

const struct program *program_find(const char *name, size_t length)
{
    if (length == 1 || length == strlen(a.name))
        return *name == 'a' || *name == '1' ? &a : *name == 'b' || *name == '2' ? &b : NULL;
    return NULL;
}

/* Reads a line, and tells what it orders: "menu run=… bench=… tick period". */
static const char *read_line(const char *text)
{
    static char line[128], told[256];
    struct orders orders;
    snprintf(line, sizeof line, "%s", text);
    if (orders_read(&orders, line) < 0)
        return "refused";
    ran[0] = '\0';
    if (orders.run != NULL)
        orders_run(&orders);
    snprintf(told, sizeof told, "%s|%s|%s|%u|%u", orders.menu ? "menu" : "", ran,
             orders.bench != NULL ? orders.bench : "", orders.tick_hz, orders.period_ms);
    return told;
}

START_TEST(nothing_orders_nothing)
{
    ck_assert_str_eq(read_line(""), "|||0|1000");
    ck_assert_str_eq(read_line("   "), "|||0|1000");
    ck_assert_str_eq(read_line("guest/os1k-i386.elf"), "|||0|1000");
}
END_TEST

START_TEST(words_stand_in_any_order)
{
    ck_assert_str_eq(read_line("os1k menu run=1 bench=sieve:1:1 tick=19 period=7"),
                     "menu|a0/7 |sieve:1:1|19|7");
    ck_assert_str_eq(read_line("  os1k  period=7  tick=1000 run=1  menu  "), "menu|a0/7 ||1000|7");
}
END_TEST

START_TEST(a_first_word_is_a_name_or_an_order)
{
    ck_assert_str_eq(read_line("menu"), "menu|||0|1000"); /* GRUB 2 passes no name */
    ck_assert_str_eq(read_line("run=2 menu"), "menu|b ||0|1000");
    ck_assert_str_eq(read_line("run=9"), "refused");
    ck_assert_str_eq(read_line("/boot/a=b/menu run=2"), "|b ||0|1000");
    ck_assert_str_eq(read_line("menu.elf run=2"), "|b ||0|1000");
}
END_TEST

START_TEST(programs_run_in_order_with_their_numbers)
{
    ck_assert_str_eq(read_line("os1k run=2,1:5,a-program,1:4294967295"),
                     "|b a5/1000 a0/1000 a4294967295/1000 ||0|1000");
}
END_TEST

START_TEST(what_cannot_be_read_is_refused)
{
    static const char *const words[] = {
        "frobnicate",
        "menu=1",
        "menux",
        "run=",
        "run=,1",
        "run=1,",
        "run=1,,2",
        "run=9",
        "run=1:",
        "run=1:x",
        "run=1:-1",
        "run=1:2:",
        "run=1:4294967296",
        "tick=",
        "tick=x",
        "tick=18",
        "tick=1001",
        "tick=19x",
        "tick=-19",
        "period=0",
        "period=",
        "period=4294967295",
        "RUN=1",
        "\trun=1",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char line[64];
        snprintf(line, sizeof line, "os1k %s", words[i]);
        ck_assert_msg(strcmp(read_line(line), "refused") == 0, "'%s' was read", line);
    }
}
END_TEST

/* Of two, one would be forgotten without a word. */
START_TEST(a_word_stands_once)
{
    ck_assert_str_eq(read_line("os1k run=1 run=2"), "refused");
    ck_assert_str_eq(read_line("os1k bench=sieve:1:1 bench=fib:1:1"), "refused");
    ck_assert_str_eq(read_line("os1k tick=19 tick=20"), "refused");
    ck_assert_str_eq(read_line("os1k period=1000 period=1000"), "refused");
    ck_assert_str_eq(read_line("menu menu"), "refused");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        nothing_orders_nothing,
        words_stand_in_any_order,
        a_first_word_is_a_name_or_an_order,
        programs_run_in_order_with_their_numbers,
        what_cannot_be_read_is_refused,
        a_word_stands_once,
    };
    return RUN_TESTS("guest command line", tests);
}
