/*
 * The menu of 1K OS, driven by keys: through a real terminal on kvm-vmm, with both interrupt
 * controllers; through the emulated keyboard and the serial port on QEMU. What appears is compared
 * byte for byte, from the first to the last.
 */
#include "harness/expected.h"
#include "harness/machine.h"
#include "harness/report.h"

#include <string.h>

#define ECHO_GREETING "Type a line and press Enter; an empty line or Ctrl-D ends.\n> "

enum { SOON = 20, CASES = MACHINE_KINDS * 2 };

/* One of the menu's entries: keys to press once a text is there, and what appears from then on. */
struct step {
    const char *when, *keys, *shown;
};

/* Each case is a machine and a way of input. */
static void boot(struct machine *machine, int number, const char *append)
{
    enum machine_input input = MACHINE_KEYBOARD + (enum machine_input)(number / MACHINE_KINDS);
    machine_boot(machine, (unsigned)(number % MACHINE_KINDS), input, append, 0);
}

/* Plays the steps, ends with q, and compares all that was ever printed. */
static void play(int number, const char *append, const struct step *steps, unsigned count)
{
    struct machine machine;
    struct text expected = {0};
    boot(&machine, number, append);
    text_printf(&expected, "%s", expected_menu);
    for (unsigned i = 0; i < count; i++) {
        machine_expect(&machine, steps[i].when, SOON);
        machine_type(&machine, steps[i].keys);
        text_printf(&expected, "%s", steps[i].shown);
    }
    machine_expect(&machine, "Choice: ", SOON);
    machine_type(&machine, "q");
    text_printf(&expected, "q\n");
    ck_assert_int_eq(machine_wait(&machine), 0);
    machine_must_have_printed(&machine, text_string(&expected));
    text_free(&expected);
    machine_free(&machine);
}

START_TEST(entry_1_multiplication_table)
{
    struct text shown = {0};
    text_printf(&shown, "1\n");
    expected_table(&shown);
    text_printf(&shown, "\n%s", expected_menu);
    play(_i, "menu", &(struct step){"Choice: ", "1", text_string(&shown)}, 1);
    text_free(&shown);
}
END_TEST

START_TEST(entry_2_counter)
{
    struct text shown = {0};
    text_printf(&shown, "2\n%s\n%s", expected_count, expected_menu);
    play(_i, "menu", &(struct step){"Choice: ", "2", text_string(&shown)}, 1);
    text_free(&shown);
}
END_TEST

START_TEST(entry_3_echo)
{
    struct text end = {0};
    text_printf(&end, "\n\n%s", expected_menu);
    const struct step steps[] = {
        {"Choice: ", "3", "3\n" ECHO_GREETING},
        {"ends.\n> ", "Hello, World!\n", "Hello, World!\nHello, World!\n> "},
        {"\n> ", "ab\b\bc\b\b\bxyz\n", "ab\b \b\b \bc\b \bxyz\nxyz\n> "},
        {"\n> ", "#$%^&*()_+{}|:\"<>?\n", "#$%^&*()_+{}|:\"<>?\n#$%^&*()_+{}|:\"<>?\n> "},
        {"\n> ", "\n", text_string(&end)},
    };
    play(_i, "menu", steps, sizeof(steps) / sizeof(steps[0]));
    text_free(&end);
}
END_TEST

START_TEST(entry_3_echo_ends_at_ctrl_d)
{
    struct text end = {0};
    text_printf(&end, "last\nlast\n\n%s", expected_menu);
    const struct step steps[] = {
        {"Choice: ", "3", "3\n" ECHO_GREETING},
        {"ends.\n> ", "last\4", text_string(&end)},
    };
    play(_i, "menu", steps, sizeof(steps) / sizeof(steps[0]));
    text_free(&end);
}
END_TEST

START_TEST(entry_4_timer_hello)
{
    struct text shown = {0};
    text_printf(&shown, "4\nHello, World\n\n%s", expected_menu);
    play(_i, "menu period=50", &(struct step){"Choice: ", "4", text_string(&shown)}, 1);
    text_free(&shown);
}
END_TEST

START_TEST(entry_4_timer_hello_stops_at_a_key)
{
    struct text end = {0};
    text_printf(&end, "H\nStopped by a key.\n\n%s", expected_menu);
    const struct step steps[] = {
        {"Choice: ", "4", "4\n"},
        {"4\nH", " ", text_string(&end)},
    };
    play(_i, "menu period=2000", steps, sizeof(steps) / sizeof(steps[0]));
    text_free(&end);
}
END_TEST

START_TEST(other_keys_are_no_choice)
{
    const struct step steps[] = {
        {"Choice: ", "7", "7\nThat is not a choice: 1 to 4 run a program, q powers off.\nChoice: "},
        {"Choice: ", "\n", ""},
        {"", "Z", "Z\nThat is not a choice: 1 to 4 run a program, q powers off.\nChoice: "},
    };
    play(_i, "menu", steps, sizeof(steps) / sizeof(steps[0]));
}
END_TEST

START_TEST(ctrl_d_powers_off)
{
    struct machine machine;
    struct text expected = {0};
    boot(&machine, _i, "menu");
    machine_expect(&machine, "Choice: ", SOON);
    machine_type(&machine, "\4");
    ck_assert_int_eq(machine_wait(&machine), 0);
    text_printf(&expected, "%s\n", expected_menu);
    machine_must_have_printed(&machine, text_string(&expected));
    text_free(&expected);
    machine_free(&machine);
}
END_TEST

int main(int argc, char *argv[])
{
    (void)argc;
    Suite *suite = suite_create("menu");
    TCase *tests = report_case(suite, "menu", 120);
    tcase_add_loop_test(tests, entry_1_multiplication_table, 0, CASES);
    tcase_add_loop_test(tests, entry_2_counter, 0, CASES);
    tcase_add_loop_test(tests, entry_3_echo, 0, CASES);
    tcase_add_loop_test(tests, entry_3_echo_ends_at_ctrl_d, 0, CASES);
    tcase_add_loop_test(tests, entry_4_timer_hello, 0, CASES);
    tcase_add_loop_test(tests, entry_4_timer_hello_stops_at_a_key, 0, CASES);
    tcase_add_loop_test(tests, other_keys_are_no_choice, 0, CASES);
    tcase_add_loop_test(tests, ctrl_d_powers_off, 0, CASES);
    return report_run(argv[0], suite);
}
