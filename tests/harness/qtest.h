/*
 * QEMU's devices without a guest: its processor stands still, and a test reads and writes the ports
 * itself, by the commands of QEMU's own device tests (-qtest). Time stands still, too.
 */
#ifndef HARNESS_QTEST_H
#define HARNESS_QTEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct port_access {
    bool write;
    uint16_t port;
    uint8_t value; /* what is written, or what should be read */
    uint8_t mask;  /* of what is read: the bits that have to be so */
};

/**
 * Makes the accesses, in a QEMU that was just switched on, and fails the running test at the first
 * read that differs, showing what led to it. Skips the test where there is no QEMU.
 */
void qtest_must_agree(const struct port_access *accesses, size_t count);

#endif
