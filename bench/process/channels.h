/*
 * The pipes and the socket between the driver and a program it starts.
 */
#ifndef CHANNELS_H
#define CHANNELS_H

#include "process.h"

#include <stdbool.h>

/** Each channel's two ends, [0] ours and [1] the child's; -1 when closed. */
struct channels {
    unsigned machines; /* how many streams of marks there are */
    int marks[MACHINES_MAX][2];
    int text[2];
    int qmp[2];
};

/** Opens all channels, closed on exec; our ends of the pipes do not block. */
int channels_open(struct channels *channels, unsigned machines, struct error *err);

/** Closes our ends (0) or the child's (1). */
void channels_close(struct channels *channels, int side);

/** In the child: gives it the descriptors it needs, under the numbers it expects. */
bool channels_place(const struct channels *channels, enum process_marks where);

#endif
