/*
 * Running a program: its arguments, environment, input and terminal, a time limit that ends its
 * whole process group, and all that it printed.
 *
 * Every function fails the running test when the host refuses something (no pipe, no memory).
 */
#ifndef HARNESS_PROCESS_H
#define HARNESS_PROCESS_H

#include "text.h"

#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <termios.h>

/** What the program finds on descriptor 0, unless it runs on a terminal. */
enum process_input {
    INPUT_EMPTY,  /* /dev/null */
    INPUT_BYTES,  /* a pipe with `bytes` in it, then its end */
    INPUT_OPEN,   /* a pipe that stays open: process_send() writes to it */
    INPUT_FILE,   /* the file named by `path` */
    INPUT_CLOSED, /* no descriptor 0 at all */
};

/** What the program finds on descriptor 1. */
enum process_output {
    OUTPUT_CAPTURED, /* a pipe, or the terminal, that the test reads */
    OUTPUT_BROKEN,   /* a pipe that nobody reads any more */
    OUTPUT_CLOSED,   /* no descriptor 1 at all */
};

struct command {
    const char *const *argv;
    const char *const *env; /* NAME=VALUE adds, NAME removes; ends with NULL; may be NULL */
    bool terminal;          /* run it on a terminal of 24 rows by 80 columns */
    enum process_input input;
    const void *bytes; /* for INPUT_BYTES */
    size_t size;
    const char *path; /* for INPUT_FILE */
    enum process_output output;
    double limit_s;                /* 0: 20 seconds; stretched by report_patience() */
    void (*prepare)(void *opaque); /* called in the child just before exec; may be NULL */
    void *opaque;
};

/** When the output had reached a certain size. */
struct stamp {
    size_t size;
    double time_s;
};

struct process {
    pid_t leader, pid;
    int events;       /* job_events of the leader */
    int in, out, err; /* our ends; -1 when closed; `in` and `out` are one on a terminal */
    int slave;        /* the terminal's other end, held so that its settings can be read */
    struct termios before;
    struct text command;  /* the command line, for messages */
    struct text output;   /* stdout, or all that appeared on the terminal */
    struct stamp *stamps; /* when it came, one for each read */
    size_t stamp_count;
    struct text errors;  /* stderr; empty on a terminal */
    size_t seen;         /* process_expect() searches from here */
    const char *pending; /* input that is still to be written */
    size_t pending_size;
    bool keep_input;
    bool stopped, ended, timed_out, killed; /* killed: by a signal */
    int status;                             /* the exit status, or 128 + signal */
    double start_s, end_s, limit_s;
    struct rusage usage;
};

/** Starts a program. */
void process_start(struct process *process, const struct command *command);

/** Starts a program and waits for its end; process_free() is due afterwards. */
void process_run(struct process *process, const struct command *command);

/** Waits for the end of the program; when its limit passes, kills it and sets timed_out. */
void process_wait(struct process *process);

/** Waits for the ends of several programs, each within its limit. */
void process_wait_all(struct process processes[], unsigned count);

/** @return when the first `text` in the output was complete, on the clock of now_s() */
double process_time_of(const struct process *process, const char *text);

/**
 * Reads on until `text` has been printed after what the last call found.
 * Fails the running test, showing the last output, when the program ends or `seconds` pass first.
 */
void process_expect(struct process *process, const char *text, double seconds);

/** Reads what is printed during `seconds`, or until the program ends. */
void process_read_for(struct process *process, double seconds);

/** Types `keys` on the terminal, or writes them to the INPUT_OPEN pipe. */
void process_send(struct process *process, const char *keys);

/** Closes the INPUT_OPEN pipe: the end of input. */
void process_end_input(struct process *process);

/** Sends a signal to the program's process group, as a terminal or a shell does. */
void process_signal(struct process *process, int number);

/** Waits until the program is stopped, or runs again. */
void process_expect_stopped(struct process *process, bool stopped, double seconds);

/** Fails the running test unless the terminal's settings are what they were at the start. */
void process_terminal_must_be_restored(const struct process *process);

/** @return whether the terminal is in raw mode: neither line-buffered nor echoing */
bool process_terminal_is_raw(const struct process *process);

/** The time it took, and the processor time it used, in seconds. */
double process_seconds(const struct process *process);
double process_cpu_seconds(const struct process *process);

/** Ends the program if it still runs, and releases everything. */
void process_free(struct process *process);

/** Seconds on the monotonic clock. */
double now_s(void);

#endif
