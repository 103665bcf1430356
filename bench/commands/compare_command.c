#include "commands.h"
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

static int compare(const struct record records[2], const struct facts facts[2], struct error *err)
{
    struct comparison comparison;
    int result = comparison_make(&comparison, &records[0], &records[1],
                                 facts_number(&facts[0], "seed", 0), err);
    if (result == 0 && comparison.count == 0)
        result = fail(err, STATUS_IO, "the two runs have no workload and engine in common");
    if (result == 0) {
        name_differences(&facts[0], &facts[1]);
        comparison_print(stdout, &comparison);
        if (comparison.real > 0)
            result = fail(err, STATUS_INVALID, "the runs differ");
    }
    comparison_free(&comparison);
    return result;
}

int compare_command(const struct bench_options *options, struct error *err)
{
    const char *const directories[] = {options->directory, options->other};
    struct record records[2] = {{0}};
    struct facts facts[2] = {{0}};
    int result = 0;
    for (int i = 0; result == 0 && i < 2; i++) {
        result = record_load(&records[i], directories[i], err);
        if (result == 0)
            result = facts_load(&facts[i], directories[i], err);
    }
    if (result == 0)
        result = compare(records, facts, err);
    for (int i = 0; i < 2; i++) {
        record_free(&records[i]);
        facts_free(&facts[i]);
    }
    return result;
}
