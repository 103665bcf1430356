/* What --stats and --trace are told of each exit. */
#ifndef VMM_ACCOUNT_H
#define VMM_ACCOUNT_H

struct vm;

/**
 * Counts and traces the last exit, before the next entry: kvm_run still describes it. Nothing when
 * there was none yet.
 */
void account_exit(struct vm *vm);

/** Counts the last exit, after which there is no entry, and what needed none. */
void account_end(struct vm *vm);

#endif
