/*
 * The modem lines of the 16550A (PC16550D data sheet, "Modem control register" and "Modem status
 * register"). At their other end is a terminal that is always there.
 */
#ifndef VMM_DEV_SERIAL_MODEM_H
#define VMM_DEV_SERIAL_MODEM_H

#include <stdint.h>

/** @return the inputs as the high half of MSR has them, with these outputs */
uint8_t serial_modem_inputs(uint8_t mcr);

/**
 * The outputs were set: in loopback they come back as inputs.
 * @param msr  the register as it was
 * @param mcr  the outputs now
 * @return MSR now: its low half tells what has changed since it was last read
 */
uint8_t serial_modem_status(uint8_t msr, uint8_t mcr);

#endif
