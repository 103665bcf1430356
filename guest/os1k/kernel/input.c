/*
 * One queue for all that is typed. Nothing is lost: while it is full the drivers leave bytes in
 * their devices, which hold up the sender; once it is empty again they are asked for more.
 */
#include "kernel.h"

static uint8_t queue[256], head, tail; /* the indices wrap by themselves */
static bool was_full;

bool input_has_room(void)
{
    was_full |= (uint8_t)(tail + 1) == head;
    return (uint8_t)(tail + 1) != head;
}

void input_put(uint8_t byte)
{
    queue[tail++] = byte;
}

int input_take(void)
{
    if (head == tail && was_full) {
        was_full = false;
        keyboard_drain();
        serial_drain();
    }
    return head == tail ? -1 : queue[head++];
}
