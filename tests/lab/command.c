#include "command.h"

#include <stdio.h>
#include <string.h>

struct header {
    bool terminal, wants_results;
    struct winsize window;
};

int command_add(struct command *command, const char *word)
{
    if (command->count == COMMAND_WORDS) {
        fprintf(stderr, "lab: a command has at most %d words\n", COMMAND_WORDS);
        return -1;
    }
    command->words[command->count++] = word;
    command->words[command->count] = NULL;
    return 0;
}

size_t command_write(const struct command *command, uint8_t *bytes, size_t room)
{
    const struct header header = {command->terminal, command->wants_results, command->window};
    size_t used = sizeof(header);
    memcpy(bytes, &header, sizeof(header));
    for (size_t i = 0; i < command->count; i++) {
        size_t size = strlen(command->words[i]) + 1;
        if (size > room - used) {
            fprintf(stderr, "lab: the command is too long\n");
            return 0;
        }
        memcpy(bytes + used, command->words[i], size);
        used += size;
    }
    return used;
}

int command_read(struct command *command, const uint8_t *bytes, size_t size)
{
    struct header header;
    *command = (struct command){0};
    if (size <= sizeof(header) || bytes[size - 1] != '\0') {
        fprintf(stderr, "lab: not a command\n");
        return -1;
    }
    memcpy(&header, bytes, sizeof(header));
    command->terminal = header.terminal;
    command->wants_results = header.wants_results;
    command->window = header.window;
    const char *end = (const char *)bytes + size;
    for (const char *word = (const char *)bytes + sizeof(header); word < end;
         word += strlen(word) + 1)
        if (command_add(command, word) < 0)
            return -1;
    return 0;
}
