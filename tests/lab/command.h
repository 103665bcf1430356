/*
 * The payload of a FRAME_COMMAND: this header, then the words, each with its NUL.
 */
#ifndef LAB_COMMAND_H
#define LAB_COMMAND_H

#include <stdbool.h>
#include <sys/ioctl.h>

struct command_header {
    bool terminal;         /* run it on a terminal, else with a pipe for each of 0, 1 and 2 */
    bool wants_results;    /* send what it left in RESULTS_FOLDER */
    struct winsize window; /* the terminal's size */
};

/* Folders in the machine. */
#define PROJECT_FOLDER "/lab"     /* the files that came along, at their own relative paths */
#define RESULTS_FOLDER "/lab/out" /* what is left here goes to the folder named by --out */

#endif
