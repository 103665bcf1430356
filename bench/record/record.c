#include "record.h"

#include "base/csv.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/** Makes room for `more` elements behind `count`; NULL when out of memory. */
static void *grow(void *array, size_t count, size_t more, size_t element)
{
    return reallocarray(array, count + more + 1, element);
}

uint64_t sample_ns(const struct sample *sample)
{
    return sample->guest_ns > 0 ? sample->guest_ns : sample->wall_ns;
}

int record_add(struct record *record, const struct boot *boot, const struct sample *samples,
               size_t count, struct error *err)
{
    struct boot *boot_rows = grow(record->boot, record->boots, 1, sizeof *boot_rows);
    if (boot_rows)
        record->boot = boot_rows;
    struct sample *sample_rows = grow(record->sample, record->samples, count, sizeof *sample_rows);
    if (sample_rows)
        record->sample = sample_rows;
    if (!boot_rows || !sample_rows)
        return fail(err, STATUS_OS_ERROR, "out of memory");
    record->boot[record->boots++] = *boot;
    if (count > 0)
        memcpy(record->sample + record->samples, samples, count * sizeof *samples);
    record->samples += count;
    return 0;
}

void record_free(struct record *record)
{
    free(record->sample);
    free(record->boot);
    *record = (struct record){0};
}
