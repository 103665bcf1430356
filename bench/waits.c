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
    waits->count = 0;
    watch(waits, "/proc/thread-self/schedstat");
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

uint64_t waits_ns(const struct waits *waits)
{
    uint64_t total_ns = 0;
    for (unsigned i = 0; i < waits->count; i++) {
        char text[80];
        unsigned long long waited_ns;
        ssize_t length = pread(waits->fd[i], text, sizeof text - 1, 0);
        text[length > 0 ? length : 0] = '\0';
        if (sscanf(text, "%*u %llu", &waited_ns) == 1)
            total_ns += waited_ns;
    }
    return total_ns;
}

void waits_close(struct waits *waits)
{
    while (waits->count > 0)
        close(waits->fd[--waits->count]);
}
