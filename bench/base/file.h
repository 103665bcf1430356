/*
 * Files that appear whole or not at all: written under another name, forced to the disk, renamed.
 */
#ifndef FILE_H
#define FILE_H

#include "status.h"

#include <stdbool.h>
#include <stdio.h>

/** Writes the content of a file; errors may be left to ferror(). */
typedef void (*file_writer)(FILE *out, const void *data);

/**
 * Puts a file in place at once: a reader, or a crash, sees the old one or the new one.
 * @return 0, or -1 with the reason in `err` (STATUS_IO); an old file is then untouched
 */
int file_replace(const char *directory, const char *name, file_writer write, const void *data,
                 struct error *err);

/** Points the symbolic link `path` at `target`, replacing an older link at once. */
int file_relink(const char *path, const char *target, struct error *err);

/** Makes a directory and those above it. */
int file_make_directory(const char *path, struct error *err);

/** Fails (STATUS_IO) where some of what was printed to standard output did not get there. */
int file_check_stdout(struct error *err);

/** Whether a directory has a file of that name. */
bool file_exists(const char *directory, const char *name);

/** Removes what a directory has whose name begins so. */
void file_remove_all(const char *directory, const char *beginning);

/** Reads a whole text file, of at most 64 MiB and without NUL bytes; to be freed. */
char *file_read(const char *path, struct error *err);

/**
 * Reads the first line of a file into `line`, without its newline.
 * @return whether there was one
 */
bool file_first_line(const char *path, char *line, size_t size);

#endif
