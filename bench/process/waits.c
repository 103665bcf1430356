#include "waits.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static void watch(struct waits *waits, const char *path)
{
    int fd = waits->count < WAITS_MAX ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0)
        waits->fd[waits->count++] = fd;
}

void waits_open(struct waits *waits, pid_t pid)
{
    char path[320];
    *waits = (struct waits){0};
    watch(waits, "/proc/thread-self/schedstat");
    if (waits->count == 0)
        return; /* another's in its place would pass for our own */
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *tasks = opendir(path);
    for (const struct dirent *task; tasks && (task = readdir(tasks));) {
        if (task->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", (int)pid, task->d_name);
        watch(waits, path);
    }
    if (tasks)
        closedir(tasks);
}

/** Asks for one thread; of one that has ended there is nothing to read any more. */
static uint64_t ask(struct waits *waits, unsigned i)
{
    char text[80];
    unsigned long long waited;
    ssize_t length = pread(waits->fd[i], text, sizeof text - 1, 0);
    text[length > 0 ? length : 0] = '\0';
    if (sscanf(text, "%*u %llu", &waited) == 1)
        waits->known_ns[i] = waited;
    return waits->known_ns[i];
}

uint64_t waits_ns(struct waits *waits)
{
    uint64_t total_ns = 0;
    for (unsigned i = 0; i < waits->count; i++)
        total_ns += ask(waits, i);
    return total_ns;
}

uint64_t waits_own_ns(struct waits *waits)
{
    return waits->count > 0 ? ask(waits, 0) : 0;
}

void waits_close(struct waits *waits)
{
    while (waits->count > 0)
        close(waits->fd[--waits->count]);
}
