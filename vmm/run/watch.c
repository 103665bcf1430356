#include "run/watch.h"

#include "clock.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

int watch_open(struct watch *watch, struct error *err)
{
    watch->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (watch->epoll_fd < 0)
        return fail(err, STATUS_OS_ERROR, "epoll_create1: %s", strerror(errno));
    return 0;
}

void watch_close(struct watch *watch)
{
    if (watch->epoll_fd >= 0)
        close(watch->epoll_fd);
    watch->epoll_fd = -1;
}

int watch_add(struct watch *watch, int fd, unsigned tag, struct error *err)
{
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = tag};
    if (epoll_ctl(watch->epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0)
        return fail(err, STATUS_OS_ERROR, "epoll_ctl: %s", strerror(errno));
    return 0;
}

int watch_timer(struct watch *watch, uint64_t first_ns, uint64_t interval_ns, unsigned tag,
                struct error *err)
{
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (fd < 0)
        return fail(err, STATUS_OS_ERROR, "timerfd_create: %s", strerror(errno));
    struct itimerspec when = {clock_timespec(interval_ns), clock_timespec(first_ns)};
    timerfd_settime(fd, 0, &when, NULL);
    if (watch_add(watch, fd, tag, err) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

void watch_while(struct watch *watch, int fd, uint32_t events, unsigned tag, bool wanted,
                 bool *watched)
{
    struct epoll_event event = {.events = events, .data.u32 = tag};
    if (wanted == *watched)
        return;
    if (epoll_ctl(watch->epoll_fd, wanted ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, fd, &event) == 0)
        *watched = wanted;
}

int watch_wait(struct watch *watch, unsigned tags[WATCH_MAX], int timeout_ms)
{
    struct epoll_event events[WATCH_MAX];
    int count = epoll_wait(watch->epoll_fd, events, WATCH_MAX, timeout_ms);
    for (int i = 0; i < count; i++)
        tags[i] = events[i].data.u32;
    return count > 0 ? count : 0;
}
