#include "vm/alarms.h"

#include "clock.h"

#include <errno.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

int alarms_open(struct alarms *alarms, struct error *err)
{
    alarms->first = NULL;
    alarms->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (alarms->timer_fd < 0)
        return fail(err, STATUS_OS_ERROR, "timerfd_create: %s", strerror(errno));
    return 0;
}

void alarms_close(struct alarms *alarms)
{
    if (alarms->timer_fd >= 0)
        close(alarms->timer_fd);
    alarms->timer_fd = -1;
}

/** Arms the timer for the earliest alarm; a deadline in the past fires at once. */
static void arm_timer(const struct alarms *alarms)
{
    struct itimerspec when = {0}; /* all zero: disarmed */
    if (alarms->first) {
        uint64_t deadline = alarms->first->deadline_ns ? alarms->first->deadline_ns : 1;
        when.it_value = clock_timespec(deadline);
    }
    timerfd_settime(alarms->timer_fd, TFD_TIMER_ABSTIME, &when, NULL);
}

static void unlink_alarm(struct alarms *alarms, struct alarm *alarm)
{
    for (struct alarm **link = &alarms->first; *link; link = &(*link)->next) {
        if (*link == alarm) {
            *link = alarm->next;
            return;
        }
    }
}

static void insert_alarm(struct alarms *alarms, struct alarm *alarm)
{
    struct alarm **link = &alarms->first;
    while (*link && (*link)->deadline_ns <= alarm->deadline_ns)
        link = &(*link)->next;
    alarm->next = *link;
    *link = alarm;
}

void alarms_set(struct alarms *alarms, struct alarm *alarm)
{
    const struct alarm *was_first = alarms->first;
    unlink_alarm(alarms, alarm);
    if (alarm->deadline_ns != ALARM_OFF)
        insert_alarm(alarms, alarm);
    if (!alarms->running && (alarms->first != was_first || alarms->first == alarm))
        arm_timer(alarms);
}

void alarms_run(struct alarms *alarms)
{
    uint64_t expirations;
    if (read(alarms->timer_fd, &expirations, sizeof expirations) < 0)
        return; /* set anew since it fired: it will fire again */
    uint64_t now = clock_now();
    alarms->running = true;
    while (alarms->first && alarms->first->deadline_ns <= now) {
        struct alarm *due = alarms->first;
        alarms->first = due->next;
        due->deadline_ns = ALARM_OFF;
        due->fire(due->device, now);
    }
    alarms->running = false;
    arm_timer(alarms);
}
