/*
 * What kvm-bench does about each action of its command line.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "options/bench_options.h"

/** Does what the command line asks for, by one of the above. @return 0, or -1 with the reason */
int bench_act(const struct bench_options *options, struct error *err);

/** The action `run`. @return 0, or -1; err->status is the exit status either way */
int run_command(const struct bench_options *options, struct error *err);

/** The action `list`. */
int list_command(const struct bench_options *options, struct error *err);

/** The action `compare`: fails with STATUS_INVALID when the runs differ. */
int compare_command(const struct bench_options *options, struct error *err);

/** The action `self-check`: what a run of kvm against kvm-again says. */
int self_check_command(const struct bench_options *options, struct error *err);

/** The action `report`. */
int report_command(const struct bench_options *options, struct error *err);

#endif
