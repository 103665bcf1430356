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

/* The operating system. */
uint64_t syscall_run(const struct work *work);
int pagefault_prepare(const struct work *work);
uint64_t pagefault_run(const struct work *work);
int tlb_flush_prepare(const struct work *work);
uint64_t tlb_flush_run(const struct work *work);
uint64_t exception_run(const struct work *work);

/* What lies outside the machine. */
uint64_t hypercall_run(const struct work *work);
uint64_t console_line_run(const struct work *work);
uint64_t timer_tick_run(const struct work *work);
int key_echo_prepare(const struct work *work);
uint64_t key_echo_run(const struct work *work);

/* The programs of the menu. */
uint64_t menu_multiplication_run(const struct work *work);
uint64_t menu_counter_run(const struct work *work);
int menu_echo_prepare(const struct work *work);
uint64_t menu_echo_run(const struct work *work);
int menu_hello_prepare(const struct work *work);
uint64_t menu_hello_run(const struct work *work);

/* Latency. */
uint64_t oneshot_run(const struct work *work, uint64_t *tsc_begin, uint64_t *tsc_end);

#endif
