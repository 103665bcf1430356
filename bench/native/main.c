/*
 * The engine "native": the guests' workloads as a host process, from the very same object files.
 *
 *     workloads-ARCH SPEC     runs NAME:SIZE:ITERATIONS,…; marks to standard output, the console
 *                             to standard error; status 0, or 1 when a word failed
 *     workloads-ARCH --list   one CSV row a workload, without a header:
 *                             name,group,default_size,unit,stresses,needs_hypervisor,waits
 *
 * Anything else is status 64 (EX_USAGE of sysexits.h).
 */
#include "lib/format.h"
#include "lib/string.h"
#include "linux.h"
#include "user/bench.h"
#include "workloads/workload.h"

enum { STATUS_FAILED = 1, STATUS_USAGE = 64, ROW_MAX = 256 };

static size_t put_text(char *row, size_t length, const char *text)
{
    while (*text != '\0' && length < ROW_MAX)
        row[length++] = *text++;
    return length;
}

/* No text in the table holds a comma or a quotation mark (tests/unit/guest/test_workloads.c). */
static int list_workload(const struct workload *workload)
{
    char row[ROW_MAX], size[DECIMAL_MAX + 1];
    size[format_decimal(size, workload->default_size)] = '\0';
    const char *const pieces[] = {workload->name,
                                  ",",
                                  workload_group_name(workload->group),
                                  ",",
                                  size,
                                  ",",
                                  workload->unit,
                                  ",",
                                  workload->stresses,
                                  ",",
                                  workload->needs_hypervisor ? "1" : "0",
                                  ",",
                                  workload->waits ? "1" : "0",
                                  "\n"};
    size_t length = 0;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        length = put_text(row, length, pieces[i]);
    return linux_write(STANDARD_OUTPUT, row, length);
}

static int list_workloads(void)
{
    for (size_t i = 0; i < workload_count; i++)
        if (list_workload(&workloads[i]) < 0)
            return STATUS_FAILED;
    return 0;
}

static int usage(void)
{
    static const char text[] = "usage: workloads-ARCH NAME:SIZE:ITERATIONS,… | --list\n";
    linux_write(STANDARD_ERROR, text, sizeof text - 1);
    return STATUS_USAGE;
}

/** Called by start.S with the process's arguments; what it returns is the exit status. */
int native_main(int argc, char *argv[]);

int native_main(int argc, char *argv[])
{
    if (argc != 2)
        return usage();
    if (strcmp(argv[1], "--list") == 0)
        return list_workloads();
    if (argv[1][0] == '-')
        return usage();
    return bench_run(argv[1]) == 0 ? 0 : STATUS_FAILED;
}
