/*
 * The studies there are, and the choice of them on the command line.
 */
#ifndef STUDY_NAMES_H
#define STUDY_NAMES_H

#include "base/status.h"

#include <stdbool.h>

enum study_id { STUDY_LATENCY, STUDY_SCALING, STUDY_STARTUP, STUDY_COUNT };

/** As in --studies and, behind "study.", in host.csv. */
extern const char *const study_name[STUDY_COUNT];

/**
 * Reads the value of --studies: names with commas between them, `all` or `none`.
 * @param wanted  one for each study
 * @return 0, or -1 (STATUS_USAGE)
 */
int study_names_parse(const char *list, bool wanted[STUDY_COUNT], struct error *err);

#endif
