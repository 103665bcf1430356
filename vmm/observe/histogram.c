#include "observe/histogram.h"

enum {
    SUB_BUCKETS = 1 << HISTOGRAM_SUB_BITS,
};

/* Values below SUB_BUCKETS have a bucket each. Above, bit number `top` says the power of two and
   the HISTOGRAM_SUB_BITS bits below it the bucket within. */
static unsigned bucket_of(uint64_t value)
{
    if (value < SUB_BUCKETS)
        return (unsigned)value;
    unsigned top = 63 - (unsigned)__builtin_clzll(value);
    if (top >= HISTOGRAM_TOP_BIT)
        return HISTOGRAM_BUCKETS - 1;
    unsigned shift = top - HISTOGRAM_SUB_BITS;
    return ((shift + 1) << HISTOGRAM_SUB_BITS) + (unsigned)(value >> shift) - SUB_BUCKETS;
}

/* The value that stands for a bucket [low, high): their harmonic mean, which has the same relative
   error at both ends. With low = m widths it is low + low / (2m + 1), the error 1 / (2m + 1); m is
   SUB_BUCKETS at least, so that is 1/33 at most. */
static uint64_t bucket_value(unsigned bucket)
{
    if (bucket < SUB_BUCKETS)
        return bucket;
    unsigned shift = (bucket >> HISTOGRAM_SUB_BITS) - 1;
    uint64_t m = SUB_BUCKETS + bucket % SUB_BUCKETS;
    uint64_t low = m << shift;
    return low + low / (2 * m + 1);
}

void histogram_add(struct histogram *histogram, uint64_t value)
{
    histogram->count++;
    histogram->total += value;
    if (value > histogram->max)
        histogram->max = value;
    uint32_t *bucket = &histogram->bucket[bucket_of(value)];
    if (*bucket != UINT32_MAX)
        (*bucket)++;
}

uint64_t histogram_percentile(const struct histogram *histogram, unsigned percent)
{
    if (!histogram->count)
        return 0;
    uint64_t rank = (histogram->count / 100) * percent;
    rank += ((histogram->count % 100) * percent + 99) / 100; /* rounded up: nearest rank */
    unsigned bucket = 0;
    uint64_t seen = histogram->bucket[0];
    while (seen < rank && bucket < HISTOGRAM_BUCKETS - 1)
        seen += histogram->bucket[++bucket];
    if (bucket == HISTOGRAM_BUCKETS - 1)
        return histogram->max; /* the bucket has no upper end */
    uint64_t value = bucket_value(bucket);
    return value < histogram->max ? value : histogram->max;
}
