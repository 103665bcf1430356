/*
 * A command line under construction.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stddef.h>

enum { COMMAND_MAX = 64, COMMAND_FILES_MAX = 4 };

struct command {
    char *argv[COMMAND_MAX + 1]; /* NULL-terminated; each word malloc()ed */
    unsigned words;
    int file[COMMAND_FILES_MAX]; /* descriptors that the program inherits, under their numbers */
    unsigned files;
    unsigned machines; /* that the program will run, each with a stream of marks; 0 means one */
    bool broken;       /* a word did not fit, or memory ran out: the command may not be run */
};

/** Appends one word, in printf format. Begin with an all-zero command. */
void command_add(struct command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Appends words as they are, up to the NULL behind them. */
void command_add_words(struct command *command, const char *const *words);

/**
 * Makes a file that only the command can see, and that ends with it.
 * @param bytes  what it begins with, `size` bytes; zeros follow up to `length`
 * @return its descriptor, whose path for the program is /dev/fd/<descriptor>; -1: see `broken`
 */
int command_file(struct command *command, const void *bytes, size_t size, size_t length);

/** Writes the command as a shell would read it, cut to `size`. */
void command_print(const struct command *command, char *text, size_t size);

void command_free(struct command *command);

#endif
