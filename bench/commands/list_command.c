#include "base/format.h"
#include "commands.h"
#include "run/prepare.h"

#include <inttypes.h>
#include <stdio.h>

static void list_engine(const struct engine *engine, int name, const struct site *site)
{
    struct facts facts = {0};
    struct error why = {0};
    bool available = engine->check(site, &facts, &why) == 0;
    printf("  %-*s  %s\n  %-*s  %s%s\n", name, engine->name, engine->title, name, "",
           available ? "available" : "not available: ", available ? "" : why.text);
    facts_free(&facts);
}

static void list_engines(const struct site *site)
{
    int name = 0;
    for (size_t i = 0; i < engine_count; i++)
        name = format_wider(name, format_columns(engines[i]->name));
    for (size_t i = 0; i < engine_count; i++)
        list_engine(engines[i], name, site);
}

/** Lists a workload, in columns that the longest name and group fit. */
static void list_workload(const struct catalogue_entry *entry, int name, int group)
{
    printf("  %-*s  %-*s  %s\n  %-*s  %-*s  size %" PRIu32 " (%s)%s%s\n", name, entry->name, group,
           entry->group, entry->stresses, name, "", group, "", entry->default_size, entry->unit,
           entry->needs_hypervisor ? "; not on native" : "", entry->waits ? "; waits" : "");
}

static void list_workloads(const struct catalogue *catalogue)
{
    int name = 0, group = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        name = format_wider(name, format_columns(catalogue->entry[i].name));
        group = format_wider(group, format_columns(catalogue->entry[i].group));
    }
    printf("\nworkloads:\n");
    for (size_t i = 0; i < catalogue->count; i++)
        list_workload(&catalogue->entry[i], name, group);
}

int list_command(const struct bench_options *options, struct error *err)
{
    struct run run = {.options = options};
    site_open(&run.site, options->arch, NULL);
    site_describe(&run.site, options->arch, &run.facts);
    printf("architecture: %s (%s)\n\nengines:\n", arch_name(run.site.arch),
           facts_get(&run.facts, "arch_reason"));
    list_engines(&run.site);
    int result = prepare_catalogue(&run, err);
    if (result == 0 && options->workloads)
        result = catalogue_select(&run.catalogue, options->workloads, err);
    if (result == 0)
        list_workloads(&run.catalogue);
    catalogue_free(&run.catalogue);
    facts_free(&run.facts);
    return result;
}
