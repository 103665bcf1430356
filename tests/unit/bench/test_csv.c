/* CSV: what is written comes back, and what is damaged is refused with file and line. */
#include "base/csv.h"
#include "unit/run_tests.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/** Parses a copy of `text` with the header "a,b,c". */
static int parse(struct csv_table *table, const char *text, struct error *err)
{
    *err = (struct error){0};
    return csv_parse(table, "some.csv", strdup(text), "a,b,c", err);
}

/** Expects the text to be refused, in that line and with those words. */
static void refuse(const char *text, unsigned line, const char *words)
{
    struct csv_table table;
    struct error err;
    char place[40];
    snprintf(place, sizeof place, "some.csv:%u:", line);
    ck_assert_msg(parse(&table, text, &err) == -1, "taken: %s", text);
    ck_assert_msg(strncmp(err.text, place, strlen(place)) == 0, "%s", err.text);
    ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
    ck_assert_int_eq(err.status, STATUS_IO);
    csv_free(&table);
}

START_TEST(test_reads_plain_rows)
{
    struct csv_table table;
    struct error err;
    ck_assert_int_eq(parse(&table, "a,b,c\n1,2,3\n,,\n", &err), 0);
    ck_assert_uint_eq(table.rows, 2);
    ck_assert_uint_eq(table.columns, 3);
    ck_assert_str_eq(csv_cell(&table, 0, 0), "1");
    ck_assert_str_eq(csv_cell(&table, 0, 2), "3");
    for (size_t column = 0; column < 3; column++)
        ck_assert_str_eq(csv_cell(&table, 1, column), "");
    csv_free(&table);
}
END_TEST

/* The examples of RFC 4180, section 2. */
START_TEST(test_reads_quotes)
{
    struct csv_table table;
    struct error err;
    ck_assert_int_eq(parse(&table,
                           "a,b,c\r\n\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx\r\n"
                           "\"aaa\",\"b\"\"bb\",\"\"\r\n",
                           &err),
                     0);
    ck_assert_uint_eq(table.rows, 3);
    ck_assert_str_eq(csv_cell(&table, 0, 0), "aaa");
    ck_assert_str_eq(csv_cell(&table, 0, 1), "b\r\nbb");
    ck_assert_str_eq(csv_cell(&table, 1, 2), "xxx");
    ck_assert_str_eq(csv_cell(&table, 2, 1), "b\"bb");
    ck_assert_str_eq(csv_cell(&table, 2, 2), "");
    csv_free(&table);
}
END_TEST

START_TEST(test_an_empty_table_is_a_table)
{
    struct csv_table table;
    struct error err;
    ck_assert_int_eq(parse(&table, "a,b,c\n", &err), 0);
    ck_assert_uint_eq(table.rows, 0);
    csv_free(&table);
}
END_TEST

START_TEST(test_refuses_what_is_damaged)
{
    refuse("", 1, "header");
    refuse("a,b\n1,2\n", 1, "header");
    refuse("a,b,cc\n1,2,3\n", 1, "header");
    refuse("a,b,c", 1, "header");
    refuse("a,b,c\n1,2\n", 2, "fewer fields");
    refuse("a,b,c\n1,2,3\n1,2,3,4\n", 3, "more fields");
    refuse("a,b,c\n\n", 2, "fewer fields");
    refuse("a,b,c\n1,2,3\n1,2,3", 3, "not complete");
    refuse("a,b,c\n1,2,3\n1,\"2,3\n", 3, "not closed");
    refuse("a,b,c\n1,\"2\"x,3\n", 2, "closing quote");
    refuse("a,b,c\n1,2\"x\",3\n", 2, "quote");
    refuse("a,b,c\n1,2\r,3\n", 2, "bare CR");
}
END_TEST

/* A quoted field may hold line ends: the lines named in errors count them. */
START_TEST(test_counts_lines_inside_quotes)
{
    refuse("a,b,c\n1,\"x\ny\nz\",3\n1,2\n", 5, "fewer fields");
}
END_TEST

START_TEST(test_refusal_names_the_cell)
{
    struct csv_table table;
    struct error err;
    ck_assert_int_eq(parse(&table, "a,b,c\n1,2,3\n1,x,3\n", &err), 0);
    ck_assert_int_eq(csv_refuse(&table, 1, 1, "a number", &err), -1);
    ck_assert_str_eq(err.text, "some.csv:3: field 2, \"x\", is not a number");
    csv_free(&table);
}
END_TEST

START_TEST(test_what_is_not_known_is_empty)
{
    char *text = NULL;
    size_t size;
    struct csv_writer writer = {.out = open_memstream(&text, &size)};
    csv_known(&writer, true, UINT64_MAX);
    csv_known(&writer, false, 5);
    csv_real(&writer, true, 3, 1234.5);
    csv_real(&writer, true, 15, 1234.5);
    csv_real(&writer, false, 3, 5);
    csv_real(&writer, true, 3, INFINITY);
    csv_real(&writer, true, 3, -0.25);
    csv_end_row(&writer);
    fclose(writer.out);
    ck_assert_str_eq(text, "18446744073709551615,,1.23e+03,1234.5,,,-0.25\n");
    free(text);
}
END_TEST

/** Writes two rows of nasty fields and reads them back. */
START_TEST(test_what_is_written_comes_back)
{
    static const char *const fields[] = {"plain",      "",           "comma, inside",
                                         "\"quoted\"", "two\nlines", "cr\r\nlf",
                                         "\"",         " blanks ",   "µ – ÷"};
    enum { COUNT = sizeof fields / sizeof *fields };
    char *text = NULL;
    size_t size;
    struct csv_writer writer = {.out = open_memstream(&text, &size)};
    fputs("a,b,c\n", writer.out);
    for (size_t i = 0; i < COUNT; i++) {
        csv_text(&writer, fields[i]);
        if (i % 3 == 2)
            csv_end_row(&writer);
    }
    csv_print(&writer, "%d", 42);
    csv_empty(&writer);
    csv_print(&writer, "%s", "4,2");
    csv_end_row(&writer);
    fclose(writer.out);

    struct csv_table table;
    struct error err = {0};
    ck_assert_int_eq(csv_parse(&table, "some.csv", text, "a,b,c", &err), 0);
    ck_assert_uint_eq(table.rows, COUNT / 3 + 1);
    for (size_t i = 0; i < COUNT; i++)
        ck_assert_str_eq(csv_cell(&table, i / 3, i % 3), fields[i]);
    ck_assert_str_eq(csv_cell(&table, COUNT / 3, 0), "42");
    ck_assert_str_eq(csv_cell(&table, COUNT / 3, 1), "");
    ck_assert_str_eq(csv_cell(&table, COUNT / 3, 2), "4,2");
    csv_free(&table);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_reads_plain_rows,           test_reads_quotes,
        test_an_empty_table_is_a_table,  test_refuses_what_is_damaged,
        test_counts_lines_inside_quotes, test_refusal_names_the_cell,
        test_what_is_not_known_is_empty, test_what_is_written_comes_back,
    };
    return RUN_TESTS("csv", tests);
}
