/* The command line of 1K OS, read. */
#ifndef USER_ORDERS_H
#define USER_ORDERS_H

#include <stdint.h>

struct orders {
    int menu;          /* the word `menu` stands there */
    const char *run;   /* the value of run=, all of whose programs exist; NULL without */
    const char *bench; /* that of bench= */
    uint32_t tick_hz;  /* that of tick=; 0 without */
    uint32_t period_ms;
};

/**
 * Reads the command line: words, each at most once, behind the image's name. That is skipped; a
 * loader that passes none (GRUB 2) begins with a word at once.
 *
 *   menu           the menu, after run= and bench= as well
 *   run=A,B:N,...  programs in this order, by key or name, some with a number
 *   bench=...      workloads (bench.h)
 *   tick=HZ        the timer's rate, 19 to 1000; else 100, and only once time is asked for
 *   period=MS      between the characters of timer-hello; else 1000
 *
 * @param line    is cut up, and has to stay, for `orders` points into it
 * @return 0, or -1 when there is a word it cannot read, or had before; that was named on the
 * console
 */
int orders_read(struct orders *orders, char *line);

/** Runs the programs of a `run=` that orders_read() accepted. */
void orders_run(const struct orders *orders);

#endif
