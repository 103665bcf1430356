/*
 * One declaration for each file in this directory that defines an engine.
 */
#ifndef ENGINES_H
#define ENGINES_H

#include "engine.h"

extern const struct engine engine_kvm;
extern const struct engine engine_kvm_irqchip;
extern const struct engine engine_tcg_1insn;
extern const struct engine engine_tcg;
extern const struct engine engine_native;
extern const struct engine engine_qemu_kvm;
extern const struct engine engine_bochs;

/* Engines once more under another name: what differs between the two is noise. */
extern const struct engine engine_kvm_again;
extern const struct engine engine_tcg_again;
extern const struct engine engine_native_again;

/* Meters: they run the workloads to count something, not to be timed. */
extern const struct engine engine_tcg_icount;

#endif
