#include "commands.h"
#include "kept_run.h"
#include "report/report.h"
#include "report/table.h"

#include <stdio.h>

static int report_on(const struct kept_run *run, const char *directory, struct error *err)
{
    struct summary summary = {0};
    if (run->record.samples == 0)
        return fail(err, STATUS_IO, "%s/samples.csv holds no samples", directory);
    int result = report_write(&summary, &run->record, &run->facts, directory, err);
    if (result == 0)
        table_print(stdout, &summary);
    summary_free(&summary);
    return result;
}

int report_command(const struct bench_options *options, struct error *err)
{
    struct kept_run run;
    int result = kept_run_load(&run, options->directory, err);
    if (result == 0)
        result = report_on(&run, options->directory, err);
    kept_run_free(&run);
    return result;
}
