/* The headers of a Multiboot file: where the search for one ends, and what they may not say. */
#include "boot_fixture.h"

START_TEST(header_lies_are_refused)
{
    struct file file = good_file();
    file.header.checksum++;
    ck_refused(&file, sizeof file, "checksum");
    file = good_file();
    file.header.flags |= 4; /* a video mode, please */
    file.header.checksum = 0U - file.header.magic - file.header.flags;
    ck_refused(&file, sizeof file, "flags 0x7");
}
END_TEST

/* Whether a header with these flags is found there, in a file that goes on behind the search. */
static bool is_found_at(size_t offset, uint32_t flags)
{
    uint8_t bytes[MULTIBOOT_SEARCH + sizeof(struct multiboot_header)] = {0};
    struct multiboot_header header = {.magic = MULTIBOOT_HEADER_MAGIC,
                                      .flags = flags,
                                      .checksum = 0U - MULTIBOOT_HEADER_MAGIC - flags};
    size_t at;
    memcpy(bytes + offset, &header, sizeof header);
    return multiboot_find_header(bytes, sizeof bytes, &header, &at) && at == offset;
}

START_TEST(header_lies_whole_within_the_search)
{
    size_t last = MULTIBOOT_SEARCH - offsetof(struct multiboot_header, header_addr);
    ck_assert(is_found_at(last, 3));
    ck_assert(!is_found_at(last + 4, 3));
    ck_assert(!is_found_at(last - 1, 3)); /* not at a multiple of 4 */
    last = MULTIBOOT_SEARCH - sizeof(struct multiboot_header);
    ck_assert(is_found_at(last, 3 | MULTIBOOT_ADDRESSES));
    ck_assert(!is_found_at(last + 4, 3 | MULTIBOOT_ADDRESSES));
}
END_TEST

START_TEST(elf_header_that_is_cut_off_is_refused)
{
    struct file file = good_file(), cut = {0};
    memcpy(&cut, ELFMAG, SELFMAG);
    memcpy((uint8_t *)&cut + SELFMAG, &file.header, sizeof file.header);
    ck_refused(&cut, sizeof(Elf32_Ehdr) - 1, "ELF header is cut off");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        header_lies_are_refused,
        header_lies_whole_within_the_search,
        elf_header_that_is_cut_off_is_refused,
    };
    return RUN_TESTS_BETWEEN("boot header", tests, setup, teardown);
}
