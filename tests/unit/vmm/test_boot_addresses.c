/* The address fields of a Multiboot header: what is loaded by them, whatever the file; their lies.
 */
#include "boot_fixture.h"

#define HEADER_AT  0x120000U
#define LEADING    8U /* bytes in the file before the header that are loaded too */
#define ENTRY      (HEADER_AT + (uint32_t)sizeof(struct multiboot_header))
#define LOAD_END   (HEADER_AT - LEADING + (uint32_t)sizeof(struct plain))
#define FIELDS_END sizeof(struct multiboot_header)

/* A file without any format: some bytes, the header, the code. */
struct plain {
    uint8_t leading[LEADING];
    struct multiboot_header header;
    uint8_t code[CODE_SIZE];
};

static struct multiboot_header header_of(uint32_t load_addr, uint32_t load_end_addr)
{
    uint32_t flags = 3 | MULTIBOOT_ADDRESSES;
    return (struct multiboot_header){
        .magic = MULTIBOOT_HEADER_MAGIC,
        .flags = flags,
        .checksum = 0U - MULTIBOOT_HEADER_MAGIC - flags,
        .header_addr = HEADER_AT,
        .load_addr = load_addr,
        .load_end_addr = load_end_addr,
        .bss_end_addr = load_end_addr ? load_end_addr + BSS_SIZE : 0,
        .entry_addr = ENTRY,
    };
}

static struct plain plain_file(void)
{
    struct plain file = {.header = header_of(HEADER_AT - LEADING, LOAD_END)};
    memset(file.leading, 0x11, sizeof file.leading);
    memset(file.code, 0x90, sizeof file.code);
    return file;
}

START_TEST(addresses_replace_the_elf_header)
{
    struct file file = good_file();
    file.header = header_of(HEADER_AT, HEADER_AT + CODE_SIZE);
    file.elf.e_ident[EI_CLASS] = ELFCLASS64; /* which would be refused, if it counted */
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_uint_eq(state.entry, ENTRY);
    ck_assert_mem_eq(memory.base + HEADER_AT, &file.header, CODE_SIZE);
    ck_assert_uint_eq(memory.base[LOAD_AT], 0);
    ck_assert_uint_eq(state.eax, MULTIBOOT_BOOT_MAGIC);
    ck_assert_uint_eq(state.ebx, 0x9000);
}
END_TEST

START_TEST(a_file_of_no_format_is_loaded)
{
    struct plain file = plain_file();
    ck_assert_int_eq(image_kind((uint8_t *)&file, sizeof file), IMAGE_MULTIBOOT);
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_uint_eq(state.entry, ENTRY);
    ck_assert_mem_eq(memory.base + HEADER_AT - LEADING, &file, sizeof file);
    ck_assert_uint_eq(memory.base[LOAD_END], 0);
}
END_TEST

START_TEST(without_an_end_the_whole_file_is_loaded)
{
    struct plain file = plain_file();
    file.header = header_of(HEADER_AT - LEADING, 0);
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_mem_eq(memory.base + HEADER_AT - LEADING, &file, sizeof file);
    file.header.load_addr = HEADER_AT; /* and no more of it than that says */
    teardown();
    setup();
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_uint_eq(memory.base[HEADER_AT - 1], 0);
    ck_assert_uint_eq(memory.base[LOAD_END - 1], 0x90);
}
END_TEST

START_TEST(there_may_be_no_bss)
{
    struct plain file = plain_file();
    file.header.bss_end_addr = LOAD_END;
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_mem_eq(memory.base + HEADER_AT - LEADING, &file, sizeof file);
}
END_TEST

START_TEST(information_stays_clear_of_the_bss)
{
    struct plain file = plain_file();
    file.header.header_addr = 0x8000;
    file.header.load_addr = 0x8000 - LEADING;
    file.header.load_end_addr = 0;
    file.header.bss_end_addr = 0x9001;
    file.header.entry_addr = 0x8000 + FIELDS_END;
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_uint_eq(state.ebx, 0xa000);
}
END_TEST

static void ck_lie(struct plain file, const char *cause)
{
    ck_assert_int_eq(boot(&file, sizeof file, NULL), -1);
    ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
    ck_assert_msg(strstr(err.text, cause) != NULL, "'%s' does not say '%s'", err.text, cause);
}

/* Refuses a plain file whose header was changed in one place. */
#define CK_LIE(change, cause)                                                                      \
    do {                                                                                           \
        struct plain file = plain_file();                                                          \
        file.header.change;                                                                        \
        ck_lie(file, cause);                                                                       \
    } while (0)

START_TEST(lies_are_refused)
{
    CK_LIE(header_addr = HEADER_AT - LEADING - 1, "not in order");
    CK_LIE(header_addr = HEADER_AT + 1, "before the file");
    CK_LIE(header_addr = 0xffffffff, "before the file");
    CK_LIE(load_addr = 0, "before the file");
    CK_LIE(load_end_addr = HEADER_AT - LEADING - 1, "not in order");
    CK_LIE(load_end_addr = LOAD_END + 1, "cut off");
    CK_LIE(bss_end_addr = LOAD_END - 1, "not in order");
    CK_LIE(bss_end_addr = 0xffffffff, "larger -m");
    CK_LIE(bss_end_addr = (uint32_t)memory.size + 1, "larger -m");
    CK_LIE(entry_addr = HEADER_AT - LEADING - 1, "entry point");
    CK_LIE(entry_addr = LOAD_END + BSS_SIZE, "entry point");
}
END_TEST

START_TEST(addresses_at_the_end_of_4_gib_are_refused)
{
    struct plain file = plain_file();
    file.header.header_addr = 0xfffffff8;
    file.header.load_addr = 0xfffffff0;
    file.header.load_end_addr = file.header.bss_end_addr = 0;
    ck_lie(file, "larger -m");
    file.header.load_end_addr = 0x10; /* around the end */
    ck_lie(file, "not in order");
}
END_TEST

START_TEST(a_cut_header_is_none)
{
    struct plain file = plain_file();
    for (size_t size = 0; size < LEADING + FIELDS_END; size++) {
        uint8_t *copy = malloc(size + !size); /* exactly so long: a read beyond it is an error */
        memcpy(copy, &file, size);
        ck_assert_int_eq(image_kind(copy, size), IMAGE_FLAT);
        ck_assert_int_eq(boot(copy, size, NULL), -1);
        ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
        free(copy);
    }
}
END_TEST

START_TEST(a_header_without_addresses_makes_no_image)
{
    struct plain file = plain_file();
    file.header.flags = 3;
    file.header.checksum = 0U - MULTIBOOT_HEADER_MAGIC - 3;
    ck_assert_int_eq(image_kind((uint8_t *)&file, sizeof file), IMAGE_FLAT);
    ck_lie(file, "neither an ELF file");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        addresses_replace_the_elf_header,          a_file_of_no_format_is_loaded,
        without_an_end_the_whole_file_is_loaded,   there_may_be_no_bss,
        information_stays_clear_of_the_bss,        lies_are_refused,
        addresses_at_the_end_of_4_gib_are_refused, a_cut_header_is_none,
        a_header_without_addresses_makes_no_image,
    };
    return RUN_TESTS_BETWEEN("boot by addresses", tests, setup, teardown);
}
