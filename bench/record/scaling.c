#include "scaling.h"

#include "base/csv_row.h"
#include "base/file.h"
#include "base/number.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define SCALING_FILE "scaling.csv"
#define LEADING_COLUMNS                                                                            \
    STUDY_LABEL_COLUMNS ",workload,size,machines,machine,begin_ns,work_ns,makespan_ns"
#define SCALING_HEADER LEADING_COLUMNS ",common_ns,common_share,checksum,status"
/* Of earlier runs: machines were taken to work all the time, from first begin to last end. */
#define SCALING_HEADER_EARLIER LEADING_COLUMNS ",checksum,status"

enum {
    WORKLOAD = STUDY_LABEL_END,
    SIZE,
    MACHINES,
    MACHINE,
    BEGIN_NS,
    WORK_NS,
    MAKESPAN_NS,
    COMMON_NS,
    COMMON_SHARE,
    CHECKSUM,
    STATUS,
    ADDED = CHECKSUM - COMMON_NS /* columns that earlier runs lack */
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
    bool whole = row->makespan_ns > 0;
    csv_known(csv, whole, row->begin_ns);
    csv_print(csv, "%" PRIu64, row->work_ns);
    csv_known(csv, whole, row->makespan_ns);
    csv_known(csv, whole, row->common_ns);
    csv_real(csv, whole, 6, row->common_share);
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

/** Sees to it that a row without a makespan has nothing else that only all machines tell. */
static void refuse_parts(struct csv_row *row, size_t missing)
{
    static const int parts[] = {BEGIN_NS, COMMON_NS, COMMON_SHARE};
    for (int i = 0; i < (missing == 0 ? 3 : 1); i++) {
        if (*csv_row_text(row, (size_t)parts[i]))
            csv_row_refuse(row, (size_t)parts[i], "empty, as makespan_ns is");
    }
}

static void read_common(struct csv_row *row, struct scaling_row *read)
{
    read->common_ns = csv_row_whole(row, COMMON_NS, UINT64_MAX);
    if (!number_real(csv_row_text(row, COMMON_SHARE), &read->common_share) ||
        read->common_share < 0 || read->common_share > 1)
        csv_row_refuse(row, COMMON_SHARE, "a share, 0 to 1");
}

static void read_times(struct csv_row *row, struct scaling_row *read, size_t missing)
{
    read->begin_ns = csv_row_whole(row, BEGIN_NS, UINT64_MAX);
    read->makespan_ns = csv_row_whole(row, MAKESPAN_NS, UINT64_MAX);
    read->common_ns = read->makespan_ns;
    read->common_share = 1;
    if (missing == 0)
        read_common(row, read);
}

/** Reads what is known of a row that is well; `missing` columns are not there. */
static void read_figures(struct csv_row *row, struct scaling_row *read, size_t missing)
{
    read->work_ns = csv_row_whole(row, WORK_NS, UINT64_MAX);
    if (*csv_row_text(row, MAKESPAN_NS))
        read_times(row, read, missing);
    else
        refuse_parts(row, missing);
    if (!number_hex(csv_row_text(row, CHECKSUM - missing), 16, &read->checksum))
        csv_row_refuse(row, CHECKSUM - missing, "a checksum of 16 hexadecimal digits");
}

static void take(struct scaling *scaling, struct csv_row *row, size_t missing)
{
    struct scaling_row read = {0};
    study_label_read(row, &read.label);
    csv_row_name(row, WORKLOAD, read.workload, sizeof read.workload);
    read.size = (uint32_t)csv_row_whole(row, SIZE, UINT32_MAX);
    read.machines = (unsigned)csv_row_whole(row, MACHINES, UINT_MAX);
    read.machine = (unsigned)csv_row_whole(row, MACHINE, UINT_MAX);
    read.label.outcome = outcome_read(row, STATUS - missing);
    if (read.label.outcome == OUTCOME_OK)
        read_figures(row, &read, missing);
    if (!row->wrong)
        row->wrong = scaling_add(scaling, &read, row->err) != 0;
}

static void take_row(void *owner, struct csv_row *row)
{
    take(owner, row, 0);
}

static void take_earlier_row(void *owner, struct csv_row *row)
{
    take(owner, row, ADDED);
}

/** Whether the file begins with the header of earlier runs. */
static bool is_earlier(const char *directory)
{
    static const char header[] = SCALING_HEADER_EARLIER "\n";
    char path[PATH_MAX];
    struct error why = {0};
    snprintf(path, sizeof path, "%s/" SCALING_FILE, directory);
    char *text = file_read(path, &why);
    bool earlier = text && strncmp(text, header, strlen(header)) == 0;
    free(text);
    return earlier;
}

int scaling_load(struct scaling *scaling, const char *directory, struct error *err)
{
    *scaling = (struct scaling){0};
    if (!file_exists(directory, SCALING_FILE))
        return 0;
    if (is_earlier(directory))
        return csv_load_rows(directory, SCALING_FILE, SCALING_HEADER_EARLIER, take_earlier_row,
                             scaling, err);
    return csv_load_rows(directory, SCALING_FILE, SCALING_HEADER, take_row, scaling, err);
}

void scaling_free(struct scaling *scaling)
{
    free(scaling->row);
    *scaling = (struct scaling){0};
}
