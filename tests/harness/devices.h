/*
 * What a program under test finds in /dev. For a command's `prepare` (process.h): each of these
 * runs in the child, in a mount namespace of its own, so that nothing outside changes. They need
 * root.
 */
#ifndef HARNESS_DEVICES_H
#define HARNESS_DEVICES_H

/** The status of a child that could not be prepared: this system does not let a test do that. */
enum { CANNOT_PREPARE = 99 };

/** Enters a mount namespace of its own. */
void devices_of_its_own(void);

/** An empty /dev. */
void devices_none(void *unused);

/** A /dev with nothing in it but a KVM device of its own. */
void devices_kvm_alone(void *unused);

/** /dev/null in the place of /dev/kvm. */
void devices_null_for_kvm(void *unused);

#endif
