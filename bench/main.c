/*
 * kvm-bench: runs the workloads of 1K OS under KVM, under QEMU and natively, and says what came
 * out. docs/contract.md describes the files it writes.
 */
#include "base/clock.h"
#include "base/file.h"
#include "commands/commands.h"

#include <stdio.h>

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
        result = file_check_stdout(&err); /* what is lost on its way shall not pass for said */
    if (result != 0)
        fprintf(stderr, "kvm-bench: %s\n", err.text);
    return result == 0 ? STATUS_OK : err.status;
}
