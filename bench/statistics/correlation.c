#include "correlation.h"

#include <math.h>
#include <stdlib.h>

void correlation_ranks(const double *values, double *ranks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t below = 0, equal = 0;
        for (size_t j = 0; j < count; j++) {
            below += values[j] < values[i];
            equal += !(values[j] < values[i]) && !(values[j] > values[i]);
        }
        ranks[i] = (double)below + (double)(equal + 1) / 2;
    }
}

/** Pearson's correlation of ranks with their places; 0 when all are equal. */
static double with_places(const double *ranks, const unsigned *order, size_t count)
{
    double mean = (double)(count + 1) / 2, product = 0, ranks_square = 0, places_square = 0;
    for (size_t i = 0; i < count; i++) {
        double rank = ranks[order[i]] - mean, place = (double)(i + 1) - mean;
        product += rank * place;
        ranks_square += rank * rank;
        places_square += place * place;
    }
    return ranks_square > 0 ? product / sqrt(ranks_square * places_square) : 0;
}

int correlation_with_order(struct correlation *correlation, const double *values, size_t count,
                           struct random seed)
{
    double *ranks = calloc(count, sizeof *ranks);
    unsigned *order = calloc(count, sizeof *order);
    int result = ranks && order ? 0 : -1;
    if (result == 0) {
        size_t as_large = 1; /* the order as it is, is one of those possible */
        for (size_t i = 0; i < count; i++)
            order[i] = (unsigned)i;
        correlation_ranks(values, ranks, count);
        correlation->rho = with_places(ranks, order, count);
        for (int i = 0; i < CORRELATION_SHUFFLES; i++) {
            random_order(&seed, order, count);
            as_large += fabs(with_places(ranks, order, count)) >= fabs(correlation->rho) - 1e-12;
        }
        correlation->p = (double)as_large / (CORRELATION_SHUFFLES + 1);
    }
    free(ranks);
    free(order);
    return result;
}
