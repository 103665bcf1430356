#include "run.h"

#include <inttypes.h>
#include <stdio.h>

static void list_engine(const struct engine *engine, const struct site *site)
{
    struct facts facts = {0};
    struct error why = {0};
    bool available = engine->check(site, &facts, &why) == 0;
    printf("  %-10s %s\n  %-10s %s%s\n", engine->name, engine->title, "",
           available ? "available" : "not available: ", available ? "" : why.text);
    facts_free(&facts);
}

static void list_workload(const struct catalogue_entry *entry)
{
    printf("  %-14s %-8s %s\n  %-14s %-8s size %" PRIu32 " (%s)%s%s\n", entry->name, entry->group,
           entry->stresses, "", "", entry->default_size, entry->unit,
           entry->needs_hypervisor ? "; not on native" : "", entry->waits ? "; waits" : "");
}

int list_command(const struct bench_options *options, struct error *err)
{
    struct run run = {.options = options};
    site_open(&run.site, options->arch);
    site_describe(&run.site, options->arch, &run.facts);
    printf("architecture: %s (%s)\n\nengines:\n", arch_name(run.site.arch),
           facts_get(&run.facts, "arch_reason"));
    for (size_t i = 0; i < engine_count; i++)
        list_engine(engines[i], &run.site);
    int result = prepare_catalogue(&run, err);
    if (result == 0 && options->workloads)
        result = catalogue_select(&run.catalogue, options->workloads, err);
    if (result == 0)
        printf("\nworkloads:\n");
    for (size_t i = 0; result == 0 && i < run.catalogue.count; i++)
        list_workload(&run.catalogue.entry[i]);
    catalogue_free(&run.catalogue);
    facts_free(&run.facts);
    return result;
}
