#include "base/csv_row.h"
#include "base/number.h"
#include "outcome_read.h"
#include "record.h"
#include "record_columns.h"

#include <limits.h>
#include <stdlib.h>

static void read_timing(struct csv_row *row, struct sample *sample)
{
    sample->tsc_begin = csv_row_whole(row, SAMPLES_TSC_BEGIN, UINT64_MAX);
    sample->tsc_end = csv_row_whole(row, SAMPLES_TSC_END, UINT64_MAX);
    sample->tsc_hz = csv_row_known(row, SAMPLES_TSC_HZ);
    sample->guest_ns = csv_row_known(row, SAMPLES_GUEST_NS);
    sample->wall_ns = csv_row_whole(row, SAMPLES_WALL_NS, UINT64_MAX);
    if (!number_hex(csv_row_text(row, SAMPLES_CHECKSUM), 16, &sample->checksum))
        csv_row_refuse(row, SAMPLES_CHECKSUM, "a checksum of 16 hexadecimal digits");
}

static void read_sample(struct csv_row *row, struct sample *sample)
{
    *sample = (struct sample){0};
    sample->round = (unsigned)csv_row_whole(row, SAMPLES_ROUND, UINT_MAX);
    sample->order = (unsigned)csv_row_whole(row, SAMPLES_ORDER, UINT_MAX);
    csv_row_name(row, SAMPLES_ENGINE, sample->engine, sizeof sample->engine);
    csv_row_name(row, SAMPLES_ARCH, sample->arch, sizeof sample->arch);
    csv_row_name(row, SAMPLES_WORKLOAD, sample->workload, sizeof sample->workload);
    sample->size = (uint32_t)csv_row_whole(row, SAMPLES_SIZE, UINT32_MAX);
    sample->iteration = (uint32_t)csv_row_whole(row, SAMPLES_ITERATION, UINT32_MAX);
    sample->warmup = csv_row_whole(row, SAMPLES_WARMUP, 1) == 1;
    sample->outcome = outcome_read(row, SAMPLES_STATUS);
    if (outcome_timed(sample->outcome))
        read_timing(row, sample);
}

static void read_boot(struct csv_row *row, struct boot *boot)
{
    *boot = (struct boot){0};
    boot->round = (unsigned)csv_row_whole(row, BOOTS_ROUND, UINT_MAX);
    boot->order = (unsigned)csv_row_whole(row, BOOTS_ORDER, UINT_MAX);
    csv_row_name(row, BOOTS_ENGINE, boot->engine, sizeof boot->engine);
    csv_row_name(row, BOOTS_ARCH, boot->arch, sizeof boot->arch);
    boot->wall_ns = csv_row_known(row, BOOTS_WALL_NS);
    boot->first_byte_ns = csv_row_known(row, BOOTS_FIRST_BYTE_NS);
    boot->max_rss_kib = csv_row_optional(row, BOOTS_MAX_RSS_KIB);
    boot->exits = csv_row_optional(row, BOOTS_EXITS);
    boot->exit_status = (int)csv_row_optional(row, BOOTS_EXIT_STATUS);
    boot->outcome = outcome_read(row, BOOTS_STATUS);
}

/** Makes room for all rows of a table at its first one. */
static void *room(struct csv_row *row, void *rows, size_t size)
{
    void *all = rows ? rows : calloc(row->table->rows + 1, size);
    if (!all)
        row->wrong = fail(row->err, STATUS_OS_ERROR, "out of memory") != 0;
    return all;
}

static void take_sample(void *owner, struct csv_row *row)
{
    struct record *record = owner;
    record->sample = room(row, record->sample, sizeof *record->sample);
    if (record->sample)
        read_sample(row, &record->sample[record->samples++]);
}

static void take_boot(void *owner, struct csv_row *row)
{
    struct record *record = owner;
    record->boot = room(row, record->boot, sizeof *record->boot);
    if (record->boot)
        read_boot(row, &record->boot[record->boots++]);
}

int record_load(struct record *record, const char *directory, struct error *err)
{
    *record = (struct record){0};
    if (csv_load_rows(directory, SAMPLES_FILE, SAMPLES_HEADER, take_sample, record, err) != 0)
        return -1;
    return csv_load_rows(directory, BOOTS_FILE, BOOTS_HEADER, take_boot, record, err);
}
