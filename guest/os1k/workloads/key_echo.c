/*
 * Keys that arrive by interrupt and are echoed to the console.
 *
 * Stresses: the path of a key: the controller's interrupt line, the handler that reads the scan
 * code, the program that waited for the character, a byte to the console. Nobody has to type: the
 * keyboard controller's command 0xd2 hands out a byte as if it had come from the keyboard, with its
 * interrupt (i8042; on a PS/2 "write keyboard output buffer").
 * Size: how many keys; a line feed follows each 64th, and the last.
 * Checksum: the characters, in order, as they were read.
 */
#include "user/console.h"
#include "user/os1k.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { CODE_OF_A = 0x1e, KEYS_IN_ROW = 9, LINE = 64 }; /* set 1: "asdfghjkl" has codes in a row */

/* The end of an input that never was arrives as a key, too. */
int key_echo_prepare(const struct work *work)
{
    (void)work;
    os_drop_input();
    return 0;
}

uint64_t key_echo_run(const struct work *work)
{
    uint64_t sum = CHECKSUM_START;
    for (uint32_t typed = 0; typed < work->size; typed++) {
        os_type((uint8_t)(CODE_OF_A + typed % KEYS_IN_ROW));
        char key = (char)os_getchar();
        sum = checksum_add(sum, (uint8_t)key);
        console_write(&key, 1);
        if (typed % LINE == LINE - 1 || typed == work->size - 1)
            console_write("\n", 1);
    }
    return sum;
}
