/*
 * What is worth knowing of the machine a run takes place on.
 */
#ifndef HOST_H
#define HOST_H

#include "record/facts.h"
#include "site.h"

/** Notes what is worth knowing about the machine and the tools. */
void host_describe(struct facts *facts, const struct site *site);

#endif
