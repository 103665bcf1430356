/*
 * The I/O thread's epoll loop: signals, stdin, what the console has for stdout and stderr, the VMs'
 * alarms, and their ends. It blocks in epoll_wait alone, so that every signal is acted on at once;
 * but before a suspension it gives a slow reader some milliseconds.
 */
#ifndef VMM_RUN_LOOP_H
#define VMM_RUN_LOOP_H

#include "error.h"

struct session;

/**
 * Starts the VMs' threads, sets the terminal to raw mode, and returns when all have ended and
 * been joined.
 * @return 0, or -1: all VMs were stopped because of `err`
 */
int loop_run(struct session *session, struct error *err);

#endif
