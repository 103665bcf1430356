/*
 * A file that appears whole or not at all: written beside its final place, then renamed to it by
 * its keeper. Begun early, for it comes at the end of a long run, and from within the sandbox.
 */
#ifndef VMM_OBSERVE_WHOLE_FILE_H
#define VMM_OBSERVE_WHOLE_FILE_H

#include "error.h"
#include "observe/keeper.h"

#include <stdio.h>

/** Zero-initialised there is none. */
struct whole_file {
    FILE *stream;         /* to be written to */
    const char *path;     /* the final place; the caller's */
    struct keeper keeper; /* none: it is written straight to path */
};

/**
 * Begins a file. Before any thread is started.
 * @param path  replaced when it is a regular file or new; a pipe or a device is written to
 *              directly, for it cannot be replaced; must stay valid until the end
 * @return 0, or -1 with err filled in
 */
int whole_file_begin(struct whole_file *file, const char *path, struct error *err);

/**
 * Ends the file: flushes it to the disk and puts it in its place. On failure nothing is left
 * behind, and an older file stays as it was.
 * @return 0, or -1 with err filled in
 */
int whole_file_end(struct whole_file *file, struct error *err);

/** Gives up a file that was begun, and leaves nothing behind. When there is none, does nothing. */
void whole_file_drop(struct whole_file *file);

#endif
