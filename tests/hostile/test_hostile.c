/*
 * Guests that do their worst, each beside three that mind their own business: what becomes of the
 * hostile one is defined and said, and the innocent ones never notice.
 */
#include "error.h"
#include "harness/host.h"
#include "harness/lines.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FOLDER    "build/tests/hostile/guests/"
#define INNOCENT  FOLDER "real_innocent.bin"
#define HALTED    "halted for good: HLT with interrupts off"
#define FAULTED   "crashed: triple fault"
#define CRASHED   "crashed: " /* a triple fault on a processor; KVM's emulator may say otherwise */
#define UNREAD    "(no memory there)"
#define LONG_TIME 60

enum { INNOCENTS = 3, ENDLESS = 128 + SIGTERM };

static const char innocent_output[] = "line 0\nline 1\nline 2\nline 3\nline 4\nintact\n";

/** What one image must come to. */
struct hostile {
    const char *file;
    int status;         /* ENDLESS: still running when the innocent ones are done */
    const char *output; /* all that it prints; NULL: too much to say */
    const char *report; /* what stderr says of it; NULL: nothing at all */
};

static const struct hostile guests[] = {
    {"real_every_port.bin", 0, NULL, NULL},
    {"real_low_ports.bin", 0, NULL, NULL},
    {"real_mmio.bin", 0, "all ones\n", NULL},
    {"real_triple.bin", STATUS_CRASHED, "", CRASHED},
    {"real_nowhere.bin", STATUS_CRASHED, "", UNREAD},
    {"real_spin_deaf.bin", ENDLESS, "", NULL},
    {"real_spin_ticks.bin", ENDLESS, "", NULL},
    {"real_storm.bin", 0, "2000 interrupts\n", NULL},
    {"real_pit_fastest.bin", 0, "3000 ticks\n", NULL},
    {"real_pit_modes.bin", 0, "256 control words\n", NULL},
    {"real_keys_flood.bin", 0, "flooded\n", NULL},
    {"real_reset.bin", 0, "", NULL},
    {"real_print_flood.bin", ENDLESS, NULL, NULL},
    {"real_escapes.bin", 0,
     "^[[2J^[[31m\n^[]0;title^G^[\\\n^[[6n^[c^N^O\n\\x9b2J\\xc2\\x9b2J\n"
     "\\xc0\\xaf\\xff\\xed\\xa0\\x80^@^?\n",
     NULL},
    {"real_exit_string.bin", 42, "", NULL},
    {"real_exit_word.bin", 43, "", NULL},
    {"real_halt.bin", 0, "", HALTED},
    {"real_selfmod.bin", 0, "2001000\n", NULL},
    {"pm_triple.elf", STATUS_CRASHED, "", FAULTED},
    {"pm_nowhere.elf", STATUS_CRASHED, "", UNREAD},
    {"pm_stack_nowhere.elf", STATUS_CRASHED, "", CRASHED},
    {"pm_halt.elf", 0, "", HALTED},
    {"paged_triple.elf", STATUS_CRASHED, "", FAULTED},
    {"pm_strings.elf", 0, "strings\n", NULL},
    {"long_triple.elf", STATUS_CRASHED, "", FAULTED},
    {"long_nowhere.elf", STATUS_CRASHED, "", CRASHED},
    {"long_halt.elf", 0, "", HALTED},
    {"long_spin_user.elf", ENDLESS, "", NULL},
    {"long_mmio.elf", 0, "all ones\n", NULL},
    {"long_self_map.elf", 0, "mapped\n", NULL},
    {"long_unmapped.elf", STATUS_CRASHED, "", CRASHED},
    {"long_no_tables.elf", STATUS_CRASHED, "", CRASHED},
    {"long_cpuid.elf", 0, "leaves\n", NULL},
};

enum { GUESTS = sizeof(guests) / sizeof(guests[0]) };

/** What all runs come to. */
struct total {
    unsigned runs;
    unsigned long long exits;
};

static struct total *total; /* the tests are processes of their own; this memory they share */

/* ---- one hostile guest, three innocent ones ----------------------------------------------- */

/* As the console shows it: without folder and suffix. */
static void shown_name(char name[32], const char *file)
{
    snprintf(name, 32, "%.*s", (int)strcspn(file, "."), file);
}

/* Waits for the end; an endless guest is ended once the others are through. */
static void see_to_the_end(struct process *process, const struct hostile *guest)
{
    if (guest->status == ENDLESS) {
        for (unsigned i = 0; i < INNOCENTS; i++)
            process_expect(process, "intact\n", LONG_TIME);
        process_signal(process, SIGTERM);
    }
    process_wait(process);
    must_end_with(process, guest->status);
}

static void must_have_disturbed_nobody(const struct process *process, const struct hostile *guest)
{
    char name[32];
    const char *const names[] = {name, "real_innocent#1", "real_innocent#2", "real_innocent#3"};
    struct text each[1 + INNOCENTS] = {{0}};
    shown_name(name, guest->file);
    lines_sort(&process->output, names, 1 + INNOCENTS, NULL, each);
    if (guest->output != NULL)
        text_must_equal(name, &each[0], guest->output);
    for (unsigned i = 1; i <= INNOCENTS; i++)
        text_must_equal(names[i], &each[i], innocent_output);
    for (unsigned i = 0; i <= INNOCENTS; i++)
        text_free(&each[i]);
}

/* Of the hostile guest alone, by name; or nothing. */
static void must_be_reported(const struct process *process, const struct hostile *guest)
{
    struct text who = {0};
    if (guest->report == NULL) {
        text_must_equal("stderr", &process->errors, "");
        return;
    }
    text_printf(&who, "VM 0 (%.*s) ", (int)strcspn(guest->file, "."), guest->file);
    ck_assert_msg(text_find(&process->errors, text_string(&who), 0) >= 0 &&
                      text_find(&process->errors, guest->report, 0) >= 0 &&
                      text_count(&process->errors, "kvm-vmm: ") == 1,
                  "not one report that says \"%s\" of %s, but:\n%s", guest->report,
                  text_string(&who), text_tail(&process->errors));
    text_free(&who);
}

/* The guest's exits, from the rows `0,exit,KEY,DIRECTION,COUNT,…` of --stats. */
static unsigned long long exits_of(const char *stats)
{
    static const char row[] = "\n0,exit,";
    struct text text = {0};
    unsigned long long sum = 0;
    file_read(stats, &text);
    for (long at = 0; (at = text_find(&text, row, (size_t)at)) >= 0; at += (long)strlen(row)) {
        const char *field = text.data + at + strlen(row);
        for (unsigned i = 0; i < 2 && field != NULL; i++)
            field = strchr(field + (i > 0), ',');
        if (field != NULL)
            sum += strtoull(field + 1, NULL, 10);
    }
    text_free(&text);
    return sum;
}

static void run_beside_innocents(const struct hostile *guest, const char *irqchip)
{
    char image[96], name[24], stats[128], option[160];
    struct process process;
    require_kvm();
    if (strncmp(guest->file, "paged_", 6) == 0)
        require_os1k("i386");
    if (strcmp(guest->file, "real_every_port.bin") == 0)
        require_speed("a million exits");
    snprintf(image, sizeof(image), FOLDER "%s", guest->file);
    snprintf(name, sizeof(name), "stats-%d", (int)getpid()); /* each test is a process of its own */
    scratch_name(stats, name);
    snprintf(option, sizeof(option), "--stats=%s", stats);
    vmm_start(&process, &(struct command){.limit_s = LONG_TIME},
              ARGUMENTS("--irqchip", irqchip, option, image, INNOCENT, INNOCENT, INNOCENT));
    see_to_the_end(&process, guest);
    must_have_disturbed_nobody(&process, guest);
    must_be_reported(&process, guest);
    unsigned long long exits = exits_of(stats);
    total->runs++;
    total->exits += exits;
    report_note("%s, --irqchip %s: %llu exits, %.1f s", guest->file, irqchip, exits,
                process_seconds(&process));
    process_free(&process);
}

START_TEST(is_contained)
{
    run_beside_innocents(&guests[_i], "user");
}
END_TEST

/* Those for whom it makes a difference who has the interrupt controllers. */
static const char *const on_kernel_irqchip[] = {"real_storm.bin",     "real_pit_fastest.bin",
                                                "real_pit_modes.bin", "real_halt.bin",
                                                "real_spin_deaf.bin", "long_spin_user.elf"};

enum { ON_KERNEL = sizeof(on_kernel_irqchip) / sizeof(on_kernel_irqchip[0]) };

START_TEST(is_contained_with_kvms_controllers)
{
    for (unsigned i = 0; i < GUESTS; i++)
        if (strcmp(guests[i].file, on_kernel_irqchip[_i]) == 0)
            run_beside_innocents(&guests[i], "kernel");
}
END_TEST

START_TEST(their_sum)
{
    require_kvm();
    ck_assert_uint_gt(total->runs, 0);
    report_note("%d images in %u runs: %llu exits of the hostile ones", GUESTS, total->runs,
                total->exits);
}
END_TEST

/* ---- the terminal, and the marks ---------------------------------------------------------- */

START_TEST(a_terminal_never_sees_the_guests_escapes)
{
    static const char *const aimed[] = {"\033[2J", "\033]0;", "\033[6n", "\033c", "\016", "\x9b"};
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){.terminal = true},
            ARGUMENTS("--color", "never", FOLDER "real_escapes.bin"));
    must_end_with(&process, STATUS_OK);
    ck_assert_uint_eq(text_count(&process.output, "^[[2J"), 1);
    for (unsigned i = 0; i < sizeof(aimed) / sizeof(aimed[0]); i++)
        ck_assert_msg(text_find(&process.output, aimed[i], 0) < 0,
                      "sequence %u reached the terminal", i);
    process_terminal_must_be_restored(&process);
    process_free(&process);
}
END_TEST

START_TEST(a_raw_console_passes_them_on)
{
    static const char *const aimed[] = {"\033[2J", "\033]0;title\a", "\033c\016\017", "\x9b"};
    struct process process;
    require_kvm();
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--raw-console", FOLDER "real_escapes.bin", INNOCENT));
    must_end_with(&process, STATUS_OK);
    for (unsigned i = 0; i < sizeof(aimed) / sizeof(aimed[0]); i++)
        ck_assert_msg(text_find(&process.output, aimed[i], 0) >= 0, "sequence %u was changed", i);
    ck_assert_uint_eq(text_count(&process.output, "real_innocent | "), 6);
    process_free(&process);
}
END_TEST

START_TEST(forged_marks_are_passed_on_as_they_are)
{
    static const char start[] = "M1 0 boot x86_64 1 *00000000\n", end[] = "\nM1 2 begin si";
    struct process process;
    struct scratch marks;
    struct text text = {0};
    require_kvm();
    scratch_make(&marks, "", 0);
    vmm_run(&process, &(struct command){0},
            ARGUMENTS("--marks", marks.path, FOLDER "real_marks.bin"));
    must_end_with(&process, STATUS_OK);
    text_must_equal("stdout", &process.output, "");
    scratch_read(&marks, &text);
    ck_assert_uint_eq(text.size, 96);
    ck_assert_mem_eq(text.data, start, strlen(start));
    ck_assert_mem_eq(text.data + text.size - strlen(end), end, strlen(end));
    text_free(&text);
    process_free(&process);
}
END_TEST

START_TEST(endless_marks_that_nobody_reads_hold_up_nobody_else)
{
    static const struct hostile guest = {"real_marks_flood.bin", ENDLESS, "", NULL};
    char target[16];
    int ends[2];
    struct process process;
    require_kvm();
    ck_assert_int_eq(pipe(ends), 0);
    ends[1] = pass_on(ends[1]);
    snprintf(target, sizeof(target), "fd:%d", ends[1]);
    vmm_start(
        &process, &(struct command){.limit_s = LONG_TIME},
        ARGUMENTS("--marks", target, FOLDER "real_marks_flood.bin", INNOCENT, INNOCENT, INNOCENT));
    see_to_the_end(&process, &guest);
    must_have_disturbed_nobody(&process, &guest);
    process_free(&process);
    close(ends[0]);
    close(ends[1]);
}
END_TEST

START_TEST(marks_onto_a_full_disk_end_their_vm_alone)
{
    static const struct hostile guest = {"real_marks_flood.bin", STATUS_OS_ERROR, "",
                                         "cannot write the marks: No space left on device"};
    struct process process;
    require_kvm();
    vmm_start(&process, &(struct command){.limit_s = LONG_TIME},
              ARGUMENTS("--marks", "/dev/full", FOLDER "real_marks_flood.bin", INNOCENT, INNOCENT,
                        INNOCENT));
    process_wait(&process);
    must_end_with(&process, STATUS_OS_ERROR);
    must_have_disturbed_nobody(&process, &guest);
    ck_assert_msg(text_find(&process.errors, guest.report, 0) >= 0, "stderr says:\n%s",
                  text_tail(&process.errors));
    process_free(&process);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    total = mmap(NULL, sizeof(*total), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (total == MAP_FAILED)
        return 1;
    Suite *suite = suite_create("hostile");
    TCase *tests = report_case(suite, "hostile", 2 * LONG_TIME);
    tcase_add_loop_test(tests, is_contained, 0, GUESTS);
    tcase_add_loop_test(tests, is_contained_with_kvms_controllers, 0, ON_KERNEL);
    tcase_add_test(tests, their_sum);
    tcase_add_test(tests, a_terminal_never_sees_the_guests_escapes);
    tcase_add_test(tests, a_raw_console_passes_them_on);
    tcase_add_test(tests, forged_marks_are_passed_on_as_they_are);
    tcase_add_test(tests, endless_marks_that_nobody_reads_hold_up_nobody_else);
    tcase_add_test(tests, marks_onto_a_full_disk_end_their_vm_alone);
    return report_run(argv[0], suite);
}
