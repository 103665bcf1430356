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

/**
 * Puts the value of a rank, from 0, in its place, and before it those that are no greater (Hoare,
 * "Algorithm 65: FIND", Communications of the ACM 4, 1961): a bootstrap takes medians by the
 * thousand, and sorting for each was most of a report's time.
 */
static void find(double *values, ptrdiff_t count, ptrdiff_t rank)
{
    ptrdiff_t first = 0, last = count - 1;
    while (first < last) {
        double pivot = values[rank];
        ptrdiff_t up = first, down = last;
        while (up <= down) {
            while (values[up] < pivot)
                up++;
            while (values[down] > pivot)
                down--;
            if (up > down)
                break;
            double value = values[up];
            values[up++] = values[down];
            values[down--] = value;
        }
        if (down < rank)
            first = up;
        if (up > rank)
            last = down;
    }
}

double statistics_median(double *values, size_t count)
{
    size_t middle = count / 2;
    find(values, (ptrdiff_t)count, (ptrdiff_t)middle);
    if (count % 2 == 1)
        return values[middle];
    double below = values[0];
    for (size_t i = 1; i < middle; i++)
        below = fmax(below, values[i]);
    return below + 0.5 * (values[middle] - below);
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
