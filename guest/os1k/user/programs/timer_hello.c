/* "Hello, World", a character each period of the timer; a key stops it. */
#include "program.h"

#include "user/os1k.h"

void timer_hello(const struct request *request)
{
    uint32_t period_ms = request->argument != 0 ? request->argument : request->period_ms;
    static const char text[] = "Hello, World";
    for (const char *next = text; *next != '\0'; next++) {
        if (os_getchar_within(period_ms) != OS_NO_KEY) {
            print("%sStopped by a key.\n", next > text ? "\n" : "");
            return;
        }
        print("%c", *next);
    }
    print("\n");
}
