/*
 * What /proc/cpuinfo says of the processor.
 */
#ifndef HOST_CPU_H
#define HOST_CPU_H

#include "record/facts.h"

/** Sets cpu, cpus, tsc_flags, hypervisor and simulated. */
void host_describe_cpu(struct facts *facts);

#endif
