/*
 * The action `self-check`: what a run of one engine against itself says. Where nothing differs, an
 * interval of 95 % should contain 1 about 95 times of 100; a planted difference should be found.
 */
#include "commands.h"

#include "engines/engine.h"
#include "kept_run.h"
#include "report/summary.h"
#include "report/table.h"

#include <stdio.h>
#include <string.h>

/** How the check came out. */
struct tally {
    size_t same, contain_one; /* workloads without a planted difference */
    size_t planted, found;
};

static void judge(struct tally *tally, int width, const char *workload, const char *planted,
                  const struct ratio *ratio)
{
    bool contains = ratio->interval.low <= 1 && ratio->interval.high >= 1;
    bool is_planted = strcmp(workload, planted) == 0;
    printf("%-*s %8.3f× %9.3f – %9.3f  %s%s\n", width, workload, ratio->value, ratio->interval.low,
           ratio->interval.high, contains ? "contains 1" : "does not contain 1",
           is_planted ? " (planted)" : "");
    tally->same += !is_planted;
    tally->contain_one += !is_planted && contains;
    tally->planted += is_planted;
    tally->found += is_planted && ratio->interval.low > 1;
}

static int check(const struct kept_run *run, struct error *err)
{
    struct summary summary = {0};
    struct tally tally = {0};
    uint64_t seed = facts_number(&run->facts, "seed", 0);
    int result = summary_compute(&summary, &run->record, seed, err);
    for (size_t i = 0; result == 0 && i < summary.count; i++) {
        const struct summary_row *row = &summary.row[i];
        struct ratio ratio;
        const struct engine *engine = engine_find(row->engine);
        if (!engine || !engine->same_as)
            continue;
        result = summary_ratio(&ratio, &run->record, row->workload, engine->name,
                               engine->same_as->name, seed, err);
        if (result == 0 && ratio.known)
            judge(&tally, table_name_width(&summary), row->workload,
                  facts_get(&run->facts, "planted"), &ratio);
    }
    summary_free(&summary);
    if (result == 0 && tally.same + tally.planted == 0)
        return fail(err, STATUS_IO, "this run does not hold an engine and the same once more");
    if (result == 0)
        printf("%zu of %zu intervals contain 1; planted %zu, found %zu\n", tally.contain_one,
               tally.same, tally.planted, tally.found);
    return result;
}

int self_check_command(const struct bench_options *options, struct error *err)
{
    struct kept_run run;
    int result = kept_run_load(&run, options->directory, err);
    if (result == 0)
        result = check(&run, err);
    kept_run_free(&run);
    return result;
}
