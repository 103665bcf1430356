#include "csv.h"
#include "number.h"
#include "record.h"
#include "record_columns.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** One row being read; the first field that is wrong ends it. */
struct row {
    const struct csv_table *table;
    size_t number;
    struct error *err;
    bool wrong;
};

static const char *cell(const struct row *row, size_t column)
{
    return csv_cell(row->table, row->number, column);
}

static void refuse(struct row *row, size_t column, const char *expected)
{
    csv_refuse(row->table, row->number, column, expected, row->err);
    row->wrong = true;
}

static uint64_t whole(struct row *row, size_t column, uint64_t max)
{
    uint64_t value = 0;
    if (!number_decimal(cell(row, column), max, &value))
        refuse(row, column, "a whole number in range");
    return value;
}

/** A field that may be empty: then it gives `missing`. */
static int64_t optional(struct row *row, size_t column, int64_t missing)
{
    return *cell(row, column) ? (int64_t)whole(row, column, INT64_MAX) : missing;
}

static void name(struct row *row, size_t column, char *text, size_t size)
{
    if (*cell(row, column) == '\0' || strlen(cell(row, column)) >= size)
        refuse(row, column, "a name");
    else
        strcpy(text, cell(row, column));
}

static enum outcome status(struct row *row, size_t column)
{
    enum outcome outcome = OUTCOME_MISSING;
    if (!outcome_find(cell(row, column), &outcome))
        refuse(row, column, "a status");
    return outcome;
}

static void read_timing(struct row *row, struct sample *sample)
{
    sample->tsc_begin = whole(row, SAMPLES_TSC_BEGIN, UINT64_MAX);
    sample->tsc_end = whole(row, SAMPLES_TSC_END, UINT64_MAX);
    sample->tsc_hz = whole(row, SAMPLES_TSC_HZ, UINT64_MAX);
    sample->guest_ns = whole(row, SAMPLES_GUEST_NS, UINT64_MAX);
    sample->wall_ns = whole(row, SAMPLES_WALL_NS, UINT64_MAX);
    if (!number_hex(cell(row, SAMPLES_CHECKSUM), 16, &sample->checksum))
        refuse(row, SAMPLES_CHECKSUM, "a checksum of 16 hexadecimal digits");
}

static void read_sample(struct row *row, struct sample *sample)
{
    *sample = (struct sample){0};
    sample->round = (unsigned)whole(row, SAMPLES_ROUND, UINT_MAX);
    sample->order = (unsigned)whole(row, SAMPLES_ORDER, UINT_MAX);
    name(row, SAMPLES_ENGINE, sample->engine, sizeof sample->engine);
    name(row, SAMPLES_ARCH, sample->arch, sizeof sample->arch);
    name(row, SAMPLES_WORKLOAD, sample->workload, sizeof sample->workload);
    sample->size = (uint32_t)whole(row, SAMPLES_SIZE, UINT32_MAX);
    sample->iteration = (uint32_t)whole(row, SAMPLES_ITERATION, UINT32_MAX);
    sample->warmup = whole(row, SAMPLES_WARMUP, 1) == 1;
    sample->outcome = status(row, SAMPLES_STATUS);
    if (outcome_timed(sample->outcome))
        read_timing(row, sample);
}

static void read_boot(struct row *row, struct boot *boot)
{
    *boot = (struct boot){0};
    boot->round = (unsigned)whole(row, BOOTS_ROUND, UINT_MAX);
    boot->order = (unsigned)whole(row, BOOTS_ORDER, UINT_MAX);
    name(row, BOOTS_ENGINE, boot->engine, sizeof boot->engine);
    name(row, BOOTS_ARCH, boot->arch, sizeof boot->arch);
    boot->wall_ns = (uint64_t)optional(row, BOOTS_WALL_NS, 0);
    boot->first_byte_ns = (uint64_t)optional(row, BOOTS_FIRST_BYTE_NS, 0);
    boot->max_rss_kib = optional(row, BOOTS_MAX_RSS_KIB, -1);
    boot->exit_status = (int)optional(row, BOOTS_EXIT_STATUS, -1);
    boot->outcome = status(row, BOOTS_STATUS);
}

static int read_samples(struct record *record, const struct csv_table *table, struct error *err)
{
    record->sample = calloc(table->rows + 1, sizeof *record->sample);
    if (!record->sample)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; i < table->rows; i++) {
        struct row row = {.table = table, .number = i, .err = err};
        read_sample(&row, &record->sample[i]);
        if (row.wrong)
            return -1;
        record->samples++;
    }
    return 0;
}

static int read_boots(struct record *record, const struct csv_table *table, struct error *err)
{
    record->boot = calloc(table->rows + 1, sizeof *record->boot);
    if (!record->boot)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; i < table->rows; i++) {
        struct row row = {.table = table, .number = i, .err = err};
        read_boot(&row, &record->boot[i]);
        if (row.wrong)
            return -1;
        record->boots++;
    }
    return 0;
}

static int load(struct record *record, const char *directory, const char *file, const char *header,
                int (*read)(struct record *, const struct csv_table *, struct error *),
                struct error *err)
{
    char path[PATH_MAX];
    struct csv_table table;
    if (snprintf(path, sizeof path, "%s/%s", directory, file) >= (int)sizeof path)
        return fail(err, STATUS_USAGE, "the path of %s is too long", file);
    int result = csv_load(&table, path, header, err);
    if (result == 0)
        result = read(record, &table, err);
    csv_free(&table);
    return result;
}

int record_load(struct record *record, const char *directory, struct error *err)
{
    *record = (struct record){0};
    if (load(record, directory, SAMPLES_FILE, SAMPLES_HEADER, read_samples, err) != 0)
        return -1;
    return load(record, directory, BOOTS_FILE, BOOTS_HEADER, read_boots, err);
}
