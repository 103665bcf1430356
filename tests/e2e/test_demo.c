/*
 * `make demo`: the menu on VM 0 and three other guests beside it, played as a passer-by would.
 */
#include "harness/host.h"
#include "harness/report.h"

enum { SOON = 20 };

START_TEST(demo_plays_to_its_end)
{
    static const char *const last_lines[] = {"second 5\r\n", "fib(47) = 2971215073\r\n",
                                             "168 primes below 1000\r\n"};
    const char *const argv[] = {"sh", "scripts/demo.sh", "--color=never", NULL};
    struct process process;
    require_kvm();
    process_start(&process, &(struct command){.argv = argv, .terminal = true, .limit_s = 60});
    process_expect(&process, "Choice: ", SOON);
    process_send(&process, "2");
    process_expect(&process, "0 1 2 3 4 5 6 7 8 9\r\n", SOON);
    for (unsigned i = 0; i < sizeof(last_lines) / sizeof(last_lines[0]); i++) {
        process.seen = 0; /* the guests end in any order */
        process_expect(&process, last_lines[i], SOON);
    }
    process_send(&process, "q");
    process_wait(&process);
    must_end_with(&process, 0);
    process_terminal_must_be_restored(&process);
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("demo");
    tcase_add_test(report_case(suite, "demo", 80), demo_plays_to_its_end);
    return report_run(argv[0], suite);
}
