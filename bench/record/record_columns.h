/*
 * The names and columns of a record's files, as docs/contract.md has them.
 */
#ifndef RECORD_COLUMNS_H
#define RECORD_COLUMNS_H

#define SAMPLES_FILE "samples.csv"
#define SAMPLES_HEADER                                                                             \
    "round,order,engine,arch,workload,size,iteration,warmup,tsc_begin,tsc_end,tsc_hz,guest_ns,"    \
    "wall_ns,checksum,status"

#define BOOTS_FILE "boots.csv"
#define BOOTS_HEADER                                                                               \
    "round,order,engine,arch,wall_ns,first_byte_ns,max_rss_kib,exits,exit_status,status"

enum {
    SAMPLES_ROUND,
    SAMPLES_ORDER,
    SAMPLES_ENGINE,
    SAMPLES_ARCH,
    SAMPLES_WORKLOAD,
    SAMPLES_SIZE,
    SAMPLES_ITERATION,
    SAMPLES_WARMUP,
    SAMPLES_TSC_BEGIN,
    SAMPLES_TSC_END,
    SAMPLES_TSC_HZ,
    SAMPLES_GUEST_NS,
    SAMPLES_WALL_NS,
    SAMPLES_CHECKSUM,
    SAMPLES_STATUS,
};

enum {
    BOOTS_ROUND,
    BOOTS_ORDER,
    BOOTS_ENGINE,
    BOOTS_ARCH,
    BOOTS_WALL_NS,
    BOOTS_FIRST_BYTE_NS,
    BOOTS_MAX_RSS_KIB,
    BOOTS_EXITS,
    BOOTS_EXIT_STATUS,
    BOOTS_STATUS,
};

#endif
