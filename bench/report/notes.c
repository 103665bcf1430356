#include "notes.h"

#include "base/clock.h"
#include "record/validity.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Beyond this many outliers their names say less than their number. */
enum { OUTLIERS_NAMED = 6 };

static void add(struct summary_row *row, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void add(struct summary_row *row, const char *format, ...)
{
    size_t length = strlen(row->note);
    va_list args;
    va_start(args, format);
    vsnprintf(row->note + length, sizeof row->note - length, format, args);
    va_end(args);
}

/** Begins another remark. */
static void separate(struct summary_row *row)
{
    if (row->note[0])
        add(row, "; ");
}

/** Counts the row's samples by outcome, warm-ups too: a wrong one is wrong there as well. */
static size_t tally(const struct summary_row *row, const struct record *record,
                    size_t count[OUTCOME_COUNT])
{
    size_t total = 0;
    memset(count, 0, OUTCOME_COUNT * sizeof *count);
    for (size_t i = 0; i < record->samples; i++) {
        const struct sample *sample = &record->sample[i];
        if (strcmp(sample->workload, row->workload) != 0 ||
            strcmp(sample->engine, row->engine) != 0)
            continue;
        count[sample->outcome]++;
        total++;
    }
    return total;
}

static void note_outcomes(struct summary_row *row, const struct record *record)
{
    size_t count[OUTCOME_COUNT];
    size_t total = tally(row, record, count);
    bool disturbed = validity_tolerates(validity_clocks(record, row->engine));
    row->valid = row->n > 0;
    for (int i = 0; i < OUTCOME_COUNT; i++) {
        if (i == OUTCOME_OK || count[i] == 0)
            continue;
        bool tolerated = i == OUTCOME_CLOCK && disturbed;
        row->valid &= tolerated;
        row->bad += outcome_bad((enum outcome)i) && !tolerated ? count[i] : 0;
        separate(row);
        add(row, "%zu of %zu %s", count[i], total, outcome_name((enum outcome)i));
    }
}

static bool outlies(const struct summary_row *row, double ns)
{
    double apart_ns = fabs(ns - row->median_ns);
    return row->mad_ns > 0 && apart_ns > OUTLIER_MADS * MAD_SCALE * row->mad_ns &&
           apart_ns > OUTLIER_SHARE * row->median_ns;
}

static void note_outliers(struct summary_row *row, const struct series *series)
{
    size_t found = 0;
    for (size_t i = 0; i < series->count; i++) {
        if (!outlies(row, series->ns[i]) || found++ >= OUTLIERS_NAMED)
            continue;
        if (found == 1) {
            separate(row);
            add(row, "outliers:");
        }
        add(row, " %u.%u (%.2f)", series->sample[i]->round, series->sample[i]->iteration,
            series->ns[i] / row->median_ns);
    }
    if (found > OUTLIERS_NAMED)
        add(row, " and %zu more", found - OUTLIERS_NAMED);
}

static void note_speedup(struct summary_row *row)
{
    if (!row->speedup.known || row->speedup.interval.high >= 1)
        return;
    separate(row);
    add(row, "slower than the reference");
}

/** Says how exact the times are that the driver took alone: as exact as marks are known to be. */
static void note_clock(struct summary_row *row, const struct series *series)
{
    if (series->count == 0 || series->sample[0]->guest_ns > 0)
        return;
    double share = fmax(CLOCK_SLACK_NS / row->median_ns, CLOCK_SLACK_PERCENT / 100.0);
    separate(row);
    add(row, "timed by the driver alone, within %.2g %%", share * 100);
}

void notes_write(struct summary_row *row, const struct record *record, const struct series *series)
{
    row->note[0] = '\0';
    note_outcomes(row, record);
    note_clock(row, series);
    note_speedup(row);
    note_outliers(row, series);
}
