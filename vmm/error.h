/*
 * One error, told once: what went wrong, what to do about it, and the exit status it leads to.
 * A function that can fail takes a `struct error *`, fills it with fail(), and returns -1 (or
 * NULL); its callers unwind and pass it up to main, which alone prints it.
 */
#ifndef VMM_ERROR_H
#define VMM_ERROR_H

/* Exit statuses, after sysexits(3) where it has one; documented in docs/contract.md. */
enum {
    STATUS_OK = 0,
    STATUS_USAGE = 64,
    STATUS_BAD_IMAGE = 65,
    STATUS_NO_FILE = 66,
    STATUS_NO_KVM = 69,
    STATUS_CRASHED = 70,
    STATUS_OS_ERROR = 71,
    STATUS_SANDBOX = 77,
    STATUS_TIMEOUT = 124,
    STATUS_SIGNAL = 128, /* + the signal's number */
};

struct error {
    int status;
    char text[400];
};

/**
 * Fills in an error.
 * @param err     where to; the first error wins: a filled one is left as it is
 * @param status  the exit status it leads to
 * @param format  printf format of one line: the cause, then the remedy; no newline
 * @return -1 always, so that callers can write `return fail(…)`
 */
int fail(struct error *err, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
