/*
 * HOSTILE_MINUTES of random hostile guests: four VMs in one kvm-vmm hammer their devices all the
 * time, while run after run of random bytes is taken for code beside them. Nothing may crash or
 * hang, and the memory of the first must not grow.
 */
#include "harness/host.h"
#include "harness/report.h"
#include "harness/scratch.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define HAMMER     "build/tests/hostile/guests/real_random.bin"
#define GROWTH_KIB 256 /* less than four VMs' buffers, in case one was not yet touched */

enum { VMS = 4, CODE_BYTES = 2048 };

static double minutes(void)
{
    const char *text = getenv("HOSTILE_MINUTES");
    return text != NULL ? atof(text) : 30;
}

/* Seconds until the four have all the memory that they will ever touch, the counts of the last of
   their ports too. */
static double settled_s(void)
{
    double seconds = 5 + 6 * minutes();
    return seconds < 60 ? seconds : 60;
}

static void make_hammer(struct scratch *image, unsigned seed)
{
    struct text code = {0};
    file_read(HAMMER, &code);
    char *place = memmem(code.data, code.size, "SEED", 4);
    ck_assert_ptr_nonnull(place);
    memcpy(place + 4, &seed, sizeof(seed));
    scratch_make(image, code.data, code.size);
    text_free(&code);
}

/*
 * A `mov` to or from a segment register that does not exist, number 6 or 7: an invalid opcode to a
 * processor, the end of QEMU 10.0.2 (gitlab.com/qemu-project/qemu, issue 3195; 10.0.13 bears it).
 */
static bool ends_qemu(const unsigned char code[2])
{
    return (code[0] & 0xfd) == 0x8c && (code[1] & 0x30) == 0x30;
}

static void make_random_code(struct scratch *image)
{
    bool spare = getenv("HOSTILE_SPARE_QEMU") != NULL;
    unsigned char code[CODE_BYTES];
    for (unsigned i = 0; i < CODE_BYTES; i++)
        do
            code[i] = (unsigned char)(random() >> 8);
        while (spare && i > 0 && ends_qemu(&code[i - 1]));
    scratch_make(image, code, sizeof(code));
}

/* VmRSS of /proc/PID/status. */
static long resident_kib(const struct process *process)
{
    char path[64], line[160];
    long kib = -1;
    snprintf(path, sizeof(path), "/proc/%d/status", process->pid);
    FILE *file = fopen(path, "re");
    while (file != NULL && kib < 0 && fgets(line, sizeof(line), file) != NULL)
        sscanf(line, "VmRSS: %ld", &kib);
    if (file != NULL)
        fclose(file);
    ck_assert_int_gt(kib, 0);
    return kib;
}

/* Everything on stderr is a report: kvm-vmm's own lines, and the registers, indented. */
static void must_be_reports(const struct text *errors)
{
    const char *line = text_string(errors);
    while (*line != '\0') {
        ck_assert_msg(strncmp(line, "kvm-vmm: ", 9) == 0 || strncmp(line, "  ", 2) == 0,
                      "not a report: %s", line);
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
}

/* One run of four VMs; any status that a guest may ask for will do, but no signal and no hang. */
static void run_random_code(void)
{
    struct scratch image[VMS];
    struct process process;
    for (unsigned i = 0; i < VMS; i++)
        make_random_code(&image[i]);
    vmm_run(
        &process, &(struct command){0},
        ARGUMENTS("--timeout", "0.5", image[0].path, image[1].path, image[2].path, image[3].path));
    ck_assert_msg(!process.timed_out && !process.killed, "status %d after:\n%s", process.status,
                  text_tail(&process.errors));
    must_be_reports(&process.errors);
    process_free(&process);
    for (unsigned i = 0; i < VMS; i++)
        close(image[i].descriptor);
}

/* Takes what was printed, and forgets it: this may go on for hours. */
static void drain(struct process *process, double seconds)
{
    process_read_for(process, seconds);
    text_free(&process->output);
    free(process->stamps);
    process->output = (struct text){0};
    process->stamps = NULL;
    process->stamp_count = 0;
    process->seen = 0;
}

/* The exits of all four, from the lines `VM N, NAME: COUNT exits` of --stats. */
static unsigned long long count_exits(const struct text *errors)
{
    unsigned long long sum = 0, exits;
    const char *line = text_string(errors);
    for (; line != NULL; line = strchr(line, '\n'), line += line != NULL)
        if (sscanf(line, "VM %*u, %*[^:]: %llu exits", &exits) == 1)
            sum += exits;
    return sum;
}

/** The four, and what came of it all. */
struct long_run {
    struct process hammers;
    double start;
    unsigned runs;          /* of random code */
    unsigned minutes;       /* that have been told */
    long before, now, most; /* memory of the four, in KiB */
};

static void start_hammers(struct long_run *run)
{
    struct scratch image[VMS];
    for (unsigned i = 0; i < VMS; i++)
        make_hammer(&image[i], (unsigned)random() | 1);
    run->start = now_s();
    vmm_start(&run->hammers, &(struct command){.limit_s = 60 * minutes() + 60},
              ARGUMENTS("--stats", image[0].path, image[1].path, image[2].path, image[3].path));
    drain(&run->hammers, settled_s());
    run->before = run->now = run->most = resident_kib(&run->hammers);
}

static void look_at_hammers(struct long_run *run)
{
    drain(&run->hammers, 0.2);
    ck_assert_msg(!run->hammers.ended, "the four ended with %d:\n%s", run->hammers.status,
                  text_tail(&run->hammers.errors));
    run->now = resident_kib(&run->hammers);
    run->most = run->now > run->most ? run->now : run->most;
    ck_assert_int_le(run->now, run->before + GROWTH_KIB);
}

/* long_lab.sh reads the last of these lines. On a busy host one look may be minutes after another.
 */
static void tell_minutes(struct long_run *run)
{
    unsigned whole = (unsigned)((now_s() - run->start) / 60);
    if (whole == run->minutes)
        return;
    run->minutes = whole;
    report_note("minute %u is over: %u runs of random code, memory %ld KiB", run->minutes,
                run->runs, run->now);
}

static void end_hammers(struct long_run *run)
{
    process_signal(&run->hammers, SIGTERM);
    process_wait(&run->hammers);
    must_end_with(&run->hammers, 128 + SIGTERM);
    report_note("%u runs of random code; %llu exits of the four; memory %ld KiB at the start, "
                "%ld KiB at the end, %ld KiB at the most",
                run->runs, count_exits(&run->hammers.errors), run->before, run->now, run->most);
    process_free(&run->hammers);
}

START_TEST(random_guests)
{
    struct long_run run = {0};
    unsigned seed = (unsigned)time(NULL);
    require_kvm();
    srandom(seed);
    report_note("seed %u", seed);
    start_hammers(&run);
    while (now_s() < run.start + 60 * minutes()) {
        run_random_code();
        run.runs++;
        look_at_hammers(&run);
        tell_minutes(&run);
    }
    end_hammers(&run);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("hostile-long");
    TCase *tests = report_case(suite, "hostile-long", 60 * minutes() + 120);
    tcase_add_test(tests, random_guests);
    return report_run(argv[0], suite);
}
