/*
 * The monitor's own lines on their way to a stderr of their own. When its reader is slow, or has
 * stopped, they wait here, and nobody waits for them. What finds the descriptor broken is gone.
 */
#ifndef VMM_CONSOLE_NOTE_QUEUE_H
#define VMM_CONSOLE_NOTE_QUEUE_H

#include "console/output.h"

enum { NOTES_ROOM = 16 * 1024 }; /* the last words of four VMs, and more */

struct note_queue {
    struct output output;
    unsigned lost; /* notes that found no room */
    size_t length; /* of what waits in bytes[] */
    char bytes[NOTES_ROOM];
};

/** Begins with nothing to say to fd, which stays the caller's; -1: there are none. */
void note_queue_open(struct note_queue *notes, int fd);

/** Closes what note_queue_open() opened. */
void note_queue_close(struct note_queue *notes);

/** Takes a note whole, with a newline at its end, or counts it as lost. Never blocks. */
void note_queue_put(struct note_queue *notes, const char *text);

/** Writes as much as goes at once; once there is room, how many were lost as well. */
void note_queue_write(struct note_queue *notes);

/**
 * Writes all that waits, then `text`.
 * @param timeout_ms  how long the reader may take nothing before it counts as one that has stopped
 * @return 0; -1 with errno, as output_write_whole()
 */
int note_queue_finish(struct note_queue *notes, const char *text, int timeout_ms);

#endif
