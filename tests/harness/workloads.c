#include "workloads.h"
#include "host.h"
#include "machine.h"
#include "marks.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static void run_native(struct process *process, const char *arch, const char *argument)
{
    require_native(arch);
    process_run(process, &(struct command){
                             .argv = (const char *const[]){host_native(arch), argument, NULL}});
}

void workloads_list(struct text *specs)
{
    struct process process;
    unsigned count = 0;
    run_native(&process, "x86_64", "--list");
    ck_assert_int_eq(process.status, 0);
    for (char *rest = process.output.data, *line; (line = strsep(&rest, "\n")) != NULL;) {
        char name[32], group[16];
        unsigned size;
        size_t length = strlen(line);
        if (sscanf(line, "%31[^,],%15[^,],%u,", name, group, &size) != 3 || line[length - 3] == '1')
            continue;
        text_printf(specs, "%s%s:%u:%d", count++ > 0 ? "," : "", name, size, WORKLOAD_ITERATIONS);
    }
    ck_assert_uint_ge(count, 10);
    process_free(&process);
}

void workloads_on_host(const char *arch, const char *specs, struct text *results)
{
    struct process process;
    run_native(&process, arch, specs);
    ck_assert_int_eq(process.status, 0);
    marks_read(&process.output, arch, results);
    process_free(&process);
}

void workloads_on_machine(unsigned kind, const char *specs, int status, struct text *results)
{
    struct machine machine;
    struct text append = {0}, stream = {0};
    text_printf(&append, "bench=%s", specs);
    machine_boot(&machine, kind, MACHINE_SILENT, text_string(&append), WORKLOAD_LIMIT_S);
    ck_assert_int_eq(machine_wait(&machine), status);
    scratch_read(&machine.qemu.marks, &stream);
    marks_read(&stream, machine.kind->arch, results);
    text_free(&append);
    text_free(&stream);
    machine_free(&machine);
}
