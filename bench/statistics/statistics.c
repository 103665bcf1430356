#include "statistics.h"

#include "student.h"

#include <math.h>
#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

void statistics_sort(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
}

double statistics_quantile(const double *sorted, size_t count, double p)
{
    double rank = p * (double)(count - 1);
    size_t below = (size_t)rank;
    if (below + 1 >= count)
        return sorted[count - 1];
    return sorted[below] + (rank - (double)below) * (sorted[below + 1] - sorted[below]);
}

double statistics_median(double *values, size_t count)
{
    statistics_sort(values, count);
    return statistics_quantile(values, count, 0.5);
}

double statistics_mad(double *values, size_t count, double centre)
{
    for (size_t i = 0; i < count; i++)
        values[i] = fabs(values[i] - centre);
    return statistics_median(values, count);
}

/** Draws as many units as there are, with replacement. */
static void draw(unsigned *picks, size_t units, struct random *random)
{
    for (size_t unit = 0; unit < units; unit++)
        picks[unit] = (unsigned)random_below(random, units);
}

double statistics_errors_aside(size_t units)
{
    double n = (double)units;
    return units < 2 ? INFINITY : sqrt(n / (n - 1)) * student_95((unsigned)units - 1);
}

/** The middle of the outcomes of all resamples, as much of it as so few units call for. */
static void take_interval(struct interval *interval, double *outcomes, size_t units)
{
    double tail = erfc(statistics_errors_aside(units) / M_SQRT2) / 2; /* Φ(−errors) */
    statistics_sort(outcomes, BOOTSTRAP_RESAMPLES);
    interval->low = statistics_quantile(outcomes, BOOTSTRAP_RESAMPLES, tail);
    interval->high = statistics_quantile(outcomes, BOOTSTRAP_RESAMPLES, 1 - tail);
}

int statistics_bootstrap(struct interval *interval, size_t units, statistic of, void *data,
                         struct random seed)
{
    unsigned *picks = calloc(units, sizeof *picks);
    double *outcomes = calloc(BOOTSTRAP_RESAMPLES, sizeof *outcomes);
    if (picks && outcomes) {
        for (int i = 0; i < BOOTSTRAP_RESAMPLES; i++) {
            draw(picks, units, &seed);
            outcomes[i] = of(data, picks, units);
        }
        take_interval(interval, outcomes, units);
    }
    int result = picks && outcomes ? 0 : -1;
    free(picks);
    free(outcomes);
    return result;
}

int statistics_bootstrap_two(struct interval *interval, size_t first, size_t second,
                             statistic_of_two of, void *data, struct random seed)
{
    unsigned *picks = calloc(first + second, sizeof *picks);
    double *outcomes = calloc(BOOTSTRAP_RESAMPLES, sizeof *outcomes);
    int result = picks && outcomes ? 0 : -1;
    for (int i = 0; result == 0 && i < BOOTSTRAP_RESAMPLES; i++) {
        draw(picks, first, &seed);
        draw(picks + first, second, &seed);
        outcomes[i] = of(data, picks, picks + first);
    }
    if (result == 0)
        take_interval(interval, outcomes, first < second ? first : second);
    free(picks);
    free(outcomes);
    return result;
}

double statistics_best_coverage(size_t units)
{
    return 1.0 - 2.0 * pow(0.5, (double)units);
}
