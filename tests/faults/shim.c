/*
 * Loaded into kvm-vmm by LD_PRELOAD: makes one call fail. FAULT_FUNCTION names the function,
 * FAULT_NUMBER the call (the first is 1), and FAULT_REPORT a descriptor that is told at the end
 * what came of it: `fired=B fds=N threads=N maps=N`, what was left open, running and mapped. It is
 * told in the sandbox, where /proc cannot be looked into. With FAULT_VIOLATION the call does not
 * fail but makes, before itself, a system call that is on no list of the sandbox.
 *
 * The calls go on by system call where they can, or to glibc's own names for its allocator, which
 * looking functions up may need.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <termios.h>
#include <unistd.h>

/* Descriptors from here up are the test's own (tests/harness/leader.h). */
enum { FIRST_INHERITED = 100, KERNEL_SIGNAL_SET = 8 };

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);

static const char *wanted; /* NULL until set_up(), and after report() */
static long number;
static atomic_long calls;
static atomic_bool fired;
static atomic_int maps, threads;
static bool violation;

__attribute__((constructor)) static void set_up(void)
{
    const char *text = getenv("FAULT_NUMBER");
    number = text ? strtol(text, NULL, 10) : 0;
    violation = getenv("FAULT_VIOLATION") != NULL;
    wanted = getenv("FAULT_FUNCTION");
    maps = 0; /* without what a sanitizer has mapped for itself */
    threads = 1;
}

/** Whether this call of `function` is the one to fail. */
static bool fails(const char *function, int why)
{
    if (!wanted || strcmp(wanted, function) != 0 || atomic_fetch_add(&calls, 1) + 1 != number)
        return false;
    atomic_store(&fired, true);
    if (violation)
        syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY);
    errno = why;
    return !violation;
}

/* ---- what is left at the end -------------------------------------------------------------- */

/** Open descriptors of the program under test. */
static int count_descriptors(void)
{
    struct stat status;
    int count = 0;
    for (int fd = STDERR_FILENO + 1; fd < FIRST_INHERITED; fd++)
        count += syscall(SYS_fstat, fd, &status) == 0;
    return count;
}

__attribute__((destructor)) static void report(void)
{
    const char *descriptor = getenv("FAULT_REPORT");
    char text[80];
    wanted = NULL;
    if (!descriptor)
        return;
    int length =
        snprintf(text, sizeof text, "fired=%d fds=%d threads=%d maps=%d\n", atomic_load(&fired),
                 count_descriptors(), atomic_load(&threads), atomic_load(&maps));
    syscall(SYS_write, atoi(descriptor), text, (size_t)length);
}

/* ---- the functions ------------------------------------------------------------------------ */

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    int mode = flags & O_CREAT ? va_arg(rest, int) : 0;
    va_end(rest);
    return fails("open", EMFILE) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

/* KVM_RUN is counted apart: nobody wants to see each of its calls fail. */
int ioctl(int fd, unsigned long request, ...)
{
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    return fails(request == KVM_RUN ? "run" : "ioctl", EIO)
               ? -1
               : (int)syscall(SYS_ioctl, fd, request, argument);
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
    if (fails("mmap", ENOMEM))
        return MAP_FAILED;
    long result = syscall(SYS_mmap, at, size, protection, flags, fd, offset);
    maps += result != -1;
    return (void *)result;
}

int munmap(void *at, size_t size)
{
    maps--;
    return (int)syscall(SYS_munmap, at, size);
}

void *malloc(size_t size)
{
    return fails("malloc", ENOMEM) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails("calloc", ENOMEM) ? NULL : __libc_calloc(count, size);
}

int eventfd(unsigned count, int flags)
{
    return fails("eventfd", EMFILE) ? -1 : (int)syscall(SYS_eventfd2, count, flags);
}

int timerfd_create(clockid_t clock, int flags)
{
    return fails("timerfd_create", EMFILE) ? -1 : (int)syscall(SYS_timerfd_create, clock, flags);
}

int signalfd(int fd, const sigset_t *set, int flags)
{
    return fails("signalfd", EMFILE)
               ? -1
               : (int)syscall(SYS_signalfd4, fd, set, (size_t)KERNEL_SIGNAL_SET, flags);
}

int epoll_create1(int flags)
{
    return fails("epoll_create1", EMFILE) ? -1 : (int)syscall(SYS_epoll_create1, flags);
}

int epoll_ctl(int epoll, int what, int fd, struct epoll_event *event)
{
    return fails("epoll_ctl", ENOSPC) ? -1 : (int)syscall(SYS_epoll_ctl, epoll, what, fd, event);
}

ssize_t read(int fd, void *bytes, size_t size)
{
    return fails("read", EIO) ? -1 : syscall(SYS_read, fd, bytes, size);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    return fails("write", EIO) ? -1 : syscall(SYS_write, fd, bytes, size);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument)
{
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    *(void **)&real = dlsym(RTLD_NEXT, "pthread_create"); /* as POSIX has it for dlsym() */
    if (fails("pthread_create", EAGAIN))
        return EAGAIN;
    int why = real(thread, attributes, start, argument);
    threads += why == 0;
    return why;
}

int pthread_join(pthread_t thread, void **result)
{
    int (*real)(pthread_t, void **);
    *(void **)&real = dlsym(RTLD_NEXT, "pthread_join");
    threads--;
    return real(thread, result);
}

int prctl(int what, ...)
{
    va_list rest;
    va_start(rest, what);
    unsigned long a = va_arg(rest, unsigned long), b = va_arg(rest, unsigned long);
    va_end(rest);
    return fails("prctl", EINVAL) ? -1 : (int)syscall(SYS_prctl, what, a, b, 0UL, 0UL);
}

int setrlimit(__rlimit_resource_t resource, const struct rlimit *limit)
{
    return fails("setrlimit", EPERM) ? -1 : (int)syscall(SYS_setrlimit, resource, limit);
}

int socketpair(int domain, int type, int protocol, int ends[2])
{
    return fails("socketpair", EMFILE) ? -1
                                       : (int)syscall(SYS_socketpair, domain, type, protocol, ends);
}

pid_t fork(void)
{
    pid_t (*real)(void);
    *(void **)&real = dlsym(RTLD_NEXT, "fork");
    return fails("fork", EAGAIN) ? -1 : real();
}

int tcsetattr(int fd, int when, const struct termios *settings)
{
    int (*real)(int, int, const struct termios *);
    *(void **)&real = dlsym(RTLD_NEXT, "tcsetattr");
    return fails("tcsetattr", EIO) ? -1 : real(fd, when, settings);
}
