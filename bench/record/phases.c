#include "phases.h"

#include "base/csv_row.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#define PHASES_FILE   "phases.csv"
#define PHASES_HEADER STUDY_LABEL_COLUMNS ",phase,start_ns,end_ns,status"

enum { PHASE = STUDY_LABEL_END, START_NS, END_NS, STATUS };

const char *const phase_name[PHASE_COUNT] = {"process",    "vm",       "guest",
                                             "first-byte", "workload", "exit"};

static int add(struct phases *phases, const struct phase_row *row, struct error *err)
{
    struct phase_row *more = reallocarray(phases->row, phases->count + 1, sizeof *more);
    if (!more)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    phases->row = more;
    more[phases->count++] = *row;
    return 0;
}

int phases_add(struct phases *phases, const struct study_label *label,
               const uint64_t end_ns[PHASE_COUNT], struct error *err)
{
    struct phase_row row = {.label = *label};
    size_t before = phases->count;
    uint64_t reached_ns = 0;
    for (int i = 0; i < PHASE_COUNT; i++) {
        if (end_ns[i] == 0 || end_ns[i] < reached_ns) /* not measured, or of another clock */
            continue;
        row.phase = (enum boot_phase)i;
        row.start_ns = reached_ns;
        row.end_ns = reached_ns = end_ns[i];
        if (add(phases, &row, err) != 0)
            return -1;
    }
    if (phases->count > before)
        return 0;
    row.phase = PHASE_PROCESS;
    row.start_ns = row.end_ns = 0;
    return add(phases, &row, err);
}

static void write_rows(FILE *out, const void *data)
{
    const struct phases *phases = data;
    struct csv_writer csv = {.out = out};
    fputs(PHASES_HEADER "\n", out);
    for (size_t i = 0; i < phases->count; i++) {
        const struct phase_row *row = &phases->row[i];
        study_label_write(&csv, &row->label);
        csv_text(&csv, phase_name[row->phase]);
        csv_known(&csv, row->end_ns > 0, row->start_ns);
        csv_known(&csv, row->end_ns > 0, row->end_ns);
        csv_text(&csv, outcome_name(row->label.outcome));
        csv_end_row(&csv);
    }
}

int phases_save(const struct phases *phases, const char *directory, struct error *err)
{
    return file_replace(directory, PHASES_FILE, write_rows, phases, err);
}

static enum boot_phase read_phase(struct csv_row *row)
{
    for (int i = 0; i < PHASE_COUNT; i++) {
        if (strcmp(csv_row_text(row, PHASE), phase_name[i]) == 0)
            return (enum boot_phase)i;
    }
    csv_row_refuse(row, PHASE, "a phase");
    return PHASE_PROCESS;
}

static void take_row(void *owner, struct csv_row *row)
{
    struct phase_row read = {.phase = read_phase(row)};
    study_label_read(row, &read.label);
    read.start_ns = csv_row_known(row, START_NS);
    read.end_ns = csv_row_known(row, END_NS);
    read.label.outcome = outcome_read(row, STATUS);
    if (read.end_ns < read.start_ns)
        csv_row_refuse(row, END_NS, "a time after the start");
    if (!row->wrong)
        row->wrong = add(owner, &read, row->err) != 0;
}

int phases_load(struct phases *phases, const char *directory, struct error *err)
{
    *phases = (struct phases){0};
    if (!file_exists(directory, PHASES_FILE))
        return 0;
    return csv_load_rows(directory, PHASES_FILE, PHASES_HEADER, take_row, phases, err);
}

void phases_free(struct phases *phases)
{
    free(phases->row);
    *phases = (struct phases){0};
}
