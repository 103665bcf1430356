/*
 * summary.json: what host.csv and summary.csv hold, in one file for programs.
 */
#ifndef SUMMARY_JSON_H
#define SUMMARY_JSON_H

#include "record/facts.h"
#include "summary.h"

/** Writes summary.json at once. */
int summary_json_save(const struct summary *summary, const struct facts *facts,
                      const char *directory, struct error *err);

#endif
