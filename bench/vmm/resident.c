#include "resident.h"

#include "base/clock.h"
#include "process/process.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* An odd size, for a guest's memory is known by it. Neighbours show as one mapping of several. */
enum { GUEST_KIB = 3404, READY_S = 20 };

/** Adds up Rss of all mappings but those of n times a guest's size. */
static int read_smaps(pid_t pid, unsigned vms, double *kib, struct error *err)
{
    char path[40], line[400];
    unsigned long size = 0, rss;
    unsigned guests = 0;
    *kib = 0;
    snprintf(path, sizeof path, "/proc/%d/smaps", (int)pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return fail(err, STATUS_OS_ERROR, "cannot read %s", path);
    while (fgets(line, sizeof line, file)) {
        sscanf(line, "Size: %lu kB", &size);
        if (sscanf(line, "Rss: %lu kB", &rss) != 1)
            continue;
        if (size && size % GUEST_KIB == 0)
            guests += (unsigned)(size / GUEST_KIB);
        else
            *kib += (double)rss;
    }
    fclose(file);
    if (guests != vms)
        return fail(err, STATUS_OS_ERROR, "%u of %u guests' memory found in %s", guests, vms, path);
    return 0;
}

/** Waits until all guests have said "ready". */
static int await_guests(const struct process *process, unsigned vms, struct error *err)
{
    uint64_t deadline_ns = clock_ns() + READY_S * 1000000000ull;
    char text[4096];
    size_t length = 0;
    for (unsigned ready = 0; ready < vms;) {
        struct pollfd wait = {.fd = process->text_fd, .events = POLLIN};
        if (clock_ns() > deadline_ns || length == sizeof text - 1)
            return fail(err, STATUS_TIMEOUT, "the sleeping guests did not start");
        poll(&wait, 1, 1000);
        ssize_t got = read(process->text_fd, text + length, sizeof text - 1 - length);
        if (got == 0)
            return fail(err, STATUS_OS_ERROR, "the monitor ended: %.100s", text);
        length += got > 0 ? (size_t)got : 0;
        text[length] = '\0';
        ready = 0;
        for (const char *at = text; (at = strstr(at, "ready\n")); at++)
            ready++;
    }
    return 0;
}

int resident_besides_guests(const char *monitor, const char *guests, unsigned vms, double *kib,
                            struct error *err)
{
    struct command command = {0};
    struct process process;
    command_add(&command, "%s", monitor);
    command_add(&command, "--memory");
    command_add(&command, "%dK", GUEST_KIB);
    for (unsigned i = 0; i < vms; i++)
        command_add(&command, "%s/sleep.bin", guests);
    int result = process_start(&process, &command, MARKS_ON_FD, err);
    if (result == 0) {
        result = await_guests(&process, vms, err);
        if (result == 0)
            result = read_smaps(process.pid, vms, kib, err);
        process_stop(&process);
        process_close(&process);
    }
    command_free(&command);
    return result;
}
