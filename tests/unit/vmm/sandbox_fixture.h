/* Processes in the sandbox: what they do there, and what they come to. */
#ifndef TESTS_UNIT_SANDBOX_FIXTURE_H
#define TESTS_UNIT_SANDBOX_FIXTURE_H

#include "sandbox/sandbox.h"

#include <check.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FINE = 0, REFUSED = 1 };

/** What a process in the sandbox came to. */
struct outcome {
    int status; /* as a shell has it */
    char told[512];
};

/** What it does there: a system call, or all that a function does. */
struct act {
    long call;
    long argument[6];
    void (*function)(void);
};

static inline void perform(const struct act *act)
{
    const long *a = act->argument;
    if (act->function)
        act->function();
    else
        syscall(act->call, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static inline void *vcpu_thread(void *act)
{
    if (sandbox_enter(SANDBOX_VCPU) < 0)
        _exit(REFUSED);
    perform(act);
    return NULL;
}

static inline void become(enum sandbox_list list, struct act *act, int told)
{
    pthread_t thread;
    struct error why = {0};
    dup2(told, STDERR_FILENO);
    if (sandbox_prepare(&why) < 0)
        _exit(REFUSED);
    if (list == SANDBOX_VCPU)
        pthread_create(&thread, NULL, vcpu_thread, act);
    if (sandbox_enter_io(&why) < 0)
        _exit(REFUSED);
    if (list == SANDBOX_IO)
        perform(act);
    else
        pthread_join(thread, NULL);
    _exit(FINE);
}

static inline pid_t start(enum sandbox_list list, struct act act, int *told)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0)
        become(list, &act, ends[1]);
    close(ends[1]);
    *told = ends[0];
    return pid;
}

static inline struct outcome finish(pid_t pid, int told)
{
    struct outcome outcome = {0};
    int status;
    ssize_t n = read(told, outcome.told, sizeof outcome.told - 1);
    outcome.told[n > 0 ? n : 0] = '\0';
    close(told);
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    outcome.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return outcome;
}

static inline struct outcome try(enum sandbox_list list, struct act act)
{
    int told;
    pid_t pid = start(list, act, &told);
    return finish(pid, told);
}

#endif
