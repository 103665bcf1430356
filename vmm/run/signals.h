/*
 * Signals as events: they are blocked, and read from a descriptor like everything else.
 */
#ifndef VMM_RUN_SIGNALS_H
#define VMM_RUN_SIGNALS_H

#include "error.h"

/**
 * Takes over the signals that end, stop or continue the program, but for those that are ignored
 * already; ignores SIGPIPE, and makes VCPU_KICK_SIGNAL and VCPU_STOP_SIGNAL do nothing but
 * interrupt. Before any thread is started.
 * @return a descriptor, readable when a signal came; or -1
 */
int signals_take_over(struct error *err);

/**
 * Closes the descriptor, for the end of a run. From here on a signal that ends the program breaks
 * off a write that waits for its reader (the rest of a trace into a pipe, say), and does no more.
 */
void signals_give_back(int fd);

/** @return the number of the signal that came, or 0 for none */
int signals_take(int fd);

#endif
