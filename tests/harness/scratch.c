#include "scratch.h"
#include "leader.h"

#include <check.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int pass_on(int descriptor)
{
    int passed = fcntl(descriptor, F_DUPFD, LEADER_FIRST_PASSED_ON);
    ck_assert_int_ge(passed, LEADER_FIRST_PASSED_ON);
    close(descriptor);
    return passed;
}

void scratch_make(struct scratch *scratch, const void *bytes, size_t size)
{
    int descriptor = memfd_create("scratch", 0);
    ck_assert_int_ge(descriptor, 0);
    scratch->descriptor = pass_on(descriptor);
    snprintf(scratch->path, sizeof(scratch->path), "/proc/self/fd/%d", scratch->descriptor);
    for (size_t done = 0; done < size;) {
        ssize_t n =
            pwrite(scratch->descriptor, (const char *)bytes + done, size - done, (off_t)done);
        ck_assert_int_gt(n, 0);
        done += (size_t)n;
    }
}

void scratch_resize(struct scratch *scratch, size_t size)
{
    ck_assert_int_eq(ftruncate(scratch->descriptor, (off_t)size), 0);
}

static void read_all(int descriptor, struct text *text)
{
    char bytes[65536];
    off_t at = 0;
    ssize_t size;
    while ((size = pread(descriptor, bytes, sizeof(bytes), at)) > 0) {
        text_append(text, bytes, (size_t)size);
        at += size;
    }
    ck_assert_int_eq(size, 0);
}

void scratch_read(const struct scratch *scratch, struct text *text)
{
    read_all(scratch->descriptor, text);
}

void file_read(const char *path, struct text *text)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    ck_assert_msg(descriptor >= 0, "cannot open %s: was everything built?", path);
    read_all(descriptor, text);
    close(descriptor);
}

#define FOLDER_VARIABLE "TEST_SCRATCH"

int scratch_folder_make(void)
{
    char folder[100];
    const char *where = getenv("TMPDIR");
    snprintf(folder, sizeof(folder), "%s/kvm-vmm-test-XXXXXX", where != NULL ? where : "/tmp");
    return mkdtemp(folder) != NULL ? setenv(FOLDER_VARIABLE, folder, 1) : -1;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

void scratch_folder_remove(void)
{
    nftw(getenv(FOLDER_VARIABLE), remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

void scratch_name(char path[128], const char *name)
{
    snprintf(path, 128, "%s/%s", getenv(FOLDER_VARIABLE), name);
}
