/*
 * Lines of text written to the console, one by one.
 *
 * Stresses: string output to a port, and what becomes of it outside: in kvm-vmm the console's own
 * thread of lines and colours, in QEMU a write for each byte.
 * Size: how many lines of 64 bytes.
 * Checksum: of each line its bytes as they were handed over.
 */
#include "user/console.h"
#include "workloads/checksum.h"
#include "workloads/runs.h"

uint64_t console_line_run(const struct work *work)
{
    static const char line[] = "console-line: the quick brown fox jumps over the lazy dog 01234\n";
    uint64_t sum = CHECKSUM_START;
    console_watch(&sum);
    for (uint32_t written = 0; written < work->size; written++)
        console_write(line, sizeof line - 1);
    console_watch(NULL);
    return sum;
}
