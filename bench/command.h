/*
 * A command line under construction.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stddef.h>

enum { COMMAND_MAX = 64 };

struct command {
    char *argv[COMMAND_MAX + 1]; /* NULL-terminated; each word malloc()ed */
    unsigned words;
    bool broken; /* a word did not fit, or memory ran out: the command may not be run */
};

/** Appends one word, in printf format. Begin with an all-zero command. */
void command_add(struct command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Writes the command as a shell would read it, cut to `size`. */
void command_print(const struct command *command, char *text, size_t size);

void command_free(struct command *command);

#endif
