/*
 * What is measured of the monitor, and against what.
 */
#ifndef VMM_METRICS_H
#define VMM_METRICS_H

#include "error.h"

#include <stdbool.h>
#include <stdint.h>

/** Where everything is, and what the host has. */
struct bench {
    const char *monitor; /* kvm-vmm */
    const char *bare;    /* the yardstick, see bare.c */
    const char *guests;  /* the folder of the measuring guests */
    const char *hello;   /* guest/hello.bin */
    uint64_t tsc_hz;
    int cpu[2]; /* two processors to share; -1: there are no two */
};

enum side { MONITOR, BARE, SIDES };

struct metric {
    const char *name; /* in vmm.csv */
    const char *what; /* for people */
    const char *unit; /* of the figures */
    const char *guest;
    bool single;         /* the monitor's figure is the value; there is no bare one */
    bool more_is_better; /* and a target a lower bound; else less is, and it is an upper one */
    double target;       /* of the value: a ratio, or the figure when single; 0: none */
    /**
     * Runs one side once.
     * @return 0 with the figure, 1 when it makes no sense here (err says why), -1 for an error
     */
    int (*run)(const struct bench *bench, const struct metric *metric, enum side side,
               double *figure, struct error *err);
};

extern const struct metric metrics[];
extern const unsigned metric_count;

/**
 * Adds up what the measuring guests of a program ended with, "COUNT TICKS" each, as times a second.
 * @param text    a line for each guest; used up
 * @param guests  how many lines there have to be
 * @return 0, or -1 when a guest did not report, or something else was said
 */
int metrics_add_rates(char *text, unsigned guests, double tsc_hz, double *sum, struct error *err);

#endif
