/*
 * What the console takes for a byte of output, from a VM's ring to a rendered frame: the I/O
 * thread's share of a flood. Prints nanoseconds of processor time a byte.
 *
 *     render VMS MEGABYTES
 */
#include "console/console.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const char line[] = "a line of sixty-four bytes, of which there will be many, is thi\n";

static double used_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/** Puts 256 lines of each VM, which fit its ring, and has them rendered. */
static size_t flood(struct console *console, unsigned vms, struct error *err)
{
    for (unsigned i = 0; i < 256; i++)
        for (unsigned vm = 0; vm < vms; vm++)
            console_write(console, vm, (const uint8_t *)line, sizeof line - 1);
    console_flush(console, err);
    return (size_t)vms * 256 * (sizeof line - 1);
}

int main(int argc, char *argv[])
{
    struct error err = {0};
    struct console_config config = {.fd = open("/dev/null", O_WRONLY | O_CLOEXEC),
                                    .notes_fd = 2,
                                    .color = true,
                                    .vms = argc == 3 ? (unsigned)atoi(argv[1]) : 1,
                                    .name = {"one", "two", "three", "four"}};
    size_t total = (size_t)(argc == 3 ? atoi(argv[2]) : 16) << 20, done = 0;
    struct console *console = console_create(&config, &err);
    if (!console) {
        fprintf(stderr, "render: %s\n", err.text);
        return EXIT_FAILURE;
    }
    double begin_ns = used_ns();
    while (done < total && !err.status)
        done += flood(console, config.vms, &err);
    printf("%.1f\n", (used_ns() - begin_ns) / (double)done);
    console_destroy(console);
    return err.status;
}
