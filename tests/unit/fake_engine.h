/*
 * Engines that misbehave on purpose. A test of the driver starts itself again under the names
 * fake-vmm, fake-qemu, fake-bochs and fake-native; what then runs is here. Which fault to show, and
 * from which boot on, stands in the environment:
 *
 *     FAKE_FAULT   engine:fault, for example "vmm:hang"
 *     FAKE_FROM    the first boot of that engine that shows it (default 0: the calibration)
 *     FAKE_PROBE   exit status of fake-vmm --probe (default 0)
 *     FAKE_VERSION what fake-qemu calls its version (default 10.0.2)
 *     FAKE_HZ      the rate of its counter, by which it plays the workload "oneshot": as if every
 *                  interrupt came FAKE_LATE_NS after the timer was due
 *     FAKE_JIT     what fake-qemu's monitor answers ("on" or "off"; default: as it was told)
 */
#ifndef FAKE_ENGINE_H
#define FAKE_ENGINE_H

#include "clock.h"
#include "crc32.h"
#include "process.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FAKE_STATUS_CRASHED = 70 };

struct fake {
    const char *engine; /* vmm, qemu or native */
    const char *fault;  /* "" for none */
    FILE *marks;
    unsigned sequence;
    bool hypervisor;
    bool counts; /* under -icount, or in Bochs: its counter counts instructions, a thousand for each
                    unit */
};

static inline const char *fake_variable(const char *name, const char *usual)
{
    const char *value = getenv(name);
    return value ? value : usual;
}

/** How many boots this engine has had before; counted in a file beside the results. */
static inline int fake_count_boot(const char *engine)
{
    char path[64];
    snprintf(path, sizeof path, "boots-of-%s", engine);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    int before = (int)lseek(fd, 0, SEEK_END);
    if (write(fd, ".", 1) != 1)
        abort();
    close(fd);
    return before;
}

/** The fault this boot of this engine is to show. */
static inline const char *fake_fault(const char *engine)
{
    const char *wanted = fake_variable("FAKE_FAULT", "");
    size_t length = strlen(engine);
    int boot = fake_count_boot(engine);
    if (strncmp(wanted, engine, length) != 0 || wanted[length] != ':' ||
        boot < atoi(fake_variable("FAKE_FROM", "0")))
        return "";
    return wanted + length + 1;
}

static inline bool fake_shows(const struct fake *fake, const char *fault)
{
    return strcmp(fake->fault, fault) == 0;
}

static inline void fake_mark(struct fake *fake, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline void fake_mark(struct fake *fake, const char *format, ...)
{
    char body[120], line[140];
    va_list args;
    va_start(args, format);
    vsnprintf(body, sizeof body, format, args);
    va_end(args);
    snprintf(line, sizeof line, "M1 %u %s", fake->sequence++, body);
    fprintf(fake->marks, "%s *%08" PRIx32 "\n", line, crc32_of(line, strlen(line)));
    fflush(fake->marks);
}

/** Works: 10 µs for each unit of size. */
static inline void fake_work(uint32_t size)
{
    uint64_t end_ns = clock_ns() + size * 10000ull;
    while (clock_ns() < end_ns)
        ;
}

/** The faults that strike between a begin and its end. */
static inline void fake_strike(struct fake *fake)
{
    if (fake_shows(fake, "killed"))
        kill(getpid(), SIGKILL);
    if (fake_shows(fake, "crashed")) {
        fprintf(stderr, "fake-%s: the guest crashed at 0x1234\n", fake->engine);
        exit(FAKE_STATUS_CRASHED);
    }
    if (fake_shows(fake, "family") && fork() == 0)
        for (;;)
            pause();
    while (fake_shows(fake, "babble")) /* too much said, none of it a mark */
        fputs("I am still here\n", stderr);
    while (fake_shows(fake, "flood")) /* too much on the mark stream */
        fputs("M1 flood\n", fake->marks);
    if (fake_shows(fake, "hang") || fake_shows(fake, "family"))
        for (;;)
            pause();
}

/** The guest's counter; that of a "fast" engine runs 10 % too fast. */
static inline uint64_t fake_tsc(const struct fake *fake)
{
    uint64_t tsc = clock_tsc();
    return fake_shows(fake, "fast") ? tsc + tsc / 10 : tsc;
}

/** Ticks from when a timer is set to `us` microseconds to its interrupt. */
static inline uint64_t fake_oneshot(uint32_t us)
{
    double hz = atof(fake_variable("FAKE_HZ", "1e9"));
    double late_ns = atof(fake_variable("FAKE_LATE_NS", "0"));
    double pulses = (double)(uint64_t)(us * 1.193182 + 0.5);
    return (uint64_t)((pulses / 1193182 + late_ns / 1e9) * hz + 0.5);
}

static inline void fake_iteration(struct fake *fake, const char *name, uint32_t size,
                                  uint32_t iteration)
{
    uint64_t checksum = size * 2654435761ull + (fake_shows(fake, "checksum") ? 1 : 0);
    if (fake_shows(fake, "fast"))
        usleep(150000); /* so that it shows over the boot, whatever sizes a busy machine brought */
    fake_mark(fake, "begin %s %" PRIu32 " %" PRIu32 " %" PRIu64, name, size, iteration,
              fake_tsc(fake));
    uint64_t begin = fake_tsc(fake);
    fake_strike(fake);
    bool oneshot = strcmp(name, "oneshot") == 0;
    if (!oneshot)
        fake_work(size);
    uint64_t end = fake->counts ? begin + size * 1000ull : fake_tsc(fake);
    if (oneshot)
        end = begin + fake_oneshot(size);
    bool late = fake_shows(fake, "late") && strcmp(name, "alpha") == 0 && iteration == 1;
    if (late || (fake_shows(fake, "sluggish") && iteration > 0))
        usleep(150000); /* as if the mark had been held up on its way */
    if (fake_shows(fake, "clock"))
        end += (end - begin) * 1000;
    if (fake_shows(fake, "lost") && iteration == 2)
        fake->sequence++;
    else if (fake_shows(fake, "garbled") && iteration == 2)
        fputs("M1 garbled\n", fake->marks);
    else
        fake_mark(fake, "end %s %" PRIu32 " %" PRIu32 " %" PRIu64 " %" PRIu64 " %016" PRIx64, name,
                  size, iteration, begin, end, checksum);
}

static inline bool fake_task(struct fake *fake, const char *name, uint32_t size,
                             uint32_t iterations)
{
    const char *reason = fake_shows(fake, "fault") ? "fault" : "unsupported";
    if (fake_shows(fake, "fault") || (strcmp(name, "outside") == 0 && !fake->hypervisor)) {
        fake_mark(fake, "fail %s %" PRIu32 " 0 %s", name, size, reason);
        return false;
    }
    for (uint32_t i = 0; i < iterations; i++)
        fake_iteration(fake, name, size, i);
    return true;
}

/** Runs a spec as the bench harness does. @return the guest's status */
static inline int fake_run(struct fake *fake, const char *spec)
{
    bool good = true;
    fake_mark(fake, "boot %s %" PRIu64, fake_variable("FAKE_ARCH", "i386"), fake_tsc(fake));
    while (*spec) {
        char name[32];
        uint32_t size, iterations;
        int used = 0;
        if (sscanf(spec, "%31[^:]:%" SCNu32 ":%" SCNu32 "%n", name, &size, &iterations, &used) != 3)
            return 64;
        good &= fake_task(fake, name, size, iterations);
        spec += used;
        spec += *spec == ',';
    }
    if (!fake_shows(fake, "silent"))
        fake_mark(fake, "done %u", fake->sequence);
    if (fake_shows(fake, "endless"))
        for (;;)
            pause();
    return good ? 0 : 1;
}

/** What follows "bench=" in the last argument that has it. */
static inline const char *fake_spec(int argc, char *argv[])
{
    const char *spec = "";
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "bench=", 6) == 0)
            spec = argv[i] + 6;
    }
    return spec;
}

static inline bool fake_has(int argc, char *argv[], const char *word)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], word) == 0)
            return true;
    }
    return false;
}

/** Writes the monitor's statistics where `--stats=` says. */
static inline void fake_statistics(int argc, char *argv[])
{
    for (int i = 1; i < argc; i++) {
        FILE *out = strncmp(argv[i], "--stats=", 8) == 0 ? fopen(argv[i] + 8, "w") : NULL;
        if (!out)
            continue;
        fputs("vm,kind,key,direction,count,total_ns,p50_ns,p99_ns\n"
              "0,exit,io 0x01e9,out,40,4000,90,110\n0,exit,hlt,,2,9000,4500,4600\n"
              "0,guest,run,,42,800000,,\n",
              out);
        fclose(out);
    }
}

/** Writes the monitor's phases where `--phases` says. */
static inline void fake_phases(int argc, char *argv[])
{
    for (int i = 1; i + 1 < argc; i++) {
        FILE *out = strcmp(argv[i], "--phases") == 0 ? fopen(argv[i + 1], "w") : NULL;
        if (!out)
            continue;
        fprintf(out, "vm,phase,monotonic_ns\n0,main,%" PRIu64 "\n", clock_ns());
        fprintf(out, "0,vm,%" PRIu64 "\n", clock_ns());
        fprintf(out, "0,guest,%" PRIu64 "\n", clock_ns());
        fclose(out);
    }
}

/** Becomes one process for each machine; each has the descriptor of its `--marks`. */
static inline int fake_machine(int argc, char *argv[], bool *child)
{
    int fd = -1;
    for (int i = 1; i + 1 < argc; i++) {
        if (strcmp(argv[i], "--marks") != 0)
            continue;
        *child = fd >= 0 && fork() == 0;
        if (fd < 0 || *child)
            fd = atoi(argv[i + 1] + strlen("fd:"));
        if (*child)
            break;
    }
    return fd;
}

static inline int fake_vmm(int argc, char *argv[])
{
    bool child = false;
    struct fake fake = {.engine = "vmm", .hypervisor = true};
    if (fake_has(argc, argv, "--probe")) {
        puts("backend          kvm_fake\nkind             fake");
        return atoi(fake_variable("FAKE_PROBE", "0"));
    }
    fake_statistics(argc, argv);
    fake_phases(argc, argv);
    fake.fault = fake_fault("vmm");
    fake.marks = fdopen(fake_machine(argc, argv, &child), "w");
    int status = fake_run(&fake, fake_spec(argc, argv));
    if (child)
        _exit(status);
    while (wait(NULL) > 0)
        ;
    return status;
}

/** Answers the monitor's requests as QEMU does, and ends with its end. */
static inline int fake_monitor(int argc, char *argv[])
{
    char request[400];
    FILE *qmp = fdopen(CHILD_QMP_FD, "r+");
    bool one =
        fake_has(argc, argv, "tcg,one-insn-per-tb=on") || fake_has(argc, argv, "-singlestep");
    one = strcmp(fake_variable("FAKE_JIT", one ? "on" : "off"), "on") == 0;
    bool old = strncmp(fake_variable("FAKE_VERSION", "10"), "7.", 2) == 0;
    fputs("{\"QMP\": {\"version\": {}}}\r\n", qmp);
    while (fflush(qmp) == 0 && fgets(request, sizeof request, qmp)) {
        fseek(qmp, 0, SEEK_CUR);
        fputs("{\"event\": \"IGNORED\"}\r\n", qmp);
        if (strstr(request, "info jit") && !old)
            fprintf(qmp, "{\"return\": \"one-insn-per-tb: %s\\r\\n\"}\r\n", one ? "on" : "off");
        else if (strstr(request, "info status"))
            fprintf(qmp, "{\"return\": \"VM status: paused%s\\r\\n\"}\r\n",
                    one ? " (single step mode)" : "");
        else
            fputs("{\"return\": {}}\r\n", qmp);
    }
    return 0;
}

static inline int fake_qemu(int argc, char *argv[])
{
    struct fake fake = {
        .engine = "qemu", .hypervisor = true, .counts = fake_has(argc, argv, "shift=0,sleep=off")};
    if (fake_has(argc, argv, "-version"))
        return printf("QEMU emulator version %s\n", fake_variable("FAKE_VERSION", "10.0.2")) < 0;
    if (fake_has(argc, argv, "-S"))
        return fake_monitor(argc, argv);
    fake.fault = fake_fault("qemu");
    fake.marks = fdopen(CHILD_MARKS_FD, "w");
    return fake_run(&fake, fake_spec(argc, argv)) << 1 | 1;
}

static inline int fake_native(int argc, char *argv[])
{
    struct fake fake = {.engine = "native", .marks = stdout};
    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        return puts("alpha,compute,100,units,nothing much,0,0\n"
                    "beta,memory,100,units,even less,0,0\n"
                    "outside,outside,100,units,what is below,1,0\n"
                    "wait,latency,100,units,a timer,1,1") < 0;
    fake.fault = fake_fault("native");
    return fake_run(&fake, argv[1]);
}

/** Finds the command line where Bochs' guest does: in the file that the engine made its ROM. */
static inline const char *fake_rom_spec(int argc, char *argv[], char *rom, size_t size)
{
    static const char option[] = "vgaromimage: file=", key[] = "bench=";
    for (int i = 1; i < argc; i++) {
        FILE *in = strncmp(argv[i], option, strlen(option)) == 0
                       ? fopen(argv[i] + strlen(option), "r")
                       : NULL;
        if (!in)
            continue;
        size_t length = fread(rom, 1, size - 1, in);
        fclose(in);
        rom[length] = '\0';
        const char *found = memmem(rom, length, key, strlen(key));
        return found ? found + strlen(key) : "";
    }
    return "";
}

/** Has no way out but its second serial port, and never ends. */
static inline int fake_bochs(int argc, char *argv[])
{
    char rom[8192];
    struct fake fake = {.engine = "bochs", .hypervisor = true, .counts = true};
    if (fake_has(argc, argv, "--help"))
        return puts("Bochs x86 Emulator 2.7\n  -rc filename     debugger commands") < 0;
    fake.fault = fake_fault("bochs");
    fake.marks = fdopen(CHILD_MARKS_FD, "w");
    fake_run(&fake, fake_rom_spec(argc, argv, rom, sizeof rom));
    for (;;)
        pause();
}

/** Becomes the engine that the program is called by. @return its status, or -1 for none */
static inline int fake_engine(int argc, char *argv[])
{
    const char *name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
    if (strcmp(name, "fake-vmm") == 0)
        return fake_vmm(argc, argv);
    if (strcmp(name, "fake-qemu") == 0)
        return fake_qemu(argc, argv);
    if (strcmp(name, "fake-native") == 0)
        return fake_native(argc, argv);
    if (strcmp(name, "fake-bochs") == 0)
        return fake_bochs(argc, argv);
    return -1;
}

#endif
