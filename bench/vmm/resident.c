#include "resident.h"

#include "base/clock.h"
#include "base/tail.h"
#include "process/process.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

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

/** How many guests have said "ready". */
static unsigned count_ready(const char *text)
{
    unsigned ready = 0;
    for (; (text = strstr(text, "ready\n")); text++)
        ready++;
    return ready;
}

/** Waits until all guests have said "ready". */
static int await_guests(const struct process *process, unsigned vms, struct error *err)
{
    uint64_t deadline_ns = clock_ns() + READY_S * 1000000000ull;
    struct pollfd wait = {.fd = process->text_fd, .events = POLLIN};
    struct tail text = {0};
    while (count_ready(text.text) < vms) {
        uint64_t now_ns = clock_ns();
        if (now_ns >= deadline_ns)
            return fail(err, STATUS_TIMEOUT, "the sleeping guests did not start");
        poll(&wait, 1, clock_wait_ms(now_ns, deadline_ns));
        if (tail_read(&text, process->text_fd))
            continue;
        const char *words = tail_last_line(&text);
        return fail(err, STATUS_OS_ERROR, "the monitor ended%s%.100s",
                    *words ? ": " : " and said nothing", words);
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
