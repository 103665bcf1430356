/* Images as files, flat ones in memory, and the bounds of that memory. */
#include "boot_fixture.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

START_TEST(flat_fits_exactly_or_not_at_all)
{
    size_t room = memory.size - 0x7c00;
    uint8_t *bytes = malloc(room + 1);
    memset(bytes, 0xf4, room + 1);
    struct image image = {"test.bin", IMAGE_FLAT, bytes, room};
    ck_assert_int_eq(boot_flat(&image, &memory, &state, &err), 0);
    ck_assert_uint_eq(state.entry, 0x7c00);
    ck_assert_uint_eq(memory.base[0x7bff], 0);
    ck_assert_uint_eq(memory.base[memory.size - 1], 0xf4);
    image.size = room + 1;
    ck_assert_int_eq(boot_flat(&image, &memory, &state, &err), -1);
    ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "from 0x7c00 in 2048 KiB of memory; use a larger -m"));
    free(bytes);
}
END_TEST

static void ck_word(uint64_t address, unsigned expected)
{
    uint8_t word[2];
    ck_assert_int_eq(memory_read(&memory, address, word, sizeof word), 0);
    ck_assert_uint_eq(word[0] | word[1] << 8, expected);
}

START_TEST(a_bios_would_have_left_two_words)
{
    struct image image = {"test.bin", IMAGE_FLAT, (uint8_t[]){0xf4}, 1};
    ck_assert_int_eq(boot_flat(&image, &memory, &state, &err), 0);
    ck_word(0x400, 0x3f8);
    ck_word(0x413, 639);
    memory_unmap(&memory);
    ck_assert_int_eq(memory_map(&memory, 256 << 10, &err), 0);
    ck_assert_int_eq(boot_flat(&image, &memory, &state, &err), 0);
    ck_word(0x413, 256);
}
END_TEST

START_TEST(memory_is_bounds_checked)
{
    uint8_t byte = 1;
    ck_assert_int_eq(memory_write(&memory, memory.size - 1, &byte, 1), 0);
    ck_assert_int_eq(memory_write(&memory, memory.size, &byte, 1), -1);
    ck_assert_int_eq(memory_write(&memory, UINT64_MAX, &byte, 2), -1);
    ck_assert_int_eq(memory_read(&memory, 1, &byte, UINT64_MAX), -1);
    ck_assert_int_eq(memory_read(&memory, memory.size, &byte, 0), 0);
    void *base = memory.base;
    memory_unmap(&memory);                                 /* and where there is none */
    ck_assert_int_eq(mincore(base, PAGE_SIZE, &byte), -1); /* mincore(2): nothing is mapped there */
    ck_assert_ptr_null(memory.base);
    ck_assert_int_eq(memory_write(&memory, 0, &byte, 1), -1);
    ck_assert_int_eq(memory_read(&memory, 0, &byte, 1), -1);
}
END_TEST

START_TEST(memory_that_cannot_be_is_refused)
{
    struct memory huge = {0};
    ck_assert_int_eq(memory_map(&huge, UINT64_C(1) << 60, &err), -1);
    ck_assert_int_eq(err.status, STATUS_OS_ERROR);
    ck_assert_ptr_nonnull(strstr(err.text, "cannot map 1125899906842624 KiB of guest memory"));
    ck_assert_ptr_null(huge.base);
    memory_unmap(&huge);
}
END_TEST

static int open_bytes(struct image *image, const void *bytes, size_t size)
{
    char path[] = "/tmp/kvm-vmm-test-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, bytes, size), (ssize_t)size);
    close(fd);
    err = (struct error){0};
    int result = image_open(image, path, &err);
    unlink(path);
    return result;
}

START_TEST(files_are_told_apart)
{
    struct image image;
    struct file file = good_file();
    ck_assert_int_eq(open_bytes(&image, &file, sizeof file), 0);
    ck_assert_int_eq(image.kind, IMAGE_MULTIBOOT);
    ck_assert_uint_eq(image.size, sizeof file);
    image_close(&image);
    ck_assert_int_eq(open_bytes(&image, "\x7f", 1), 0);
    ck_assert_int_eq(image.kind, IMAGE_FLAT);
    image_close(&image);
}
END_TEST

START_TEST(bad_files_are_refused)
{
    struct image image;
    ck_assert_int_eq(open_bytes(&image, "", 0), -1);
    ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
    err = (struct error){0};
    ck_assert_int_eq(image_open(&image, "/nonexistent/image", &err), -1);
    ck_assert_int_eq(err.status, STATUS_NO_FILE);
    ck_assert_str_eq(err.text, "no such image: /nonexistent/image; 'make' builds the guests");
    err = (struct error){0};
    ck_assert_int_eq(image_open(&image, "/", &err), -1);
    ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
}
END_TEST

/* It has a hole for all its bytes; nobody reads them. */
START_TEST(a_file_larger_than_any_memory_is_refused_unread)
{
    struct image image;
    char path[] = "/tmp/kvm-vmm-test-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(ftruncate(fd, (off_t)MEMORY_MAX + 1), 0);
    ck_assert_int_eq(image_open(&image, path, &err), -1);
    unlink(path);
    close(fd);
    ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "larger than any VM's memory"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        flat_fits_exactly_or_not_at_all,
        a_bios_would_have_left_two_words,
        memory_is_bounds_checked,
        memory_that_cannot_be_is_refused,
        files_are_told_apart,
        bad_files_are_refused,
        a_file_larger_than_any_memory_is_refused_unread,
    };
    return RUN_TESTS_BETWEEN("image", tests, setup, teardown);
}
