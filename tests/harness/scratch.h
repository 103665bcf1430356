/*
 * Files that exist only as long as a test: nothing to clean up, whatever way the test ends.
 */
#ifndef HARNESS_SCRATCH_H
#define HARNESS_SCRATCH_H

#include "text.h"

/** Room for the name of a scratch file. */
struct scratch {
    int descriptor;
    char path[32]; /* good in this process and in the programs it runs */
};

/** Makes a file that holds `size` bytes. */
void scratch_make(struct scratch *scratch, const void *bytes, size_t size);

/** Makes the file `size` bytes long, filled up with a hole of zeroes. */
void scratch_resize(struct scratch *scratch, size_t size);

/**
 * Makes the folder that scratch_name() names files in; report_run() calls it.
 * @return 0, or -1
 */
int scratch_folder_make(void);

/** Removes that folder and all in it. */
void scratch_folder_remove(void);

/** The path of a file called `name` that may be made, for programs that want a real folder. */
void scratch_name(char path[128], const char *name);

/** Reads all of the file. */
void scratch_read(const struct scratch *scratch, struct text *text);

/** Reads all of a file of the project or the system; fails the running test if it cannot. */
void file_read(const char *path, struct text *text);

/** Makes a descriptor one that programs inherit, under a new number; closes the old. */
int pass_on(int descriptor);

#endif
