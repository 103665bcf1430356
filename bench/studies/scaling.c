#include "scaling.h"

#include "csv_row.h"
#include "file.h"
#include "number.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

#define SCALING_FILE "scaling.csv"
#define SCALING_HEADER                                                                             \
    STUDY_LABEL_COLUMNS ",workload,size,machines,machine,begin_ns,work_ns,makespan_ns,"            \
                        "checksum,status"

enum {
    WORKLOAD = STUDY_LABEL_END,
    SIZE,
    MACHINES,
    MACHINE,
    BEGIN_NS,
    WORK_NS,
    MAKESPAN_NS,
    CHECKSUM,
    STATUS
};

int scaling_add(struct scaling *scaling, const struct scaling_row *row, struct error *err)
{
    struct scaling_row *more = reallocarray(scaling->row, scaling->count + 1, sizeof *more);
    if (!more)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    scaling->row = more;
    more[scaling->count++] = *row;
    return 0;
}

static void write_figures(struct csv_writer *csv, const struct scaling_row *row)
{
    if (row->label.outcome != OUTCOME_OK) {
        for (int i = BEGIN_NS; i <= CHECKSUM; i++)
            csv_empty(csv);
        return;
    }
    csv_print(csv, "%" PRIu64, row->begin_ns);
    csv_print(csv, "%" PRIu64, row->work_ns);
    csv_print(csv, "%" PRIu64, row->makespan_ns);
    csv_print(csv, "%016" PRIx64, row->checksum);
}

static void write_rows(FILE *out, const void *data)
{
    const struct scaling *scaling = data;
    struct csv_writer csv = {.out = out};
    fputs(SCALING_HEADER "\n", out);
    for (size_t i = 0; i < scaling->count; i++) {
        const struct scaling_row *row = &scaling->row[i];
        study_label_write(&csv, &row->label);
        csv_text(&csv, row->workload);
        csv_print(&csv, "%" PRIu32, row->size);
        csv_print(&csv, "%u", row->machines);
        csv_print(&csv, "%u", row->machine);
        write_figures(&csv, row);
        csv_text(&csv, outcome_name(row->label.outcome));
        csv_end_row(&csv);
    }
}

int scaling_save(const struct scaling *scaling, const char *directory, struct error *err)
{
    return file_replace(directory, SCALING_FILE, write_rows, scaling, err);
}

static void read_figures(struct csv_row *row, struct scaling_row *read)
{
    read->begin_ns = csv_row_whole(row, BEGIN_NS, UINT64_MAX);
    read->work_ns = csv_row_whole(row, WORK_NS, UINT64_MAX);
    read->makespan_ns = csv_row_whole(row, MAKESPAN_NS, UINT64_MAX);
    if (!number_hex(csv_row_text(row, CHECKSUM), 16, &read->checksum))
        csv_row_refuse(row, CHECKSUM, "a checksum of 16 hexadecimal digits");
}

static void take_row(void *owner, struct csv_row *row)
{
    struct scaling_row read = {0};
    study_label_read(row, &read.label);
    csv_row_name(row, WORKLOAD, read.workload, sizeof read.workload);
    read.size = (uint32_t)csv_row_whole(row, SIZE, UINT32_MAX);
    read.machines = (unsigned)csv_row_whole(row, MACHINES, UINT_MAX);
    read.machine = (unsigned)csv_row_whole(row, MACHINE, UINT_MAX);
    read.label.outcome = study_outcome_read(row, STATUS);
    if (read.label.outcome == OUTCOME_OK)
        read_figures(row, &read);
    if (!row->wrong)
        row->wrong = scaling_add(owner, &read, row->err) != 0;
}

int scaling_load(struct scaling *scaling, const char *directory, struct error *err)
{
    *scaling = (struct scaling){0};
    if (!file_exists(directory, SCALING_FILE))
        return 0;
    return csv_load_rows(directory, SCALING_FILE, SCALING_HEADER, take_row, scaling, err);
}

void scaling_free(struct scaling *scaling)
{
    free(scaling->row);
    *scaling = (struct scaling){0};
}
