/*
 * The command line of kvm-vmm, read into a structure; docs/contract.md describes each option.
 */
#ifndef VMM_OPTIONS_H
#define VMM_OPTIONS_H

#include "error.h"

#include <stdbool.h>
#include <stdint.h>

#define MAX_VMS 4

enum irqchip { IRQCHIP_USER, IRQCHIP_KERNEL };
enum input_device { INPUT_KEYBOARD, INPUT_SERIAL };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum action { ACTION_RUN, ACTION_PROBE, ACTION_HELP, ACTION_VERSION };

struct options {
    enum action action;
    const char *images[MAX_VMS];
    unsigned image_count;
    uint64_t memory; /* bytes; 0: the image's default */
    const char *append;
    enum irqchip irqchip;
    enum input_device input;
    enum color color;
    const char *marks[MAX_VMS]; /* the n-th --marks belongs to VM n */
    unsigned marks_count;
    bool stats;
    const char *stats_file; /* NULL: a table on stderr */
    uint64_t timeout_ns;    /* 0: none */
    const char *trace_file;
    const char *phases_file;
    uint64_t started_ns; /* when main() began, on CLOCK_MONOTONIC; set by main */
    bool raw_console;    /* the guests' bytes reach the output as they are */
    bool no_sandbox;
};

/** Reads the command line. @return 0, or -1 with STATUS_USAGE */
int options_parse(struct options *options, int argc, char *argv[], struct error *err);

/** Reads a size like 256K, 16M or 1G. @return 0, or -1 when it is no such thing */
int options_size(const char *text, uint64_t *bytes);

/** The text of --help. */
extern const char options_help[];

#endif
