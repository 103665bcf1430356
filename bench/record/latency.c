#include "latency.h"

#include "base/csv_row.h"
#include "base/file.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LATENCY_FILE   "latency.csv"
#define LATENCY_HEADER STUDY_LABEL_COLUMNS ",delay_us,sample,latency_ns,status"
#define WARMUP         "warmup"

/* The 8254's input, 14.31818 MHz / 12: IBM PC/AT Technical Reference. */
#define PIT_HZ 1193182.0

enum { DELAY_US = STUDY_LABEL_END, SAMPLE, LATENCY_NS, STATUS };

int64_t latency_of(const struct sample *sample)
{
    double count = round(sample->size * PIT_HZ / 1e6);
    double took_ns = (double)(sample->tsc_end - sample->tsc_begin) * (1e9 / (double)sample->tsc_hz);
    return llround(took_ns - count * (1e9 / PIT_HZ));
}

int latency_add(struct latency *latency, const struct latency_row *row, struct error *err)
{
    struct latency_row *more = reallocarray(latency->row, latency->count + 1, sizeof *more);
    if (!more)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    latency->row = more;
    more[latency->count++] = *row;
    return 0;
}

bool latency_counts(const struct latency_row *row)
{
    return row->label.outcome == OUTCOME_OK && !row->warmup;
}

static void write_rows(FILE *out, const void *data)
{
    const struct latency *latency = data;
    struct csv_writer csv = {.out = out};
    fputs(LATENCY_HEADER "\n", out);
    for (size_t i = 0; i < latency->count; i++) {
        const struct latency_row *row = &latency->row[i];
        bool warm = row->warmup && row->label.outcome == OUTCOME_OK;
        study_label_write(&csv, &row->label);
        csv_print(&csv, "%" PRIu32, row->delay_us);
        csv_print(&csv, "%" PRIu32, row->sample);
        if (outcome_timed(row->label.outcome))
            csv_print(&csv, "%" PRId64, row->latency_ns);
        else
            csv_empty(&csv);
        csv_text(&csv, warm ? WARMUP : outcome_name(row->label.outcome));
        csv_end_row(&csv);
    }
}

int latency_save(const struct latency *latency, const char *directory, struct error *err)
{
    return file_replace(directory, LATENCY_FILE, write_rows, latency, err);
}

static void take_row(void *owner, struct csv_row *row)
{
    struct latency_row read = {.warmup = strcmp(csv_row_text(row, STATUS), WARMUP) == 0};
    study_label_read(row, &read.label);
    read.delay_us = (uint32_t)csv_row_whole(row, DELAY_US, UINT32_MAX);
    read.sample = (uint32_t)csv_row_whole(row, SAMPLE, UINT32_MAX);
    read.label.outcome = read.warmup ? OUTCOME_OK : outcome_read(row, STATUS);
    if (outcome_timed(read.label.outcome))
        read.latency_ns = csv_row_signed(row, LATENCY_NS);
    if (!row->wrong)
        row->wrong = latency_add(owner, &read, row->err) != 0;
}

int latency_load(struct latency *latency, const char *directory, struct error *err)
{
    *latency = (struct latency){0};
    if (!file_exists(directory, LATENCY_FILE))
        return 0;
    return csv_load_rows(directory, LATENCY_FILE, LATENCY_HEADER, take_row, latency, err);
}

void latency_free(struct latency *latency)
{
    free(latency->row);
    *latency = (struct latency){0};
}
