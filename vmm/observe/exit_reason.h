/* KVM's exit reasons in words. */
#ifndef VMM_OBSERVE_EXIT_REASON_H
#define VMM_OBSERVE_EXIT_REASON_H

/**
 * The name of an exit reason.
 * @param reason  KVM_EXIT_… of linux/kvm.h
 * @return its name in lower case without the prefix ("io", "irq_window_open"); "unknown" for a
 *         number this build does not know
 */
const char *exit_reason_name(unsigned reason);

#endif
