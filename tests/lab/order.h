/*
 * What the runner is asked to do: its command line.
 */
#ifndef LAB_ORDER_H
#define LAB_ORDER_H

#include "machine.h"

enum { ORDER_WORDS = 400 };

struct order {
    const char *machine;           /* folder with the machine's kernel and initial files */
    const char *pack[ORDER_WORDS]; /* the tar command that packs what comes along */
    unsigned pack_words;
    const char *directory; /* what the next file's path is relative to, or NULL */
    const char *out;       /* folder for the results, or NULL */
    unsigned limit_s;      /* 0: none */
    enum machine_clock clock;
    char *const *command; /* ends with NULL */
};

/**
 * Reads the command line.
 * @return 0; 1 when it asked for help, which is printed; -1 after a message
 */
int order_read(struct order *order, int argc, char *argv[]);

#endif
