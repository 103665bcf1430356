/*
 * What every row of vmm.csv tells of the host: asked of the monitor and of the system, and kept.
 */
#ifndef VMM_DESCRIPTION_H
#define VMM_DESCRIPTION_H

#include "metrics.h"
#include "record/facts.h"
#include "report.h"

struct description {
    struct host host; /* points to what follows */
    char probe[2000], backend[60], kind[60], kernel[140], date[40], commit[80];
    struct facts facts;
};

/**
 * Describes the host. The description stays where it was made, and is to be freed either way.
 * @return 0, or -1 when the monitor cannot even be asked
 */
int description_make(struct description *about, const struct bench *bench, struct error *err);

void description_free(struct description *about);

#endif
