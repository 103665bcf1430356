/*
 * Runs of 1K OS's workloads, and the results in their marks: in a host process, and on a machine.
 */
#ifndef HARNESS_WORKLOADS_H
#define HARNESS_WORKLOADS_H

#include "text.h"

enum { WORKLOAD_ITERATIONS = 2, WORKLOAD_LIMIT_S = 120 };

/**
 * Reads the list of workloads, `name,group,default_size,unit,stresses,needs_hypervisor,waits`.
 * @param specs  receives NAME:SIZE:ITERATIONS,… of those that a host process can run, too
 */
void workloads_list(struct text *specs);

/** Runs workloads in a host process. @param results  as of marks_read() */
void workloads_on_host(const char *arch, const char *specs, struct text *results);

/**
 * Runs workloads in 1K OS.
 * @param kind    an index of machine_kinds
 * @param status  the one that 1K OS must end with
 */
void workloads_on_machine(unsigned kind, const char *specs, int status, struct text *results);

#endif
