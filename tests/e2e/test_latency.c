/*
 * From a key on the host's terminal to its echo there, one key at a time: the whole way through
 * the I/O thread, the keyboard, an interrupt, the guest's handler, its queue, a system call and
 * back. The median and the 99th percentile are printed; only the absence of an echo is a failure.
 */
#include "harness/machine.h"
#include "harness/report.h"

#include <stdlib.h>

enum { KEYS = 300, SOON = 20 };

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double measure_key(struct machine *machine, char key)
{
    const char text[] = {key, '\0'};
    double begin = now_s();
    machine_type(machine, text);
    machine_expect(machine, text, SOON);
    return now_s() - begin;
}

START_TEST(key_to_echo)
{
    struct machine machine;
    double times[KEYS];
    machine_boot(&machine, (unsigned)_i, MACHINE_KEYBOARD, "menu", 0);
    machine_expect(&machine, "Choice: ", SOON);
    machine_type(&machine, "3");
    machine_expect(&machine, "\n> ", SOON);
    for (unsigned i = 0; i < KEYS; i++)
        times[i] = measure_key(&machine, (char)('a' + i % 26));
    qsort(times, KEYS, sizeof(times[0]), ascending);
    report_note("%s: key to echo, %d keys: p50 %.3f ms, p99 %.3f ms, longest %.3f ms",
                machine.kind->name, KEYS, 1e3 * times[KEYS / 2], 1e3 * times[KEYS * 99 / 100],
                1e3 * times[KEYS - 1]);
    machine_type(&machine, "\4");
    machine_expect(&machine, "Choice: ", SOON);
    machine_type(&machine, "q");
    ck_assert_int_eq(machine_wait(&machine), 0);
    machine_free(&machine);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("latency");
    TCase *tests = report_case(suite, "latency", 60);
    tcase_add_loop_test(tests, key_to_echo, 0, MACHINE_KINDS_KVM);
    return report_run(argv[0], suite);
}
