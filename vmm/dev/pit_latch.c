#include "pit_latch.h"

void pit_latch_reset(struct pit_latch *latch)
{
    latch->high = latch->holds_count = false;
}

void pit_latch_count(struct pit_latch *latch, uint16_t count)
{
    if (latch->holds_count)
        return;
    latch->count = count;
    latch->holds_count = true;
}

void pit_latch_status(struct pit_latch *latch, uint8_t status)
{
    if (latch->holds_status)
        return;
    latch->status = status;
    latch->holds_status = true;
}

uint8_t pit_latch_read(struct pit_latch *latch, enum pit_access access, uint16_t count)
{
    if (latch->holds_status) {
        latch->holds_status = false;
        return latch->status;
    }
    if (latch->holds_count)
        count = latch->count;
    bool high = access == PIT_HIGH_BYTE || (access == PIT_BOTH_BYTES && latch->high);
    if (access == PIT_BOTH_BYTES)
        latch->high = !latch->high;
    if (!latch->high)
        latch->holds_count = false; /* all of it has been read */
    return (uint8_t)(high ? count >> 8 : count);
}
