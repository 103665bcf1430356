/* A program to be asked, made of lines of shell. */
#ifndef TESTS_UNIT_SCRIPT_H
#define TESTS_UNIT_SCRIPT_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Makes it; to be unlinked. @param path  as mkstemp(3) wants it */
static inline void make_script(char *path, const char *lines)
{
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(fchmod(fd, 0700), 0);
    ck_assert_int_gt(dprintf(fd, "#!/bin/sh\n%s\n", lines), 0);
    close(fd);
}

#endif
