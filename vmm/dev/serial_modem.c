#include "serial_modem.h"

#include "serial_registers.h"

uint8_t serial_modem_inputs(uint8_t mcr)
{
    if (!(mcr & MCR_LOOP))
        return MSR_CTS | MSR_DSR | MSR_CARRIER;
    return (uint8_t)((mcr & MCR_RTS ? MSR_CTS : 0) | (mcr & MCR_DTR ? MSR_DSR : 0) |
                     (mcr & MCR_OUT1 ? MSR_RING : 0) | (mcr & MCR_OUT2 ? MSR_CARRIER : 0));
}

/* Of the ring indicator the low half tells only that it ended. */
uint8_t serial_modem_status(uint8_t msr, uint8_t mcr)
{
    uint8_t now = serial_modem_inputs(mcr);
    uint8_t changed = (uint8_t)(((msr ^ now) & ~MSR_CHANGED) >> 4);
    if (now & MSR_RING)
        changed &= (uint8_t)~MSR_RING_ENDED;
    return now | (msr & MSR_CHANGED) | changed;
}
