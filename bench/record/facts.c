#include "facts.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/number.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define HOST_FILE   "host.csv"
#define HOST_HEADER "key,value"

static struct fact *find(const struct facts *facts, const char *key)
{
    for (size_t i = 0; i < facts->count; i++) {
        if (strcmp(facts->fact[i].key, key) == 0)
            return &facts->fact[i];
    }
    return NULL;
}

/** Sets a fact to a value that it takes over. */
static void set(struct facts *facts, const char *key, char *value)
{
    struct fact *fact = find(facts, key);
    if (fact) {
        free(fact->value);
        fact->value = value;
        return;
    }
    char *own_key = strdup(key);
    struct fact *more = reallocarray(facts->fact, facts->count + 1, sizeof *more);
    if (more)
        facts->fact = more;
    if (!own_key || !more) {
        free(own_key);
        free(value);
        return;
    }
    more[facts->count++] = (struct fact){.key = own_key, .value = value};
}

void facts_set(struct facts *facts, const char *key, const char *format, ...)
{
    char *value = NULL;
    va_list args;
    va_start(args, format);
    if (vasprintf(&value, format, args) >= 0)
        set(facts, key, value);
    va_end(args);
}

const char *facts_get(const struct facts *facts, const char *key)
{
    const struct fact *fact = find(facts, key);
    return fact ? fact->value : "";
}

uint64_t facts_number(const struct facts *facts, const char *key, uint64_t otherwise)
{
    uint64_t value;
    return number_decimal(facts_get(facts, key), UINT64_MAX, &value) ? value : otherwise;
}

static void write_facts(FILE *out, const void *data)
{
    const struct facts *facts = data;
    struct csv_writer csv = {.out = out};
    fputs(HOST_HEADER "\n", out);
    for (size_t i = 0; i < facts->count; i++) {
        csv_text(&csv, facts->fact[i].key);
        csv_text(&csv, facts->fact[i].value);
        csv_end_row(&csv);
    }
}

int facts_save(const struct facts *facts, const char *directory, struct error *err)
{
    return file_replace(directory, HOST_FILE, write_facts, facts, err);
}

int facts_load(struct facts *facts, const char *directory, struct error *err)
{
    char path[PATH_MAX];
    struct csv_table table;
    *facts = (struct facts){0};
    if (snprintf(path, sizeof path, "%s/" HOST_FILE, directory) >= (int)sizeof path)
        return fail(err, STATUS_USAGE, "the path of " HOST_FILE " is too long");
    int result = csv_load(&table, path, HOST_HEADER, err);
    for (size_t i = 0; result == 0 && i < table.rows; i++)
        facts_set(facts, csv_cell(&table, i, 0), "%s", csv_cell(&table, i, 1));
    csv_free(&table);
    return result;
}

void facts_free(struct facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        free(facts->fact[i].key);
        free(facts->fact[i].value);
    }
    free(facts->fact);
    *facts = (struct facts){0};
}
