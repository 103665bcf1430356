/*
 * The console of several VMs: `NAME | text` lines, coloured or not, taken apart again.
 */
#ifndef HARNESS_LINES_H
#define HARNESS_LINES_H

#include "text.h"

/**
 * Sorts the lines of a console by VM: each must be whole, with the prefix of exactly one VM, or
 * the running test fails.
 * @param output  what the console printed, every line ending in a newline
 * @param names   the VMs' names as shown, `count` of them
 * @param colors  the SGR number that each VM's lines must have (31: red), or NULL: no escapes
 * @param each    receives each VM's text, without prefixes
 */
void lines_sort(const struct text *output, const char *const names[], unsigned count,
                const unsigned *colors, struct text each[]);

#endif
