#include "observe/moments.h"

#include "clock.h"
#include "options.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct moments {
    FILE *file;
    unsigned vms;
    uint64_t ns[MAX_VMS][MOMENT_COUNT]; /* 0: not reached */
    char path[];
};

static struct moments *open_failed(const char *path, struct error *err)
{
    int status = errno == ENOENT ? STATUS_NO_FILE : STATUS_OS_ERROR;
    fail(err, status, "--phases %s: %s; name a file in a directory that can be written to", path,
         strerror(errno));
    return NULL;
}

struct moments *moments_open(const char *path, unsigned vms, uint64_t main_ns, struct error *err)
{
    struct moments *moments = calloc(1, sizeof *moments + strlen(path) + 1);
    if (!moments)
        return open_failed(path, err);
    strcpy(moments->path, path);
    moments->vms = vms;
    for (unsigned vm = 0; vm < vms; vm++)
        moments->ns[vm][MOMENT_MAIN] = main_ns;
    moments->file = fopen(path, "we");
    if (moments->file)
        return moments;
    open_failed(path, err);
    free(moments);
    return NULL;
}

void moments_note(struct moments *moments, unsigned vm, enum moment moment)
{
    if (moments)
        moments->ns[vm][moment] = clock_now();
}

static void write_vm(const struct moments *moments, unsigned vm)
{
    static const char *const names[MOMENT_COUNT] = {"main", "vm", "guest", "end"};
    for (int i = 0; i < MOMENT_COUNT; i++)
        if (moments->ns[vm][i])
            fprintf(moments->file, "%u,%s,%" PRIu64 "\n", vm, names[i], moments->ns[vm][i]);
}

int moments_close(struct moments *moments, struct error *err)
{
    int result = 0;
    if (!moments)
        return 0;
    fputs("vm,phase,monotonic_ns\n", moments->file);
    for (unsigned vm = 0; vm < moments->vms; vm++)
        write_vm(moments, vm);
    /* No fsync(): it would take longer than the end of the program, which is a phase, too. */
    if (fclose(moments->file) != 0)
        result = fail(err, STATUS_OS_ERROR, "--phases %s: %s", moments->path, strerror(errno));
    free(moments);
    return result;
}
