#include "series.h"

#include <stdlib.h>
#include <string.h>

static bool counts(const struct sample *sample, const char *workload, const char *engine)
{
    return sample->outcome == OUTCOME_OK && !sample->warmup &&
           strcmp(sample->workload, workload) == 0 && strcmp(sample->engine, engine) == 0;
}

static int by_round(const void *left, const void *right)
{
    const struct sample *a = *(const struct sample *const *)left;
    const struct sample *b = *(const struct sample *const *)right;
    if (a->round != b->round)
        return a->round < b->round ? -1 : 1;
    return (a->iteration > b->iteration) - (a->iteration < b->iteration);
}

static int make_room(struct series *series, size_t most, struct error *err)
{
    series->sample = calloc(most + 1, sizeof *series->sample);
    series->ns = calloc(most + 1, sizeof *series->ns);
    series->round = calloc(most + 1, sizeof *series->round);
    if (series->sample && series->ns && series->round)
        return 0;
    return fail(err, STATUS_OS_ERROR, "out of memory");
}

/** Cuts the sorted samples into rounds. @return the size of the largest */
static size_t cut(struct series *series)
{
    size_t largest = 0;
    for (size_t i = 0; i < series->count; i++) {
        struct series_round *last = series->round + series->rounds - 1;
        if (series->rounds == 0 || last->round != series->sample[i]->round) {
            last = series->round + series->rounds++;
            *last = (struct series_round){.round = series->sample[i]->round, .start = i};
        }
        last->count++;
        largest = last->count > largest ? last->count : largest;
        series->ns[i] = (double)sample_ns(series->sample[i]);
    }
    return largest;
}

int series_gather(struct series *series, const struct record *record, const char *workload,
                  const char *engine, struct error *err)
{
    *series = (struct series){0};
    size_t most = 0;
    for (size_t i = 0; i < record->samples; i++)
        most += counts(&record->sample[i], workload, engine);
    if (make_room(series, most, err) != 0)
        return -1;
    for (size_t i = 0; i < record->samples; i++) {
        if (counts(&record->sample[i], workload, engine))
            series->sample[series->count++] = &record->sample[i];
    }
    qsort(series->sample, series->count, sizeof *series->sample, by_round);
    size_t largest = cut(series);
    /* A resample may draw the largest round every time. */
    series->scratch = calloc(largest * series->rounds + 1, sizeof *series->scratch);
    if (!series->scratch)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    for (size_t i = 0; i < series->rounds; i++) {
        struct series_round *round = &series->round[i];
        memcpy(series->scratch, series->ns + round->start, round->count * sizeof *series->ns);
        round->median = statistics_median(series->scratch, round->count);
    }
    return 0;
}

const struct series_round *series_round(const struct series *series, unsigned round)
{
    for (size_t i = 0; i < series->rounds; i++) {
        if (series->round[i].round == round)
            return &series->round[i];
    }
    return NULL;
}

double series_pooled_median(const struct series *series, const unsigned *picks, size_t count)
{
    size_t pooled = 0;
    for (size_t i = 0; i < count; i++) {
        const struct series_round *round = &series->round[picks[i]];
        memcpy(series->scratch + pooled, series->ns + round->start,
               round->count * sizeof *series->ns);
        pooled += round->count;
    }
    return statistics_median(series->scratch, pooled);
}

double series_median(const struct series *series)
{
    memcpy(series->scratch, series->ns, series->count * sizeof *series->ns);
    return statistics_median(series->scratch, series->count);
}

static double pooled_median(void *data, const unsigned *picks, size_t count)
{
    return series_pooled_median(data, picks, count);
}

int series_interval(const struct series *series, struct interval *interval, struct random seed)
{
    struct series view = *series;
    return statistics_bootstrap(interval, series->rounds, pooled_median, &view, seed);
}

void series_free(struct series *series)
{
    free(series->sample);
    free(series->ns);
    free(series->scratch);
    free(series->round);
    *series = (struct series){0};
}
