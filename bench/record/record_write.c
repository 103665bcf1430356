#include "base/csv.h"
#include "base/file.h"
#include "record.h"
#include "record_columns.h"

#include <inttypes.h>

static void write_timing(struct csv_writer *csv, const struct sample *sample)
{
    if (!outcome_timed(sample->outcome)) {
        for (int i = 0; i < 6; i++)
            csv_empty(csv);
        return;
    }
    csv_print(csv, "%" PRIu64, sample->tsc_begin);
    csv_print(csv, "%" PRIu64, sample->tsc_end);
    csv_known(csv, sample->tsc_hz > 0, sample->tsc_hz);
    csv_known(csv, sample->tsc_hz > 0, sample->guest_ns);
    csv_print(csv, "%" PRIu64, sample->wall_ns);
    csv_print(csv, "%016" PRIx64, sample->checksum);
}

static void write_samples(FILE *out, const void *data)
{
    const struct record *record = data;
    struct csv_writer csv = {.out = out};
    fputs(SAMPLES_HEADER "\n", out);
    for (size_t i = 0; i < record->samples; i++) {
        const struct sample *sample = &record->sample[i];
        csv_print(&csv, "%u", sample->round);
        csv_print(&csv, "%u", sample->order);
        csv_text(&csv, sample->engine);
        csv_text(&csv, sample->arch);
        csv_text(&csv, sample->workload);
        csv_print(&csv, "%" PRIu32, sample->size);
        csv_print(&csv, "%" PRIu32, sample->iteration);
        csv_print(&csv, "%d", sample->warmup);
        write_timing(&csv, sample);
        csv_text(&csv, outcome_name(sample->outcome));
        csv_end_row(&csv);
    }
}

static void write_boots(FILE *out, const void *data)
{
    const struct record *record = data;
    struct csv_writer csv = {.out = out};
    fputs(BOOTS_HEADER "\n", out);
    for (size_t i = 0; i < record->boots; i++) {
        const struct boot *boot = &record->boot[i];
        csv_print(&csv, "%u", boot->round);
        csv_print(&csv, "%u", boot->order);
        csv_text(&csv, boot->engine);
        csv_text(&csv, boot->arch);
        csv_known(&csv, boot->wall_ns > 0, boot->wall_ns);
        csv_known(&csv, boot->first_byte_ns > 0, boot->first_byte_ns);
        csv_known(&csv, boot->max_rss_kib >= 0, (uint64_t)boot->max_rss_kib);
        csv_known(&csv, boot->exits >= 0, (uint64_t)boot->exits);
        csv_known(&csv, boot->exit_status >= 0, (uint64_t)boot->exit_status);
        csv_text(&csv, outcome_name(boot->outcome));
        csv_end_row(&csv);
    }
}

int record_save(const struct record *record, const char *directory, struct error *err)
{
    if (file_replace(directory, SAMPLES_FILE, write_samples, record, err) != 0)
        return -1;
    return file_replace(directory, BOOTS_FILE, write_boots, record, err);
}
