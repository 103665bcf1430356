/*
 * Recordings of a terminal, in the format asciicast v2 (docs.asciinema.org/manual/asciicast/v2): a
 * line of JSON with the size, then one for each piece of output, [seconds, "o", "bytes"].
 */
#ifndef POSTER_CAST_H
#define POSTER_CAST_H

#include <stddef.h>
#include <stdio.h>

enum { CAST_TITLE_MAX = 256 };

struct cast_header {
    unsigned columns, rows;
    char title[CAST_TITLE_MAX]; /* the command that ran */
};

/** Writes the first line. @return 0, or -1 when the file takes no more */
int cast_write_header(FILE *file, const struct cast_header *header);

/** Writes `size` bytes of UTF-8 that appeared `seconds` after the start. @return 0 or -1 */
int cast_write_output(FILE *file, double seconds, const char *bytes, size_t size);

/** Reads the first line. @return 0, or -1 when it is not that of a recording */
int cast_read_header(FILE *file, struct cast_header *header);

/**
 * Reads the next piece of output.
 * @param bytes  becomes the bytes, to be freed
 * @param size   their number
 * @return 1, 0 at the end of the file, or -1 when a line is not what it should be
 */
int cast_read_output(FILE *file, char **bytes, size_t *size);

#endif
