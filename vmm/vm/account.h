/* What --stats and --trace are told of each exit. */
#ifndef VMM_VM_ACCOUNT_H
#define VMM_VM_ACCOUNT_H

struct injection;
struct vm;

/**
 * Counts and traces the last exit, before the next entry: kvm_run still describes it. Nothing when
 * there was none yet.
 */
void account_exit(struct vm *vm);

/** Counts an interrupt that KVM has just taken for the guest. */
void account_interrupt(struct vm *vm, const struct injection *injection);

/** Counts the last exit, after which there is no entry, and what needed none. */
void account_end(struct vm *vm);

#endif
