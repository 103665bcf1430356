#include "commands.h"
#include "report/report.h"
#include "report/table.h"

#include <stdio.h>

static int report_on(const struct record *record, const struct facts *facts, const char *directory,
                     struct error *err)
{
    struct summary summary = {0};
    if (record->samples == 0)
        return fail(err, STATUS_IO, "%s/samples.csv holds no samples", directory);
    int result = report_write(&summary, record, facts, directory, err);
    if (result == 0)
        table_print(stdout, &summary);
    summary_free(&summary);
    return result;
}

int report_command(const struct bench_options *options, struct error *err)
{
    struct record record = {0};
    struct facts facts = {0};
    int result = record_load(&record, options->directory, err);
    if (result == 0)
        result = facts_load(&facts, options->directory, err);
    if (result == 0)
        result = report_on(&record, &facts, options->directory, err);
    record_free(&record);
    facts_free(&facts);
    return result;
}
