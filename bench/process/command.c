#include "command.h"

#include "channels.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void command_add(struct command *command, const char *format, ...)
{
    char *word = NULL;
    va_list args;
    va_start(args, format);
    if (command->words == COMMAND_MAX || vasprintf(&word, format, args) < 0)
        command->broken = true;
    else
        command->argv[command->words++] = word;
    va_end(args);
}

void command_add_words(struct command *command, const char *const *words)
{
    for (; *words; words++)
        command_add(command, "%s", *words);
}

/** A nameless file in memory, under a number that no channel of the child has. */
static int open_file(void)
{
    int fd = memfd_create("kvm-bench", MFD_CLOEXEC);
    int lifted = fd >= 0 ? fcntl(fd, F_DUPFD_CLOEXEC, CHILD_FDS) : -1;
    if (fd >= 0)
        close(fd);
    return lifted;
}

int command_file(struct command *command, const void *bytes, size_t size, size_t length)
{
    int fd = command->files < COMMAND_FILES_MAX ? open_file() : -1;
    if (fd >= 0)
        command->file[command->files++] = fd;
    if (fd < 0 || write(fd, bytes, size) != (ssize_t)size || ftruncate(fd, (off_t)length) != 0)
        command->broken = true;
    return fd;
}

/** Appends one character where there is room for it and the closing NUL. */
static void put(char *text, size_t size, size_t *length, char character)
{
    if (*length + 1 < size)
        text[(*length)++] = character;
}

static void put_text(char *text, size_t size, size_t *length, const char *more)
{
    while (*more)
        put(text, size, length, *more++);
}

/** Appends a word in single quotes; a quote inside becomes '\''. */
static void put_quoted(char *text, size_t size, size_t *length, const char *word)
{
    put(text, size, length, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            put_text(text, size, length, "'\\'");
        put(text, size, length, *word);
    }
    put(text, size, length, '\'');
}

void command_print(const struct command *command, char *text, size_t size)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-_./:=,+@%";
    size_t length = 0;
    for (unsigned i = 0; i < command->words; i++) {
        const char *word = command->argv[i];
        if (i > 0)
            put(text, size, &length, ' ');
        if (*word && strspn(word, plain) == strlen(word))
            put_text(text, size, &length, word);
        else
            put_quoted(text, size, &length, word);
    }
    text[length] = '\0';
}

void command_free(struct command *command)
{
    for (unsigned i = 0; i < command->words; i++)
        free(command->argv[i]);
    for (unsigned i = 0; i < command->files; i++)
        close(command->file[i]);
    *command = (struct command){0};
}
