/*
 * "Hello, World", a character each period of the timer; a key stops it. The end of input is no
 * key: it is left for whoever asks next, so that input from a pipe ends where it should.
 */
#include "program.h"

#include "user/console.h"
#include "user/os1k.h"

/* Lets a period pass; 0 when a key cut it short. */
static int wait_for_next(uint32_t period_ms, int *input_ended)
{
    int key = *input_ended ? KEY_END : os_getchar_within(period_ms);
    *input_ended = key == KEY_END;
    if (*input_ended)
        os_sleep(period_ms);
    return *input_ended || key == OS_NO_KEY;
}

void timer_hello(const struct request *request)
{
    static const char text[] = "Hello, World";
    uint32_t period_ms = request->argument != 0 ? request->argument : request->period_ms;
    int input_ended = 0;
    const char *next = text;
    while (*next != '\0' && wait_for_next(period_ms, &input_ended))
        print("%c", *next++);
    if (*next != '\0')
        print("%sStopped by a key.", next > text ? "\n" : "");
    print("\n");
    if (input_ended)
        os_ungetchar(KEY_END);
}
