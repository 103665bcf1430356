/*
 * SIGINT, SIGTERM and SIGHUP as something to wait for beside other events, so that they are dealt
 * with in the normal flow: children ended, finished rounds kept, results written.
 */
#ifndef SIGNALS_H
#define SIGNALS_H

#include "status.h"

struct signals {
    int fd;       /* readable when one has come */
    int received; /* the first that came, or 0 */
};

/** Blocks the signals, but for those we were started to ignore, and opens `signals->fd`. */
int signals_open(struct signals *signals, struct error *err);

/** What to wait for beside other events, or -1 where nothing is to break them off (NULL). */
int signals_fd(const struct signals *signals);

/** Takes in what has come. @return the first signal so far, or 0; of NULL, always 0 */
int signals_check(struct signals *signals);

/** Fails, once a signal has come, with 128 + its number, naming it. */
int signals_obey(struct signals *signals, struct error *err);

/** Closes the descriptor; the signals stay blocked. */
void signals_close(struct signals *signals);

/** Gives a child, between fork and exec, the signals' usual effect again. */
void signals_restore_in_child(void);

#endif
