#include "orders.h"

#include "console.h"
#include "lib/format.h"
#include "lib/string.h"
#include "os1k.h"
#include "programs/program.h"

enum { PERIOD_MS = 1000 };

/* Cuts the next word off the line; NULL at its end. */
static char *next_word(char **line)
{
    char *word = *line;
    while (*word == ' ')
        word++;
    if (*word == '\0')
        return NULL;
    char *end = word;
    while (*end != '\0' && *end != ' ')
        end++;
    *line = *end == '\0' ? end : end + 1;
    *end = '\0';
    return word;
}

/* What follows in a word that begins with `key`; NULL when it begins otherwise. */
static const char *value_of(const char *word, const char *key)
{
    size_t length = strlen(key);
    return strncmp(word, key, length) == 0 ? word + length : NULL;
}

static int read_number(const char *text, uint32_t low, uint32_t high, uint32_t *number)
{
    if (parse_decimal(&text, number) < 0 || *text != '\0' || *number < low || *number > high)
        return -1;
    return 0;
}

/* Reads NAME or NAME:N from a list and moves behind its comma; NULL when there is no such. */
static const struct program *next_program(const char **list, uint32_t *argument)
{
    size_t length = 0;
    const char *at = *list;
    while (at[length] != '\0' && at[length] != ',' && at[length] != ':')
        length++;
    const struct program *program = program_find(at, length);
    at += length;
    *argument = 0;
    if (*at == ':' && (++at, parse_decimal(&at, argument) < 0))
        return NULL;
    if (*at != ',' && *at != '\0')
        return NULL;
    *list = *at == ',' ? at + 1 : at;
    return program;
}

static int check_programs(const char *list)
{
    uint32_t argument;
    do {
        if (next_program(&list, &argument) == NULL)
            return -1;
    } while (*list != '\0');
    return 0;
}

static int read_word(struct orders *orders, const char *word)
{
    const char *value;
    if (strcmp(word, "menu") == 0)
        orders->menu = 1;
    else if ((value = value_of(word, "run=")) != NULL)
        return check_programs(orders->run = value);
    else if ((value = value_of(word, "bench=")) != NULL)
        orders->bench = value;
    else if ((value = value_of(word, "tick=")) != NULL)
        return read_number(value, TICK_HZ_MIN, TICK_HZ_MAX, &orders->tick_hz);
    else if ((value = value_of(word, "period=")) != NULL)
        return read_number(value, 1, UINT32_MAX - 1, &orders->period_ms);
    else
        return -1;
    return 0;
}

int orders_read(struct orders *orders, char *line)
{
    const char *word;
    *orders = (struct orders){.period_ms = PERIOD_MS};
    (void)next_word(&line);
    while ((word = next_word(&line)) != NULL)
        if (read_word(orders, word) < 0) {
            os_write("1K OS: cannot read '", 20);
            os_write(word, strlen(word)); /* it may be long */
            print("'; it knows menu, run=PROGRAM,... bench=NAME:SIZE:ITERATIONS,... tick=HZ "
                  "(%u to %u) period=MS\n",
                  TICK_HZ_MIN, TICK_HZ_MAX);
            return -1;
        }
    return 0;
}

void orders_run(const struct orders *orders)
{
    const char *list = orders->run;
    while (*list != '\0') {
        struct request request = {.period_ms = orders->period_ms};
        const struct program *program = next_program(&list, &request.argument);
        program->run(&request);
    }
}
