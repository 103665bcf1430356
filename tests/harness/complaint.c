#include "complaint.h"
#include "host.h"

#include <check.h>
#include <string.h>

void must_be_refused(const struct process *process, int status, const char *const words[])
{
    const char *line = text_string(&process->errors);
    must_end_with(process, status);
    text_must_equal("stdout", &process->output, "");
    ck_assert_msg(text_lines(&process->errors) == 1 && line[process->errors.size - 1] == '\n',
                  "stderr is not one line but:\n%s", line);
    ck_assert_msg(strncmp(line, "kvm-vmm: ", 9) == 0, "it does not say who complains: %s", line);
    for (unsigned i = 0; words[i] != NULL; i++)
        ck_assert_msg(strstr(line, words[i]) != NULL, "\"%s\" is not in: %s", words[i], line);
}

void must_refuse(const char *const arguments[], int status, const char *const words[])
{
    struct process process;
    vmm_run(&process, &(struct command){.limit_s = 10}, arguments);
    must_be_refused(&process, status, words);
    process_free(&process);
}
