/*
 * Output that costs no exit (vmm/kvm/coalesced.h): it is shown though nobody is told of it, nothing
 * overtakes it, and none of it is missing when the guest ends, by itself or in a crash.
 */
#include "error.h"
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define GUEST(name) "build/tests/guests/real_" name ".bin"

enum { SOON = 20, ROUNDS = 1000 };

static const char *const irqchips[] = {"user", "kernel"};

/* The run of real_order.S: "01a" a thousand times, then a line of its own. */
static void print_order(struct text *expected)
{
    for (unsigned i = 0; i < ROUNDS; i++)
        text_printf(expected, "01a");
    text_printf(expected, "\nlast words");
}

START_TEST(prompt_is_shown_while_the_guest_computes)
{
    struct process process;
    require_kvm();
    vmm_start(&process, &(struct command){.terminal = true},
              ARGUMENTS("--irqchip", irqchips[_i], GUEST("prompt")));
    process_expect(&process, "ready> ", SOON);
    process_send(&process, "\001x");
    process_wait(&process);
    must_end_with(&process, STATUS_OK);
    process_free(&process);
}
END_TEST

START_TEST(prompt_of_one_vm_is_shown_beside_others)
{
    struct process process;
    require_kvm();
    vmm_start(&process, &(struct command){.terminal = true},
              ARGUMENTS("--color=never", GUEST("prompt"), GUEST("sleep"), "guest/hello.bin"));
    process_expect(&process, "real_prompt | ready> ", SOON);
    process_expect(&process, "Good-bye!", SOON);
    process_expect(&process, "real_prompt | ready> ", SOON); /* put back below */
    process_send(&process, "\001x");
    process_wait(&process);
    process_free(&process);
}
END_TEST

/* Long enough for the monitor to find that the guest prints no more (vmm/kvm/coalesced.h). */
enum { PAUSE_S = 1, BURSTS = 3 };

/* Each time, KVM gathers anew what the guest prints, and stops. */
START_TEST(bursts_are_whole_and_end_in_a_prompt)
{
    struct process process;
    struct text expected = {0};
    require_kvm();
    vmm_start(&process, &(struct command){.input = INPUT_OPEN, .limit_s = 60},
              ARGUMENTS("--irqchip", irqchips[_i], "--stats", GUEST("chatter")));
    for (unsigned burst = 0; burst < BURSTS; burst++) {
        for (unsigned line = 0; line < 100; line++)
            text_printf(&expected, "chatter\n");
        text_printf(&expected, "ready> ");
        process_expect(&process, "ready> ", SOON);
        process_read_for(&process, PAUSE_S);
        text_must_equal("stdout", &process.output, text_string(&expected));
        process_send(&process, burst + 1 < BURSTS ? "n" : "q");
    }
    process_wait(&process);
    must_end_with(&process, STATUS_OK);
    text_must_equal("stdout", &process.output, text_string(&expected));
    ck_assert_msg(text_find(&process.errors, "coalesced", 0) >= 0, "it gathered nothing:\n%s",
                  text_string(&process.errors));
    text_free(&expected);
    process_free(&process);
}
END_TEST

/* With --trace every byte is an exit: the text has to be the same. */
static void must_keep_order(const char *irqchip, const char *trace)
{
    struct scratch marks;
    struct text expected = {0}, written = {0};
    struct process process;
    print_order(&expected);
    scratch_make(&marks, "", 0);
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--irqchip", irqchip, "--marks", marks.path, GUEST("order"),
                      trace ? "--trace" : NULL, trace));
    must_end_with(&process, 7);
    text_must_equal("stdout", &process.output, text_string(&expected));
    scratch_read(&marks, &written);
    text_must_equal("marks", &written, "M1 0 end");
    text_free(&written);
    text_free(&expected);
    process_free(&process);
}

START_TEST(nothing_overtakes_and_the_end_is_whole)
{
    char trace[128];
    struct text file = {0};
    require_kvm();
    must_keep_order(irqchips[_i], NULL);
    scratch_name(trace, "trace.txt");
    must_keep_order(irqchips[_i], trace);
    file_read(trace, &file);
    ck_assert_uint_eq(text_count(&file, " io out 0xe9 1 1 0x30 "), ROUNDS);
    text_free(&file);
}
END_TEST

START_TEST(last_words_before_a_crash_are_heard)
{
    struct scratch marks;
    struct text written = {0};
    struct process process;
    require_kvm();
    scratch_make(&marks, "", 0);
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--irqchip", irqchips[_i], "--marks", marks.path, GUEST("last_words")));
    must_end_with(&process, STATUS_CRASHED);
    text_must_equal("stdout", &process.output, "before, after\n");
    scratch_read(&marks, &written);
    text_must_equal("marks", &written, "M1 0 end");
    text_free(&written);
    process_free(&process);
}
END_TEST

START_TEST(last_words_before_a_timeout_are_heard)
{
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--irqchip", irqchips[_i], "--timeout", "1", GUEST("prompt")));
    must_end_with(&process, STATUS_TIMEOUT);
    text_must_equal("stdout", &process.output, "ready> ");
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("quiet");
    TCase *tests = report_case(suite, "quiet", 60);
    tcase_add_loop_test(tests, prompt_is_shown_while_the_guest_computes, 0, 2);
    tcase_add_test(tests, prompt_of_one_vm_is_shown_beside_others);
    tcase_add_loop_test(tests, bursts_are_whole_and_end_in_a_prompt, 0, 2);
    tcase_add_loop_test(tests, nothing_overtakes_and_the_end_is_whole, 0, 2);
    tcase_add_loop_test(tests, last_words_before_a_crash_are_heard, 0, 2);
    tcase_add_loop_test(tests, last_words_before_a_timeout_are_heard, 0, 2);
    return report_run(argv[0], suite);
}
