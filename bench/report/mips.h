/*
 * From counted instructions to the speed of an engine: MIPS, and cycles per instruction.
 */
#ifndef MIPS_H
#define MIPS_H

#include "record/facts.h"
#include "record/instructions.h"
#include "summary.h"

/**
 * Gives each row of a summary its number of instructions. A host process runs the same code as the
 * guest's ring 3, so natively the counts hold for workloads that stay there: groups compute and
 * memory, which the facts `group.NAME` tell.
 */
void mips_apply(const struct instructions *counts, const struct facts *facts,
                struct summary *summary);

#endif
