/*
 * The time in which several machines all worked. They are started together, and yet do not begin
 * together or end together; what one did while another did not work yet, or no more, says nothing
 * about what machines cost each other.
 */
#ifndef STUDIES_WINDOW_H
#define STUDIES_WINDOW_H

#include "record/record.h"

/** A machine's work: its steps in order, each with the times of its marks. */
struct worker {
    const struct sample *step;
    size_t steps;
};

/** On the driver's clock; as long as nothing where `end_ns` is not after `begin_ns`. */
struct window {
    uint64_t begin_ns, end_ns;
};

/** From the first machine's begin to the last one's end. */
struct window window_whole(const struct worker *worker, unsigned machines);

/** From the last machine's begin to the first one's end: all of them work. */
struct window window_common(const struct worker *worker, unsigned machines);

uint64_t window_ns(struct window window);

/**
 * The share of its work that a machine did in a window, 0 to 1. All steps are as much work, and
 * each goes on at an even pace; between two of them the machine sends its marks, and does none.
 */
double window_share(const struct worker *worker, struct window window);

#endif
