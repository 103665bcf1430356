/*
 * What a fake engine (fake_engine.h) runs: a guest that takes a spec, works, and sends its marks,
 * with one fault. Which fault, and from which boot on, stands in the environment:
 *
 *     FAKE_FAULT   engine:fault, for example "vmm:hang"
 *     FAKE_FROM    the first boot of that engine that shows it (default 0: the calibration)
 *     FAKE_ARCH    the architecture that its marks name (default i386)
 *     FAKE_HZ      the rate of its counter, by which it plays the workload "oneshot": as if every
 *                  interrupt came FAKE_LATE_NS after the timer was due
 */
#ifndef FAKE_GUEST_H
#define FAKE_GUEST_H

#include "base/clock.h"
#include "base/crc32.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
    if (write(fd, ".", 1) != 1)
        abort();
    int after = (int)lseek(fd, 0, SEEK_CUR); /* of this byte, whoever else boots just now */
    close(fd);
    return after - 1;
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

/** Notes that this engine will not end by itself, and wakes the driver, whose clock may jump then
 * (jumping_clock.h). */
static inline void fake_note_hang(void)
{
    int fd = open("hung", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (write(fd, ".", 1) != 1)
        abort();
    close(fd);
    fputs("I am still here\n", stderr);
}

/** Does nothing, for ever. */
static inline void fake_hang(void)
{
    fake_note_hang();
    for (;;)
        pause();
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
    for (int i = 0; i < 1000 && fake_shows(fake, "talkative"); i++)
        fputs("there is much to say\n", stderr);
    if (fake_shows(fake, "crashed") || fake_shows(fake, "talkative")) {
        fprintf(stderr, "fake-%s: the guest crashed at 0x1234\n", fake->engine);
        exit(FAKE_STATUS_CRASHED);
    }
    if (fake_shows(fake, "family") && fork() == 0)
        for (;;)
            pause();
    for (bool noted = false; fake_shows(fake, "babble");) { /* too much said, none of it a mark */
        fputs("I am still here\n", stderr);
        if (!noted)
            fake_note_hang(); /* not before there is something to tell */
        noted = true;
    }
    while (fake_shows(fake, "flood")) /* too much on the mark stream */
        fputs("M1 flood\n", fake->marks);
    if (fake_shows(fake, "hang") || fake_shows(fake, "family"))
        fake_hang();
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
        fake_hang();
    return good ? 0 : 1;
}

#endif
