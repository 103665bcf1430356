/* What stats.c counts and stats_report.c reports. */
#ifndef VMM_OBSERVE_STATS_INTERNAL_H
#define VMM_OBSERVE_STATS_INTERNAL_H

#include "observe/histogram.h"
#include "observe/stats.h"

enum {
    STATS_SLOTS = 256,    /* of the hash table; a power of two */
    STATS_KEYS_MAX = 192, /* keys told apart; a guest may use any of 65,536 ports */
    STATS_NAME_SIZE = 32,
    STATS_VECTORS = 256,
};

/** The exits that are counted together. */
struct stats_exit_key {
    unsigned reason;
    uint16_t port;
    bool out;
};

struct stats_slot {
    bool used;
    struct stats_exit_key key;
    struct histogram time;
};

/** About 1.1 MB, of which only the pages that are used take memory: it comes from calloc(). */
struct stats {
    unsigned vm;
    char name[STATS_NAME_SIZE];
    unsigned keys;
    uint64_t windows;
    uint64_t coalesced; /* bytes that needed no exit */
    uint16_t coalesced_port;
    uint64_t entries; /* of KVM_RUN */
    uint64_t guest_ns;
    struct stats_slot slot[STATS_SLOTS];
    struct histogram other; /* exits whose key came when the table was full */
    struct histogram interrupt[STATS_VECTORS];
    uint64_t untimed[STATS_VECTORS]; /* interrupts that are not in those */
};

#endif
