/*
 * The bench harness: runs what the command line's `bench=` names and reports it as marks
 * (docs/contract.md). It is the same object file in 1K OS and in the native engine.
 */
#ifndef USER_BENCH_H
#define USER_BENCH_H

/**
 * Runs workloads in order, and sends the marks `boot`, then `begin` and `end` (or `fail`) of each,
 * then `done`. A word that is not NAME:SIZE:ITERATIONS is named on the console and counts as a
 * failure; the rest still runs.
 * @param spec  `NAME:SIZE:ITERATIONS,…`: lower-case name, decimal numbers from 1 to 2^32 - 1
 * @return how many words failed: 0 when all went well
 */
int bench_run(const char *spec);

#endif
