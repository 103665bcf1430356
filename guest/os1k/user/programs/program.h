/*
 * A program: a module of the one process, called by its key at the menu or by its name in run=.
 */
#ifndef PROGRAMS_PROGRAM_H
#define PROGRAMS_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

/** What a program is asked for. */
struct request {
    uint32_t argument;  /* the N of run=NAME:N; 0 when there is none */
    uint32_t period_ms; /* period= of the command line */
};

struct program {
    char key;          /* at the menu; 0 for those that only run= knows */
    const char *name;  /* in run= */
    const char *title; /* in the menu; NULL like key */
    void (*run)(const struct request *request);
};

extern const struct program programs[];
extern const size_t program_count;

/** The program of that key or name, which ends after `length`; NULL when there is none. */
const struct program *program_find(const char *name, size_t length);

/* The menu's; workloads too (workloads/menu_*.c). */
void multiplication_table(const struct request *request);
void number_counter(const struct request *request);
void echo(const struct request *request);
void timer_hello(const struct request *request);

/* Of the timer, for tests. */
void count_ticks(const struct request *request);
void spin(const struct request *request);

/* Of memory, for tests. */
void fill_memory(const struct request *request);
void bad_pointers(const struct request *request);

/* Faults, each committed on purpose: the system has to name it and live on. */
void fault_null(const struct request *request);
void fault_kernel_read(const struct request *request);
void fault_kernel_write(const struct request *request);
void fault_text_write(const struct request *request);
void fault_stack(const struct request *request);
void fault_divide(const struct request *request);
void fault_breakpoint(const struct request *request);
void fault_opcode(const struct request *request);
void fault_privileged(const struct request *request);
void fault_port(const struct request *request);
void fault_interrupt(const struct request *request);

#endif
