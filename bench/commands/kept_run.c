#include "kept_run.h"

int kept_run_load(struct kept_run *run, const char *directory, struct error *err)
{
    *run = (struct kept_run){0};
    if (record_load(&run->record, directory, err) != 0)
        return -1;
    return facts_load(&run->facts, directory, err);
}

void kept_run_free(struct kept_run *run)
{
    record_free(&run->record);
    facts_free(&run->facts);
}
