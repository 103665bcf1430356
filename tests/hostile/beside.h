/*
 * A hostile guest beside three that mind their own business: how such a run is seen to its end, and
 * that the innocent ones never notice.
 */
#ifndef BESIDE_H
#define BESIDE_H

#include "harness/host.h"
#include "harness/lines.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define FOLDER    "build/tests/hostile/guests/"
#define INNOCENT  FOLDER "real_innocent.bin"
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

/* As the console shows it: without folder and suffix. */
static inline void shown_name(char name[32], const char *file)
{
    snprintf(name, 32, "%.*s", (int)strcspn(file, "."), file);
}

/* Waits for the end; an endless guest is ended once the others are through. */
static inline void see_to_the_end(struct process *process, const struct hostile *guest)
{
    if (guest->status == ENDLESS) {
        for (unsigned i = 0; i < INNOCENTS; i++)
            process_expect(process, "intact\n", LONG_TIME);
        process_signal(process, SIGTERM);
    }
    process_wait(process);
    must_end_with(process, guest->status);
}

static inline void must_have_disturbed_nobody(const struct process *process,
                                              const struct hostile *guest)
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

#endif
