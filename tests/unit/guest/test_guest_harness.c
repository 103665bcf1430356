/*
 * The harness in the guest: what it makes of a spec, told by the marks that it sends.
 */
#include "marks_host.h"
#include "unit/run_tests.h"
#include "user/bench.h"

START_TEST(a_run_is_boot_begin_end_done)
{
    ck_assert_int_eq(bench_run("nqueens:1:2,times-table:3:1"), 0);
    ck_assert_uint_eq(host.lines, 8);
    expect_start(0, "boot x86_64");
    expect_start(1, "begin nqueens 1 0");
    expect_start(2, "end nqueens 1 0");
    expect_start(3, "begin nqueens 1 1");
    expect_start(4, "end nqueens 1 1");
    expect_start(5, "begin times-table 3 0");
    expect_start(6, "end times-table 3 0");
    expect_line(7, "done 7");
    ck_assert_str_eq(host.console, "");
    ck_assert_uint_eq(host.mapped, 0);
}
END_TEST

START_TEST(clocks_follow_one_another)
{
    uint64_t boot, begin, first, last;
    ck_assert_int_eq(bench_run("fib:2:1"), 0);
    ck_assert_int_eq(sscanf(host.line[0], "M1 0 boot x86_64 %" SCNu64, &boot), 1);
    ck_assert_int_eq(sscanf(host.line[1], "M1 1 begin fib 2 0 %" SCNu64, &begin), 1);
    ck_assert_int_eq(sscanf(host.line[2], "M1 2 end fib 2 0 %" SCNu64 " %" SCNu64, &first, &last),
                     2);
    ck_assert(boot < begin && begin < first && first < last);
}
END_TEST

START_TEST(failures_are_told_and_the_rest_still_runs)
{
    host.maps_left = 1;
    ck_assert_int_eq(bench_run("nothing:5:1,hypercall:9:2,sort:1:1,sieve:4:1,fib:1:1"), 3);
    expect_line(1, "fail nothing 5 0 unknown");
    expect_line(2, "fail hypercall 9 0 unsupported");
    expect_start(3, "begin sort 1 0");
    expect_start(4, "end sort 1 0");
    expect_line(5, "fail sieve 4 0 memory");
    expect_start(6, "begin fib 1 0");
    expect_start(7, "end fib 1 0");
    expect_line(8, "done 8");
    ck_assert_uint_eq(host.mapped, 0);
    ck_assert_str_eq(host.console, "bench: nothing: unknown\nbench: hypercall: unsupported\n"
                                   "bench: sieve: memory\n");
}
END_TEST

START_TEST(memory_is_kept_for_what_fits_in_it)
{
    host.maps_left = 2;
    ck_assert_int_eq(bench_run("sort:1:1,sieve:1:1,sort:1:1,times-table:1:1,matmul:1:1"), 0);
    ck_assert_int_eq(host.maps_left, 0);
    ck_assert_uint_eq(host.mapped, 0);
}
END_TEST

START_TEST(a_hypervisor_below_makes_hypercalls_run)
{
    host.is_1k = 1;
    ck_assert_int_eq(bench_run("hypercall:9:1"), 0);
    expect_start(2, "end hypercall 9 0");
}
END_TEST

/* It is what the workload read that is told, not what could be read around it. */
START_TEST(a_workload_may_time_itself)
{
    host.is_1k = 1;
    ck_assert_int_eq(bench_run("oneshot:5000:1"), 0);
    expect_start(2, "end oneshot 5000 0 1000 6966");
}
END_TEST

static const char *const bad_words[] = {
    "fib",
    "fib:",
    "fib:1",
    "fib:1:",
    "fib:1:1:",
    "fib:0:1",
    "fib:1:0",
    "fib:-1:1",
    "fib: 1:1",
    "fib:1:1 ",
    ":1:1",
    "Fib:1:1",
    "fi b:1:1",
    "fib:1x:1",
    "fib:4294967296:1",
    "fib:1:1:1",
    "fib:1:99999999999",
    "",
    "fib;1;1",
    "a-name-of-32-characters-is-refused:1:1",
};

START_TEST(bad_words_are_named_and_counted)
{
    char spec[128], message[256];
    snprintf(spec, sizeof spec, "fib:1:1,%s,nqueens:1:1", bad_words[_i]);
    ck_assert_int_eq(bench_run(spec), 1);
    expect_start(2, "end fib 1 0");
    expect_start(4, "end nqueens 1 0");
    expect_line(5, "done 5");
    snprintf(message, sizeof message, "bench: bad word '%s': want NAME:SIZE:ITERATIONS",
             bad_words[_i]);
    ck_assert_msg(strncmp(host.console, message, strlen(message)) == 0, "%s", host.console);
    ck_assert_ptr_eq(strchr(host.console, '\n'), host.console + strlen(host.console) - 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("guest harness");
    TCase *tests = tcase_create("harness");
    tcase_add_test(tests, a_run_is_boot_begin_end_done);
    tcase_add_test(tests, clocks_follow_one_another);
    tcase_add_test(tests, failures_are_told_and_the_rest_still_runs);
    tcase_add_test(tests, memory_is_kept_for_what_fits_in_it);
    tcase_add_test(tests, a_hypervisor_below_makes_hypercalls_run);
    tcase_add_test(tests, a_workload_may_time_itself);
    tcase_add_loop_test(tests, bad_words_are_named_and_counted, 0,
                        sizeof bad_words / sizeof *bad_words);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
