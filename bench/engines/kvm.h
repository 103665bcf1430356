/*
 * What the engines that are kvm-vmm share: its check and its command line.
 */
#ifndef ENGINES_KVM_H
#define ENGINES_KVM_H

#include "engine.h"

/** Checks for the monitor, the image, and a KVM that runs it. */
int kvm_check(const struct site *site, struct facts *facts, struct error *why);

/**
 * Puts together kvm-vmm's command line, for as many machines as the site asks for.
 * @param irqchip  the value of --irqchip; NULL: leaves it to the monitor
 */
void kvm_command(const struct site *site, const char *irqchip, const char *spec,
                 struct command *command);

#endif
