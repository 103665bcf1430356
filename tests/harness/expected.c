#include "expected.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

static void multiplication(struct text *text)
{
    for (unsigned a = 2; a <= 9; a++)
        for (unsigned b = 1; b <= 9; b++)
            text_printf(text, "%ux%u=%2u%s", a, b, a * b, b < 9 ? "  " : "\n");
}

static void counter(struct text *text)
{
    for (unsigned n = 0; n <= 9; n++)
        text_printf(text, "count %u\n", n);
}

static void hello(struct text *text)
{
    text_printf(text, "Hello, World!\n"
                      "I am a virtual machine of my own:\n"
                      "one processor, a memory nobody else can see,\n"
                      "16-bit real mode, 512 bytes of program,\n"
                      "and every character I print goes out by port 0xe9.\n"
                      "Good-bye!\n");
}

static void hctest(struct text *text)
{
    text_printf(text, "hypercall putchar: you are reading it\n"
                      "hypercall putchar by rep outsb: the same\n"
                      "port 0xe9 answers 0xe9: ok\n"
                      "port 0x1e9 answers 0xe9: ok\n"
                      "port 0x2e9 answers nothing: ok\n"
                      "hypercall exit: the status is the number of failures\n");
}

static void fibonacci(struct text *text)
{
    uint64_t a = 0, b = 1;
    for (unsigned n = 0; n < 48; n++) {
        uint64_t next = a + b;
        text_printf(text, "fib(%u) = %llu\n", n, (unsigned long long)a);
        a = b;
        b = next;
    }
}

static bool is_prime(unsigned n)
{
    for (unsigned divisor = 2; divisor * divisor <= n; divisor++)
        if (n % divisor == 0)
            return false;
    return n >= 2;
}

static void primes(struct text *text)
{
    unsigned count = 0;
    for (unsigned n = 0; n < 1000; n++)
        if (is_prime(n))
            text_printf(text, "%4u%s", n, ++count % 12 == 0 ? "\n" : "");
    text_printf(text, "\n%u primes below 1000\n", count);
}

static void clock_seconds(struct text *text)
{
    for (unsigned second = 1; second <= 5; second++)
        text_printf(text, "second %u\n", second);
}

const struct flat_guest flat_guests[] = {
    {"multiplication", multiplication},
    {"counter", counter},
    {"hello", hello},
    {"hctest", hctest},
    {"fibonacci", fibonacci},
    {"primes", primes},
    {"clock", clock_seconds},
};
const unsigned flat_guest_count = sizeof(flat_guests) / sizeof(flat_guests[0]);

void expected_flat(struct text *text, const char *name)
{
    for (unsigned i = 0; i < flat_guest_count; i++) {
        if (strcmp(flat_guests[i].name, name) == 0) {
            flat_guests[i].print(text);
            return;
        }
    }
    ck_abort_msg("no flat guest is called %s", name);
}

const char expected_menu[] = "=== 1K OS on x86 KVM ===\n"
                             "\n"
                             "Select program to run:\n"
                             "  1. Multiplication Table (2x1 ~ 9x9)\n"
                             "  2. Number Counter (0-9)\n"
                             "  3. Echo (repeat your input)\n"
                             "  4. Timer Hello (animated)\n"
                             "\n"
                             "Choice: ";

const char expected_count[] = "0 1 2 3 4 5 6 7 8 9\n";

void expected_table(struct text *text)
{
    for (unsigned row = 1; row <= 9; row++)
        for (unsigned table = 2; table <= 9; table++)
            text_printf(text, "%ux%u=%2u%s", table, row, table * row, table < 9 ? "   " : "\n");
}
