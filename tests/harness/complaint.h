/*
 * How kvm-vmm refuses: one line on stderr that names the cause and the remedy, nothing on stdout,
 * and the documented exit status.
 */
#ifndef HARNESS_COMPLAINT_H
#define HARNESS_COMPLAINT_H

#include "process.h"

enum { COMPLAINT_WORDS = 4 };

/** What the line must contain: cause and remedy; ends with NULL. */
#define WORDS(...) ((const char *const[COMPLAINT_WORDS + 1]){__VA_ARGS__})

/** Fails the running test unless `process` has refused so. */
void must_be_refused(const struct process *process, int status, const char *const words[]);

/** Runs kvm-vmm with `arguments` (ending with NULL), which it must refuse. */
void must_refuse(const char *const arguments[], int status, const char *const words[]);

#endif
