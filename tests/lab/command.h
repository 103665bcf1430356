/*
 * A command, and how it travels in a FRAME_COMMAND: a header, then the words, each with its NUL.
 */
#ifndef LAB_COMMAND_H
#define LAB_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>

/* Folders in the machine. */
#define PROJECT_FOLDER "/lab"     /* the files that came along, at their own relative paths */
#define RESULTS_FOLDER "/lab/out" /* what is left here goes to the folder named by --out */

enum { COMMAND_WORDS = 200 };

struct command {
    bool terminal;         /* run it on a terminal, else with a pipe for each of 0, 1 and 2 */
    bool wants_results;    /* send what it left in RESULTS_FOLDER */
    struct winsize window; /* the terminal's size */
    const char *words[COMMAND_WORDS + 1]; /* ends with NULL */
    size_t count;
};

/**
 * Appends a word.
 * @param word  must outlive the command
 * @return 0, or -1 after a message
 */
int command_add(struct command *command, const char *word);

/**
 * Writes the command down.
 * @param room  the size of `bytes`
 * @return the bytes used, or 0 after a message
 */
size_t command_write(const struct command *command, uint8_t *bytes, size_t room);

/**
 * Reads a command; its words stay in `bytes`.
 * @return 0, or -1 after a message
 */
int command_read(struct command *command, const uint8_t *bytes, size_t size);

#endif
