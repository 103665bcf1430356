#include "orders.h"

#include <stdbool.h>

#include "console.h"
#include "lib/format.h"
#include "lib/string.h"
#include "os1k.h"
#include "programs/program.h"

enum { PERIOD_MS = 1000 };
enum order { MENU, RUN, BENCH, TICK, PERIOD, ORDERS };

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

/* Reads NAME or NAME:N from a list and moves behind its comma, or to NULL where none follows;
 * returns NULL when there is no such program. */
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
    *list = *at == ',' ? at + 1 : NULL;
    return program;
}

static int check_programs(const char *list)
{
    uint32_t argument;
    do {
        if (next_program(&list, &argument) == NULL)
            return -1;
    } while (list != NULL);
    return 0;
}

/* Tells which order a word is, and where its value begins; ORDERS when it is none. */
static enum order order_of(const char *word, const char **value)
{
    static const char *const keys[] = {[MENU] = "menu",
                                       [RUN] = "run=",
                                       [BENCH] = "bench=",
                                       [TICK] = "tick=",
                                       [PERIOD] = "period="};
    enum order order = MENU;
    while (order < ORDERS && (*value = value_of(word, keys[order])) == NULL)
        order++;
    return order == MENU && **value != '\0' ? ORDERS : order;
}

static int read_order(struct orders *orders, enum order order, const char *value)
{
    switch (order) {
    case MENU:
        orders->menu = 1;
        return 0;
    case RUN:
        return check_programs(orders->run = value);
    case BENCH:
        orders->bench = value;
        return 0;
    case TICK:
        return read_number(value, TICK_HZ_MIN, TICK_HZ_MAX, &orders->tick_hz);
    case PERIOD:
        return read_number(value, 1, UINT32_MAX - 1, &orders->period_ms);
    case ORDERS:
        break;
    }
    return -1;
}

static int refuse(const char *word)
{
    os_write("1K OS: cannot read '", 20);
    os_write(word, strlen(word)); /* it may be long */
    print("'; it knows, each once, menu, run=PROGRAM,... bench=NAME:SIZE:ITERATIONS,... tick=HZ "
          "(%u to %u) period=MS\n",
          TICK_HZ_MIN, TICK_HZ_MAX);
    return -1;
}

int orders_read(struct orders *orders, char *line)
{
    const char *word, *value;
    unsigned had = 0; /* a bit an order */
    *orders = (struct orders){.period_ms = PERIOD_MS};
    for (bool is_first = true; (word = next_word(&line)) != NULL; is_first = false) {
        enum order order = order_of(word, &value);
        if (order == ORDERS && is_first) /* the image's name */
            continue;
        if (had & 1u << order || read_order(orders, order, value) < 0)
            return refuse(word);
        had |= 1u << order;
    }
    return 0;
}

void orders_run(const struct orders *orders)
{
    const char *list = orders->run;
    while (list != NULL) {
        struct request request = {.period_ms = orders->period_ms};
        const struct program *program = next_program(&list, &request.argument);
        program->run(&request);
    }
}
