#include "figure.h"

#include <stdlib.h>
#include <string.h>

/** The values, and room for a resample. */
struct pool {
    const double *values;
    double *drawn;
};

static double median_of(void *data, const unsigned *picks, size_t count)
{
    const struct pool *pool = data;
    for (size_t i = 0; i < count; i++)
        pool->drawn[i] = pool->values[picks[i]];
    return statistics_median(pool->drawn, count);
}

int figure_compute(struct figure *figure, const double *values, size_t count, uint64_t seed,
                   const char *purpose, struct error *err)
{
    *figure = (struct figure){.n = count};
    if (count == 0)
        return 0;
    struct pool pool = {.values = values, .drawn = malloc(count * sizeof *values)};
    if (!pool.drawn)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    memcpy(pool.drawn, values, count * sizeof *values);
    figure->median = statistics_median(pool.drawn, count);
    int result = statistics_bootstrap(&figure->interval, count, median_of, &pool,
                                      random_begin(seed, purpose));
    free(pool.drawn);
    return result == 0 ? 0 : fail(err, STATUS_OS_ERROR, "out of memory");
}
