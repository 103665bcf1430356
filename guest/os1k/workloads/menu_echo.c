/*
 * Program 3 of the menu, echo: a line is typed and repeated, an empty one ends the program.
 *
 * Stresses: keys by interrupt, the queue of input, the console. The keys come from the keyboard's
 * controller itself (key_echo.c), and wait in the queue when the program asks for them.
 * Size: how many times the program runs, with "hello", Enter and Enter typed each time.
 * Checksum: every byte that it writes to the console.
 */
#include "user/console.h"
#include "user/os1k.h"
#include "user/programs/program.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

int menu_echo_prepare(const struct work *work)
{
    (void)work;
    os_drop_input();
    return 0;
}

uint64_t menu_echo_run(const struct work *work)
{
    static const uint8_t codes[] = {0x23, 0x12, 0x26, 0x26, 0x18, 0x1c, 0x1c}; /* set 1 */
    static const struct request request;
    uint64_t sum = CHECKSUM_START;
    console_watch(&sum);
    for (uint32_t times = 0; times < work->size; times++) {
        for (size_t i = 0; i < sizeof codes; i++)
            os_type(codes[i]);
        echo(&request);
    }
    console_watch(NULL);
    return sum;
}
