/* Formatted text on the console. */
#ifndef USER_CONSOLE_H
#define USER_CONSOLE_H

/** Writes formatted text, 256 bytes at most; lib/print.h lists what it knows. */
void print(const char *format, ...);

#endif
