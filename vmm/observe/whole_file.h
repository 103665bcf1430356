/*
 * A file that appears whole or not at all: written beside its final place, then renamed to it.
 */
#ifndef VMM_OBSERVE_WHOLE_FILE_H
#define VMM_OBSERVE_WHOLE_FILE_H

#include "error.h"

#include <limits.h>
#include <stdio.h>

struct whole_file {
    FILE *stream;             /* to be written to */
    const char *path;         /* the final place; the caller's */
    char temporary[PATH_MAX]; /* where it is written; empty: straight to path */
};

/**
 * Finds out early whether a file can be made, for it comes at the end of a long run: makes its
 * temporary beside it and removes that again. What cannot be replaced is left alone.
 * @return 0, or -1 with err filled in
 */
int whole_file_try(const char *path, struct error *err);

/**
 * Begins a file.
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

#endif
