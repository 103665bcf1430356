#include "program.h"

#include "lib/string.h"

const struct program programs[] = {
    {'1', "multiplication", "Multiplication Table (2x1 ~ 9x9)", multiplication_table},
    {'2', "counter", "Number Counter (0-9)", number_counter},
    {'3', "echo", "Echo (repeat your input)", echo},
    {'4', "timer-hello", "Timer Hello (animated)", timer_hello},
    {0, "ticks", NULL, count_ticks},
    {0, "spin", NULL, spin},
    {0, "memory", NULL, fill_memory},
    {0, "bad-pointers", NULL, bad_pointers},
    {0, "fault-null", NULL, fault_null},
    {0, "fault-kernel-read", NULL, fault_kernel_read},
    {0, "fault-kernel-write", NULL, fault_kernel_write},
    {0, "fault-text-write", NULL, fault_text_write},
    {0, "fault-stack", NULL, fault_stack},
    {0, "fault-divide", NULL, fault_divide},
    {0, "fault-breakpoint", NULL, fault_breakpoint},
    {0, "fault-opcode", NULL, fault_opcode},
    {0, "fault-privileged", NULL, fault_privileged},
    {0, "fault-port", NULL, fault_port},
    {0, "fault-interrupt", NULL, fault_interrupt},
};

const size_t program_count = sizeof programs / sizeof *programs;

static int has_name(const struct program *program, const char *name, size_t length)
{
    if (length == 1 && program->key != 0 && program->key == *name)
        return 1;
    return strlen(program->name) == length && strncmp(program->name, name, length) == 0;
}

const struct program *program_find(const char *name, size_t length)
{
    for (size_t i = 0; i < program_count; i++)
        if (has_name(&programs[i], name, length))
            return &programs[i];
    return NULL;
}
