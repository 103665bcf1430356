#include "task.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

char *task_spec(const struct task *tasks, size_t count, unsigned iterations, bool hypervisor)
{
    char *spec = NULL;
    size_t size;
    FILE *out = open_memstream(&spec, &size);
    if (!out)
        return NULL;
    const char *comma = "";
    for (size_t i = 0; i < count; i++) {
        if (tasks[i].needs_hypervisor && !hypervisor)
            continue;
        fprintf(out, "%s%s:%" PRIu32 ":%u", comma, tasks[i].workload, tasks[i].size, iterations);
        comma = ",";
    }
    if (fclose(out) == 0)
        return spec;
    free(spec);
    return NULL;
}
