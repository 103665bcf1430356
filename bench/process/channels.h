/*
 * The pipes and the socket between the driver and a program it starts.
 */
#ifndef CHANNELS_H
#define CHANNELS_H

#include "base/status.h"

#include <stdbool.h>

enum { MACHINES_MAX = 4 }; /* that one program runs at once, each with a stream of marks */

/* Descriptors in the child, besides 0 (/dev/null), 1 and 2. The marks of machines 1 to 3 follow
 * behind, from CHILD_MORE_MARKS_FD on. */
enum { CHILD_MARKS_FD = 3, CHILD_QMP_FD = 4, CHILD_MORE_MARKS_FD = 5 };
enum { CHILD_FDS = CHILD_MORE_MARKS_FD + MACHINES_MAX - 1 };

/** What stands at the end of the child's CHILD_MARKS_FD and standard output. */
enum channels_marks {
    MARKS_ON_FD,     /* mark streams come from CHILD_MARKS_FD, one for each machine */
    MARKS_ON_STDOUT, /* the mark stream is standard output; CHILD_MARKS_FD is closed */
};

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

/** The child's descriptor for the marks of a machine. */
int channels_marks_fd(unsigned machine);

/** In the child: gives it the descriptors it needs, under the numbers it expects. */
bool channels_place(const struct channels *channels, enum channels_marks where);

#endif
