/* JSON as it is written, read again by a parser that takes nothing else (RFC 8259). */
#include "base/json.h"
#include "report/summary_json.h"
#include "unit/run_tests.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/** Where the text goes on behind a value, or NULL where there is none. */
static const char *value(const char *at);

static const char *blanks(const char *at)
{
    return at ? at + strspn(at, " \t\r\n") : NULL;
}

static const char *expect(const char *at, char what)
{
    at = blanks(at);
    return at && *at == what ? at + 1 : NULL;
}

static const char *string(const char *at)
{
    for (at = expect(at, '"'); at && *at != '"'; at++) {
        if ((unsigned char)*at < 0x20) /* the end of the text, too */
            return NULL;
        if (*at != '\\')
            continue;
        at++;
        if (*at == 'u') {
            for (int i = 1; i <= 4; i++) {
                if (!isxdigit((unsigned char)at[i]))
                    return NULL;
            }
            at += 4;
        } else if (*at == '\0' || !strchr("\"\\/bfnrt", *at)) {
            return NULL;
        }
    }
    return at ? at + 1 : NULL;
}

static const char *digits(const char *at)
{
    const char *end = at ? at + strspn(at, "0123456789") : NULL;
    return end != at ? end : NULL;
}

static const char *number(const char *at)
{
    at += *at == '-';
    const char *end = digits(at);
    if (!end || (*at == '0' && end - at > 1))
        return NULL;
    if (*end == '.')
        end = digits(end + 1);
    if (end && (*end == 'e' || *end == 'E')) {
        end++;
        end = digits(end + (*end == '+' || *end == '-'));
    }
    return end;
}

/** Members of an object, or elements of an array, up to its end. */
static const char *list(const char *at, bool keys, char end)
{
    if (*blanks(at) == end)
        return blanks(at) + 1;
    for (;;) {
        at = keys ? expect(string(at), ':') : at;
        at = blanks(at ? value(at) : NULL);
        if (!at || *at == end)
            return at ? at + 1 : NULL;
        at = expect(at, ',');
        if (!at)
            return NULL;
    }
}

static const char *value(const char *at)
{
    static const char *const words[] = {"true", "false", "null"};
    at = blanks(at);
    if (*at == '{')
        return list(at + 1, true, '}');
    if (*at == '[')
        return list(at + 1, false, ']');
    if (*at == '"')
        return string(at);
    for (int i = 0; i < 3; i++) {
        if (strncmp(at, words[i], strlen(words[i])) == 0)
            return at + strlen(words[i]);
    }
    return number(at);
}

static bool is_json(const char *text)
{
    const char *end = blanks(value(text));
    return end && *end == '\0';
}

START_TEST(test_the_parser_is_strict)
{
    static const char *const good[] = {"{}", "[1,-0.5e+3, null]", "{\"a\":[true,\"\\u00e9\"]}"};
    static const char *const bad[] = {"",    "{,}",      "[1,]",    "{\"a\" 1}",   "01",
                                      "1.",  "\"a\nb\"", "\"\\x\"", "\"open",      "{} {}",
                                      "nan", "[1 2]",    "{a:1}",   "\"\\u12g4\"", "[1,2",
                                      "-",   "1e"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert_msg(is_json(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!is_json(bad[i]), "%s", bad[i]);
}
END_TEST

/** What one string becomes; to be freed. */
static char *written(const char *text)
{
    char *all = NULL;
    size_t size;
    struct json_writer json = {.out = open_memstream(&all, &size)};
    json_text(&json, text);
    fclose(json.out);
    return all;
}

START_TEST(test_strings)
{
    static const char *const cases[][2] = {
        {"plain", "\"plain\""},
        {"a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\""},
        {"tab\tnewline\n", "\"tab\\u0009newline\\u000a\""},
        {"한국어 ÷ 😀", "\"한국어 ÷ 😀\""},
        {"\xff\xc3", "\"\\ufffd\\ufffd\""}, /* no lead, nothing that follows */
        {"\xc0\xaf", "\"\\ufffd\\ufffd\""}, /* too long for what it says */
        {"\xe0\x9f\xbf", "\"\\ufffd\\ufffd\\ufffd\""},
        {"\xf0\x8f\xbf\xbf", "\"\\ufffd\\ufffd\\ufffd\\ufffd\""},
        {"\xe0\xa0\x80\xf0\x90\x80\x80", "\"\xe0\xa0\x80\xf0\x90\x80\x80\""}, /* just so long */
        {"\xed\xa0\x80", "\"\\ufffd\\ufffd\\ufffd\""},            /* half of a surrogate pair */
        {"\xf4\x90\x80\x80", "\"\\ufffd\\ufffd\\ufffd\\ufffd\""}, /* beyond U+10FFFF */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = written(cases[i][0]);
        ck_assert_str_eq(text, cases[i][1]);
        ck_assert(is_json(text));
        free(text);
    }
}
END_TEST

START_TEST(test_numbers_that_are_not_known_are_null)
{
    char *all = NULL;
    size_t size;
    struct json_writer json = {.out = open_memstream(&all, &size)};
    json_open(&json, '[');
    json_number(&json, true, 6, 12.5);
    json_number(&json, false, 6, 12.5);
    json_number(&json, true, 6, 0.0 / 0.0);
    json_number(&json, true, 17, 123456789012.0);
    json_bool(&json, false);
    json_close(&json, ']');
    fclose(json.out);
    ck_assert_str_eq(all, "\n[12.5,null,null,123456789012,false]");
    free(all);
}
END_TEST

START_TEST(test_a_summary)
{
    struct facts facts = {0};
    struct error err = {0};
    struct summary_row rows[2] = {{.arch = "i386", .workload = "fib", .engine = "kvm", .n = 3}};
    const struct summary summary = {.count = 2, .row = rows};
    char directory[] = "/tmp/json-XXXXXX", path[64], text[4000] = "", remove[80];
    rows[0].median_ns = 1500.5;
    strcpy(rows[0].note, "\"quoted\"");
    facts_set(&facts, "cpu", "%s", "a\\b");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    ck_assert_int_eq(summary_json_save(&summary, &facts, directory, &err), 0);
    snprintf(path, sizeof path, "%s/summary.json", directory);
    FILE *in = fopen(path, "r");
    ck_assert_ptr_nonnull(in);
    ck_assert_uint_gt(fread(text, 1, sizeof text - 1, in), 0);
    fclose(in);
    ck_assert_msg(is_json(text), "%s", text);
    ck_assert_ptr_nonnull(strstr(text, "\"cpu\":\"a\\\\b\""));
    ck_assert_ptr_nonnull(strstr(text, "\"median_ns\":1500.5"));
    ck_assert_ptr_nonnull(strstr(text, "\"speedup\":null"));
    snprintf(remove, sizeof remove, "rm -r %s", directory);
    ck_assert_int_eq(system(remove), 0);
    facts_free(&facts);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_parser_is_strict,
        test_strings,
        test_numbers_that_are_not_known_are_null,
        test_a_summary,
    };
    return RUN_TESTS("json", tests);
}
