/*
 * What all engines that are QEMU share: the machine, its command line and its exit status.
 */
#ifndef ENGINES_QEMU_H
#define ENGINES_QEMU_H

#include "engine.h"

/** How QEMU is told to translate: one instruction a block, as it sees fit, or not: KVM runs it. */
enum qemu_blocks { QEMU_ONE_INSTRUCTION, QEMU_ANY_LENGTH, QEMU_NO_TRANSLATION };

/** Checks for QEMU and the image, starts QEMU halted, and reads the block setting back from it. */
int qemu_check(const struct site *site, const char *engine, enum qemu_blocks blocks,
               struct facts *facts, struct error *why);

/** Checks for QEMU and the image, starts QEMU halted on KVM, and reads back that it is. */
int qemu_check_kvm(const struct site *site, struct error *why);

/** Puts together QEMU's command line; ended by the word `-S` it starts halted. */
void qemu_command(const struct site *site, enum qemu_blocks blocks, const char *spec,
                  struct command *command);

/**
 * Decodes what isa-debug-exit makes of the guest's status v: (v << 1) | 1. An even one is QEMU's
 * own: it gives -1.
 */
int qemu_guest_status(int wait_status);

#endif
