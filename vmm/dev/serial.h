/*
 * COM1: a 16550A UART (National Semiconductor PC16550D data sheet) at 0x3f8–0x3ff, on IRQ 4.
 * Transmitting takes no time; receiving is paced by the guest, so that nothing overruns.
 */
#ifndef VMM_DEV_SERIAL_H
#define VMM_DEV_SERIAL_H

#include "board.h"
#include "feed.h"

enum { SERIAL_FIFO = 16 };

struct serial {
    struct board *board;
    struct byte_sink out;
    struct feed feed;

    uint8_t ier, lcr, mcr, msr, scr;
    uint8_t fcr;      /* bit 0: FIFOs on; bits 6–7: trigger level */
    uint8_t errors;   /* the error bits of LSR, cleared by reading it */
    uint16_t divisor; /* kept and read back; time does not depend on it */
    bool line;        /* the level of IRQ 4 */
    bool thr_empty;   /* a transmitter-empty interrupt is pending */
    bool timed_out;   /* bytes below the trigger level have waited for the guest */

    uint8_t fifo[SERIAL_FIFO];
    uint8_t first; /* index of the oldest byte */
    uint8_t count;
};

/**
 * Puts the port on the board's bus, as after a master reset (data sheet, "UART Reset
 * Configuration").
 * @param out  where transmitted bytes go
 * @param in   where received bytes come from; next may be NULL: nothing is connected
 * @return 0, or -1 when the ports are taken
 */
int serial_attach(struct serial *serial, struct board *board, struct byte_sink out,
                  struct byte_source in);

/** Input may have arrived at the source. */
void serial_poll(struct serial *serial);

#endif
