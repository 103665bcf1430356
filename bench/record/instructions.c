#include "instructions.h"

#include "base/csv_row.h"
#include "base/file.h"
#include "outcome_read.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define INSTRUCTIONS_FILE   "instructions.csv"
#define INSTRUCTIONS_HEADER "arch,workload,size,instructions,spread,status"

enum { ARCH, WORKLOAD, SIZE, INSTRUCTIONS, SPREAD, STATUS };

static uint64_t instructions_of(const struct sample *sample)
{
    return sample->tsc_end - sample->tsc_begin;
}

/** Takes one workload's count from its iterations; one that went wrong spoils it. */
static struct instruction_count count_of(const struct sample *samples)
{
    struct instruction_count count = {.size = samples->size};
    uint64_t least = UINT64_MAX, most = 0;
    strcpy(count.arch, samples->arch);
    strcpy(count.workload, samples->workload);
    for (int i = 0; i < INSTRUCTION_ITERATIONS; i++) {
        uint64_t instructions = instructions_of(&samples[i]);
        if (samples[i].outcome != OUTCOME_OK)
            count.outcome = samples[i].outcome;
        if (samples[i].warmup)
            continue;
        least = instructions < least ? instructions : least;
        most = instructions > most ? instructions : most;
        count.instructions = instructions;
    }
    count.spread = most - least;
    return count;
}

int instructions_take(struct instructions *counts, const struct sample *samples, size_t workloads,
                      struct error *err)
{
    *counts = (struct instructions){.row = calloc(workloads + 1, sizeof *counts->row)};
    if (!counts->row)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (; counts->count < workloads; counts->count++)
        counts->row[counts->count] = count_of(samples + counts->count * INSTRUCTION_ITERATIONS);
    return 0;
}

static void write_counts(FILE *out, const void *data)
{
    const struct instructions *counts = data;
    struct csv_writer csv = {.out = out};
    fputs(INSTRUCTIONS_HEADER "\n", out);
    for (size_t i = 0; i < counts->count; i++) {
        const struct instruction_count *count = &counts->row[i];
        csv_text(&csv, count->arch);
        csv_text(&csv, count->workload);
        csv_print(&csv, "%" PRIu32, count->size);
        csv_known(&csv, count->outcome == OUTCOME_OK, count->instructions);
        csv_known(&csv, count->outcome == OUTCOME_OK, count->spread);
        csv_text(&csv, outcome_name(count->outcome));
        csv_end_row(&csv);
    }
}

int instructions_save(const struct instructions *counts, const char *directory, struct error *err)
{
    return file_replace(directory, INSTRUCTIONS_FILE, write_counts, counts, err);
}

static void take_row(void *owner, struct csv_row *row)
{
    struct instructions *counts = owner;
    struct instruction_count *count = reallocarray(counts->row, counts->count + 1, sizeof *count);
    if (!count) {
        row->wrong = fail(row->err, STATUS_OS_ERROR, "out of memory") != 0;
        return;
    }
    counts->row = count;
    count += counts->count++;
    *count = (struct instruction_count){0};
    csv_row_name(row, ARCH, count->arch, sizeof count->arch);
    csv_row_name(row, WORKLOAD, count->workload, sizeof count->workload);
    count->size = (uint32_t)csv_row_whole(row, SIZE, UINT32_MAX);
    count->outcome = outcome_read(row, STATUS);
    if (count->outcome != OUTCOME_OK)
        return;
    count->instructions = csv_row_whole(row, INSTRUCTIONS, UINT64_MAX);
    count->spread = csv_row_whole(row, SPREAD, UINT64_MAX);
}

int instructions_load(struct instructions *counts, const char *directory, struct error *err)
{
    *counts = (struct instructions){0};
    if (!file_exists(directory, INSTRUCTIONS_FILE))
        return 0;
    return csv_load_rows(directory, INSTRUCTIONS_FILE, INSTRUCTIONS_HEADER, take_row, counts, err);
}

void instructions_free(struct instructions *counts)
{
    free(counts->row);
    *counts = (struct instructions){0};
}
