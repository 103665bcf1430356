/*
 * Guests that do their worst, each beside three that mind their own business: what becomes of the
 * hostile one is defined and said, and the innocent ones never notice.
 */
#include "error.h"
#include "harness/report.h"
#include "harness/scratch.h"
#include "hostile/beside.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define HALTED  "halted for good: HLT with interrupts off"
#define FAULTED "crashed: triple fault"
#define CRASHED "crashed: " /* a triple fault on a processor; KVM's emulator may say otherwise */
#define UNREAD  "(no memory there)"

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
    return report_run(argv[0], suite);
}
