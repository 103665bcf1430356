/*
 * kvm-bench: runs the workloads of 1K OS under KVM, under QEMU and natively, and says what came
 * out. docs/contract.md describes the files it writes.
 */
#include "base/clock.h"
#include "commands/commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/** What is lost on its way out shall not pass for said. */
static int check_output(struct error *err)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    return fail(err, STATUS_IO, "cannot write to standard output: %s",
                errno != 0 ? strerror(errno) : "an earlier write failed");
}

int main(int argc, char *argv[])
{
    struct bench_options options;
    struct error err = {0};
    int result = bench_options_parse(&options, argc, argv, &err);
    if (result == 0) {
        if (!options.seed_given)
            options.seed = clock_ns();
        result = bench_act(&options, &err);
    }
    if (result == 0)
        result = check_output(&err);
    if (result != 0)
        fprintf(stderr, "kvm-bench: %s\n", err.text);
    return result == 0 ? STATUS_OK : err.status;
}
