#include "commands.h"
#include "kept_run.h"
#include "report/comparison.h"

#include <stdio.h>
#include <string.h>

/** Says what differs between the runs' machines: times of two machines differ for that reason. */
static void name_differences(const struct facts *first, const struct facts *second)
{
    static const char *const keys[] = {"cpu",  "kernel",       "kvm_backend",
                                       "arch", "image_sha256", "qemu_version"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *a = facts_get(first, keys[i]), *b = facts_get(second, keys[i]);
        if (strcmp(a, b) != 0)
            printf("not the same %s: \"%s\" and \"%s\"\n", keys[i], a, b);
    }
}

static int compare(const struct kept_run *first, const struct kept_run *second, struct error *err)
{
    struct comparison comparison;
    int result = comparison_make(&comparison, &first->record, &second->record,
                                 facts_number(&first->facts, "seed", 0), err);
    if (result == 0 && comparison.count == 0)
        result = fail(err, STATUS_IO, "the two runs have no workload and engine in common");
    if (result == 0) {
        name_differences(&first->facts, &second->facts);
        comparison_print(stdout, &comparison);
        if (comparison.real > 0)
            result = fail(err, STATUS_INVALID, "the runs differ");
    }
    comparison_free(&comparison);
    return result;
}

int compare_command(const struct bench_options *options, struct error *err)
{
    struct kept_run first, second = {0};
    int result = kept_run_load(&first, options->directory, err);
    if (result == 0)
        result = kept_run_load(&second, options->other, err);
    if (result == 0)
        result = compare(&first, &second, err);
    kept_run_free(&first);
    kept_run_free(&second);
    return result;
}
