/*
 * The command line of kvm-vmm: what it refuses and how, and what it answers without running a VM.
 */
#include "error.h"
#include "harness/complaint.h"
#include "harness/host.h"
#include "harness/report.h"

#include <string.h>

#define HELLO "guest/hello.bin"

struct refusal {
    const char *arguments[8];
    int status;
    const char *words[COMPLAINT_WORDS + 1];
};

static const struct refusal refusals[] = {
    {{NULL}, STATUS_USAGE, {"no image", "--help"}},
    {{HELLO, HELLO, HELLO, HELLO, HELLO}, STATUS_USAGE, {"5 images", "4"}},
    {{"-m", "0", HELLO}, STATUS_USAGE, {"-m 0", "64K", "3G"}},
    {{"-m", "1T", HELLO}, STATUS_USAGE, {"-m 1T", "256K"}},
    {{"-m", "1024G", HELLO}, STATUS_USAGE, {"-m 1024G", "64K", "3G"}},
    {{"-m", "", HELLO}, STATUS_USAGE, {"-m", "256K"}},
    {{"-m", "-1", HELLO}, STATUS_USAGE, {"-m -1", "256K"}},
    {{"-m", "12Q", HELLO}, STATUS_USAGE, {"-m 12Q", "256K"}},
    {{"-m", "99999999999999999999", HELLO}, STATUS_USAGE, {"-m 9999"}},
    {{"--memory=16MB", HELLO}, STATUS_USAGE, {"16MB", "16M"}},
    {{HELLO, "-m"}, STATUS_USAGE, {"-m", "--help"}},
    {{"--frobnicate", HELLO}, STATUS_USAGE, {"--frobnicate", "--help"}},
    {{"--help=me"}, STATUS_USAGE, {"--help=me", "no value", "--help"}},
    {{"--no-sandbox=1", HELLO}, STATUS_USAGE, {"--no-sandbox=1", "no value", "--help"}},
    {{"-z", HELLO}, STATUS_USAGE, {"-z", "--help"}},
    {{"--irqchip", "apic", HELLO}, STATUS_USAGE, {"--irqchip apic", "user", "kernel"}},
    {{"--irqchip=", HELLO}, STATUS_USAGE, {"--irqchip", "user", "kernel"}},
    {{"--input", "mouse", HELLO}, STATUS_USAGE, {"--input mouse", "keyboard", "serial"}},
    {{"--color", "blue", HELLO}, STATUS_USAGE, {"--color blue", "auto", "always", "never"}},
    {{"--timeout", "soon", HELLO}, STATUS_USAGE, {"--timeout soon", "seconds"}},
    {{"--timeout", "0", HELLO}, STATUS_USAGE, {"--timeout 0", "seconds"}},
    {{"--timeout", "-1", HELLO}, STATUS_USAGE, {"--timeout -1", "seconds"}},
    {{"--timeout", "nan", HELLO}, STATUS_USAGE, {"--timeout nan", "seconds"}},
    {{"--timeout", "1s", HELLO}, STATUS_USAGE, {"--timeout 1s", "seconds"}},
    {{"--timeout", "", HELLO}, STATUS_USAGE, {"--timeout", "seconds"}},
    {{"--marks", "fd:99", HELLO}, STATUS_USAGE, {"--marks fd:99", "descriptor"}},
    {{"--marks", "fd:one", HELLO}, STATUS_USAGE, {"--marks fd:one", "descriptor"}},
    {{"--marks", "/no/such/place", HELLO}, STATUS_NO_FILE, {"/no/such/place", "No such file"}},
    {{"--trace", "/no/such/place", HELLO}, STATUS_NO_FILE, {"/no/such/place", "No such file"}},
    {{"--stats=/no/such/place", HELLO}, STATUS_NO_FILE, {"/no/such/place", "No such file"}},
    {{"guest/no-such-image.bin"}, STATUS_NO_FILE, {"guest/no-such-image.bin", "make"}},
    {{HELLO, "guest/no-such-image.bin"}, STATUS_NO_FILE, {"guest/no-such-image.bin", "make"}},
    {{""}, STATUS_NO_FILE, {"no such image", "make"}},
};

START_TEST(refuses)
{
    const struct refusal *refusal = &refusals[_i];
    must_refuse(refusal->arguments, refusal->status, refusal->words);
}
END_TEST

static void must_answer(const char *option, const char *const words[])
{
    struct process process;
    vmm_run(&process, &(struct command){0}, ARGUMENTS(option));
    must_end_with(&process, STATUS_OK);
    text_must_equal("stderr", &process.errors, "");
    for (; *words != NULL; words++)
        ck_assert_msg(text_find(&process.output, *words, 0) >= 0, "\"%s\" is not in: %s", *words,
                      text_string(&process.output));
    process_free(&process);
}

START_TEST(help_names_every_option)
{
    static const char *const words[] = {"usage: kvm-vmm",
                                        "--memory",
                                        "--append",
                                        "--irqchip",
                                        "--input",
                                        "--color",
                                        "--marks",
                                        "--stats",
                                        "--timeout",
                                        "--trace",
                                        "--probe",
                                        "--help",
                                        "--version",
                                        "Ctrl-A x",
                                        "64",
                                        "65",
                                        "66",
                                        "69",
                                        "70",
                                        "71",
                                        "124",
                                        "128",
                                        NULL};
    must_answer("--help", words);
    must_answer("-h", words);
}
END_TEST

START_TEST(version_is_one_line)
{
    struct process process;
    vmm_run(&process, &(struct command){0}, ARGUMENTS("--version"));
    must_end_with(&process, STATUS_OK);
    ck_assert_uint_eq(text_lines(&process.output), 1);
    ck_assert(strncmp(text_string(&process.output), "kvm-vmm ", 8) == 0);
    process_free(&process);
}
END_TEST

START_TEST(options_may_follow_images)
{
    require_kvm();
    struct process before, after;
    vmm_run(&before, &(struct command){0}, ARGUMENTS("--color=never", "-m", "1M", HELLO));
    vmm_run(&after, &(struct command){0}, ARGUMENTS(HELLO, "--color", "never", "-m1m"));
    must_end_with(&before, STATUS_OK);
    must_end_with(&after, STATUS_OK);
    text_must_equal("stdout", &after.output, text_string(&before.output));
    process_free(&before);
    process_free(&after);
}
END_TEST

START_TEST(answer_that_cannot_be_written_is_an_error)
{
    struct process process;
    const char *const argv[] = {"sh", "-c", "exec \"$0\" --version >/dev/full", host_vmm(), NULL};
    process_run(&process, &(struct command){.argv = argv});
    must_be_refused(&process, STATUS_OS_ERROR, WORDS("stdout", "No space"));
    process_free(&process);
}
END_TEST

START_TEST(closed_stderr_does_not_change_the_status)
{
    struct process process;
    const char *const argv[] = {"sh", "-c", "exec \"$0\" --frobnicate 2>&-", host_vmm(), NULL};
    process_run(&process, &(struct command){.argv = argv});
    must_end_with(&process, STATUS_USAGE);
    text_must_equal("stdout", &process.output, "");
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("cli");
    TCase *tests = report_case(suite, "cli", 30);
    tcase_add_loop_test(tests, refuses, 0, sizeof(refusals) / sizeof(refusals[0]));
    tcase_add_test(tests, help_names_every_option);
    tcase_add_test(tests, version_is_one_line);
    tcase_add_test(tests, options_may_follow_images);
    tcase_add_test(tests, answer_that_cannot_be_written_is_an_error);
    tcase_add_test(tests, closed_stderr_does_not_change_the_status);
    return report_run(argv[0], suite);
}
