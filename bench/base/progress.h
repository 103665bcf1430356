/*
 * How far a run is: one line that renews itself on a terminal, plain lines elsewhere. All of it
 * goes to standard error; results go to standard output.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    bool terminal;
    uint64_t started_ns;
    uint64_t expected_ns; /* what the run should take in all */
    bool line_open;       /* a renewing line stands on the terminal */
};

void progress_begin(struct progress *progress, uint64_t expected_ns);

/** Says something that stays, as a line of its own. */
void progress_say(struct progress *progress, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Shows what is being done, on a terminal with a bar and the time left. */
void progress_show(struct progress *progress, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Clears the renewing line. */
void progress_end(struct progress *progress);

#endif
