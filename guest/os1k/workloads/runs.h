/* The functions that table.c puts into rows; each file explains its own. */
#ifndef RUNS_H
#define RUNS_H

#include "workloads/workload.h"

/* Computing. */
uint64_t sieve_run(const struct work *work);
uint64_t fib_run(const struct work *work);
int matmul_prepare(const struct work *work);
uint64_t matmul_run(const struct work *work);
uint64_t sort_run(const struct work *work);
int crc32_prepare(const struct work *work);
uint64_t crc32_run(const struct work *work);
uint64_t sha256_run(const struct work *work);
uint64_t nqueens_run(const struct work *work);
uint64_t mandelbrot_run(const struct work *work);
uint64_t times_table_run(const struct work *work);

/* Memory. */
int copy_prepare(const struct work *work);
uint64_t copy_run(const struct work *work);
uint64_t fill_run(const struct work *work);
int walk_prepare(const struct work *work);
uint64_t walk_run(const struct work *work);

/* The operating system, and what lies outside it. */
uint64_t syscall_run(const struct work *work);
int pagefault_prepare(const struct work *work);
uint64_t pagefault_run(const struct work *work);
uint64_t hypercall_run(const struct work *work);
uint64_t oneshot_run(const struct work *work, uint64_t *tsc_begin, uint64_t *tsc_end);

#endif
