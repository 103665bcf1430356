#include "catalogue.h"

#include "base/csv.h"
#include "base/number.h"
#include "process/output.h"

#include <stdlib.h>
#include <string.h>

#define LIST_HEADER        "name,group,default_size,unit,stresses,needs_hypervisor,waits"
#define GROUP_BY_NAME_ONLY "latency"

enum { LIST_MAX = 32768 };
enum { LIST_NAME, LIST_GROUP, LIST_SIZE, LIST_UNIT, LIST_STRESSES, LIST_HYPERVISOR, LIST_WAITS };

/** Runs `program --list`; the answer is a CSV file but for its header, which is put before it. */
static char *ask(const char *program, struct signals *signals, struct error *err)
{
    struct command command = {0};
    size_t header = strlen(LIST_HEADER "\n");
    char *text = malloc(header + LIST_MAX);
    if (!text) {
        fail(err, STATUS_OS_ERROR, "out of memory");
        return NULL;
    }
    memcpy(text, LIST_HEADER "\n", header);
    command_add(&command, "%s", program);
    command_add(&command, "--list");
    int status = output_of(&command, text + header, LIST_MAX, signals, err);
    command_free(&command);
    if (status == 0)
        return text;
    if (status > 0)
        fail(err, STATUS_UNAVAILABLE, "`%s --list` failed with status %d", program, status);
    free(text);
    return NULL;
}

static int copy(const struct csv_table *table, size_t row, size_t column, char *text, size_t size,
                struct error *err)
{
    const char *cell = csv_cell(table, row, column);
    if (strlen(cell) >= size)
        return csv_refuse(table, row, column, "short enough", err);
    strcpy(text, cell);
    return 0;
}

static int read_entry(const struct csv_table *table, size_t row, struct catalogue_entry *entry,
                      struct error *err)
{
    uint64_t size, hypervisor, waits;
    if (copy(table, row, LIST_NAME, entry->name, sizeof entry->name, err) != 0 ||
        copy(table, row, LIST_GROUP, entry->group, sizeof entry->group, err) != 0 ||
        copy(table, row, LIST_UNIT, entry->unit, sizeof entry->unit, err) != 0 ||
        copy(table, row, LIST_STRESSES, entry->stresses, sizeof entry->stresses, err) != 0)
        return -1;
    if (!number_decimal(csv_cell(table, row, LIST_SIZE), UINT32_MAX, &size) || size == 0)
        return csv_refuse(table, row, LIST_SIZE, "a size", err);
    if (!number_decimal(csv_cell(table, row, LIST_HYPERVISOR), 1, &hypervisor))
        return csv_refuse(table, row, LIST_HYPERVISOR, "0 or 1", err);
    if (!number_decimal(csv_cell(table, row, LIST_WAITS), 1, &waits))
        return csv_refuse(table, row, LIST_WAITS, "0 or 1", err);
    entry->default_size = (uint32_t)size;
    entry->needs_hypervisor = hypervisor == 1;
    entry->waits = waits == 1;
    return 0;
}

static int read_entries(struct catalogue *catalogue, const struct csv_table *table,
                        struct error *err)
{
    catalogue->entry = calloc(table->rows + 1, sizeof *catalogue->entry);
    if (!catalogue->entry)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; i < table->rows; i++) {
        if (read_entry(table, i, &catalogue->entry[i], err) != 0)
            return -1;
        catalogue->count++;
    }
    if (catalogue->count == 0)
        return fail(err, STATUS_UNAVAILABLE, "%s lists no workloads", table->path);
    return 0;
}

int catalogue_load(struct catalogue *catalogue, const struct site *site, enum arch arch,
                   struct error *err)
{
    const char *program = site->native[arch];
    struct csv_table table = {0};
    *catalogue = (struct catalogue){0};
    char *text = ask(program, site->signals, err);
    if (!text)
        return -1;
    int result = csv_parse(&table, program, text, LIST_HEADER, err);
    if (result == 0)
        result = read_entries(catalogue, &table, err);
    csv_free(&table);
    return result;
}

static const struct catalogue_entry *find(const struct catalogue *catalogue, const char *name,
                                          size_t length)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct catalogue_entry *entry = &catalogue->entry[i];
        if (strncmp(entry->name, name, length) == 0 && entry->name[length] == '\0')
            return entry;
    }
    return NULL;
}

bool catalogue_has(const struct catalogue *catalogue, const char *name)
{
    return find(catalogue, name, strlen(name)) != NULL;
}

/** Adds one named workload of `all` to `chosen`. */
static int choose(struct catalogue *chosen, const struct catalogue *all, const char *name,
                  size_t length, struct error *err)
{
    const struct catalogue_entry *entry = find(all, name, length);
    if (!entry)
        return fail(err, STATUS_USAGE, "no workload is called \"%.*s\"; `kvm-bench list` has them",
                    (int)length, name);
    if (find(chosen, name, length))
        return fail(err, STATUS_USAGE, "workload \"%s\" is named twice", entry->name);
    chosen->entry[chosen->count++] = *entry;
    return 0;
}

/** Keeps the workloads whose size is an amount of work: those that a run can make longer. */
static void keep_ordinary(struct catalogue *catalogue)
{
    size_t kept = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        if (strcmp(catalogue->entry[i].group, GROUP_BY_NAME_ONLY) != 0)
            catalogue->entry[kept++] = catalogue->entry[i];
    }
    catalogue->count = kept;
}

int catalogue_select(struct catalogue *catalogue, const char *list, struct error *err)
{
    if (!list) {
        keep_ordinary(catalogue);
        return 0;
    }
    struct catalogue chosen = {.entry = calloc(catalogue->count, sizeof *chosen.entry)};
    if (!chosen.entry)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    int result = 0;
    for (const char *name = list; result == 0;) {
        size_t length = strcspn(name, ",");
        result = choose(&chosen, catalogue, name, length, err);
        if (name[length] == '\0')
            break;
        name += length + 1;
    }
    if (result != 0) {
        catalogue_free(&chosen);
        return -1;
    }
    catalogue_free(catalogue);
    *catalogue = chosen;
    return 0;
}

void catalogue_free(struct catalogue *catalogue)
{
    free(catalogue->entry);
    *catalogue = (struct catalogue){0};
}
