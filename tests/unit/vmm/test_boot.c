/* The Multiboot loader: what it leaves in memory, and every lie that a file can tell. */
#include "boot/segments.h"
#include "boot_fixture.h"

/* Adds a second segment, of the same bytes; its header goes where the gap begins. */
static struct file file_with_two(Elf32_Phdr second)
{
    struct file file = good_file();
    file.elf.e_phnum = 2;
    memcpy(file.gap, &second, sizeof second);
    return file;
}

START_TEST(multiboot_loads_segments_and_information)
{
    struct file file = good_file();
    struct multiboot_info info;
    struct multiboot_map map[3];
    char text[64];
    ck_assert_int_eq(boot(&file, sizeof file, "run=1 tick=100"), 0);
    ck_assert_uint_eq(state.entry, file.elf.e_entry);
    ck_assert_uint_eq(state.eax, MULTIBOOT_BOOT_MAGIC);
    ck_assert_mem_eq(memory.base + LOAD_AT, &file.header, CODE_SIZE);
    ck_assert_int_eq(memory_read(&memory, state.ebx, &info, sizeof info), 0);
    ck_assert_uint_eq(info.flags, 1 << 0 | 1 << 2 | 1 << 6 | 1 << 9); /* what is in it: 3.3 */
    ck_assert_int_eq(memory_read(&memory, info.boot_loader_name, text, sizeof text), 0);
    ck_assert_str_eq(text, "kvm-vmm");
    ck_assert_uint_eq(info.mem_lower, 639);
    ck_assert_uint_eq(info.mem_upper, 1024);
    ck_assert_int_eq(memory_read(&memory, info.cmdline, text, sizeof text), 0);
    ck_assert_str_eq(text, "test.elf run=1 tick=100");
    ck_assert_uint_eq(info.mmap_length, sizeof map);
    ck_assert_int_eq(memory_read(&memory, info.mmap_addr, map, sizeof map), 0);
    ck_assert_uint_eq(map[0].address, 0);
    ck_assert_uint_eq(map[0].length, 0x9fc00);
    ck_assert_uint_eq(map[1].type, 2);
    ck_assert_uint_eq(map[2].address, 0x100000);
    ck_assert_uint_eq(map[2].length, 0x100000);
    ck_assert_uint_eq(map[2].type, 1);
    ck_assert_uint_eq(map[2].size, 20);
}
END_TEST

START_TEST(information_gives_way_to_a_segment_in_low_memory)
{
    struct file file = good_file();
    file.segment.p_paddr = 0x9000;
    file.elf.e_entry = 0x900c;
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_uint_eq(state.ebx, 0xb000); /* the page after 0x9000 + 64 + 4096 */
    ck_assert_mem_eq(memory.base + 0x9000, &file.header, CODE_SIZE);
}
END_TEST

/* The highest of all is not the last in the file. */
START_TEST(information_goes_above_all_segments)
{
    Elf32_Phdr second = good_file().segment;
    second.p_paddr = 0x9000;
    struct file file = file_with_two(second);
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_uint_eq(state.ebx, 0x102000); /* the page after LOAD_AT + 64 + 4096 */
}
END_TEST

START_TEST(bios_data_gives_way_to_a_segment)
{
    struct file file = good_file();
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_mem_eq(memory.base + 0x400, "\xf8\x03", 2);
    ck_assert_mem_eq(memory.base + 0x413, "\x7f\x02", 2); /* 639 KiB */
    memory_unmap(&memory);
    setup();
    file.segment.p_paddr = 0x4ff;
    file.elf.e_entry = 0x4ff;
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_uint_eq(memory.base[0x400], 0);
}
END_TEST

START_TEST(every_cut_is_refused)
{
    struct file file = good_file();
    for (size_t size = 4; size < sizeof file; size++) {
        struct file *copy = malloc(size); /* exactly so long: a read beyond it is an error */
        memcpy(copy, &file, size);
        ck_assert_int_eq(boot(copy, size, NULL), -1);
        ck_assert_int_eq(err.status, STATUS_BAD_IMAGE);
        free(copy);
    }
}
END_TEST

START_TEST(lies_are_refused)
{
    struct file file = good_file();
    file.elf.e_ident[EI_CLASS] = ELFCLASS64;
    ck_refused(&file, sizeof file, "objcopy");
    file = good_file();
    file.elf.e_ident[EI_CLASS] = ELFCLASSNONE;
    ck_refused(&file, sizeof file, "neither 32-bit nor 64-bit");
    file = good_file();
    file.elf.e_machine = EM_ARM;
    ck_refused(&file, sizeof file, "x86");
    file = good_file();
    file.elf.e_type = ET_REL;
    ck_refused(&file, sizeof file, "executable");
    file = good_file();
    file.elf.e_phnum = 0;
    ck_refused(&file, sizeof file, "no program headers");
    file = good_file();
    file.elf.e_phnum = 0xffff;
    ck_refused(&file, sizeof file, "cut off");
    file = good_file();
    file.elf.e_phoff = 0xfffffff0;
    ck_refused(&file, sizeof file, "cut off");
    file = good_file();
    file.segment.p_offset = 0xffffffff;
    ck_refused(&file, sizeof file, "cut off");
    file = good_file();
    file.segment.p_filesz = file.segment.p_memsz + 1;
    ck_refused(&file, sizeof file, "larger in the file");
    file = good_file();
    file.segment.p_paddr = 0xfffff000;
    ck_refused(&file, sizeof file, "larger -m");
    file = good_file();
    file.segment.p_memsz = 0xffffffff;
    ck_refused(&file, sizeof file, "up to 0x1000fffff, the VM has 2048 KiB; use a larger -m");
    file = good_file();
    file.elf.e_entry = 0x10;
    ck_refused(&file, sizeof file, "entry point");
}
END_TEST

START_TEST(overlapping_segments_are_refused)
{
    Elf32_Phdr second = good_file().segment;
    second.p_paddr += second.p_memsz; /* side by side they are well */
    struct file file = file_with_two(second);
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    ck_assert_mem_eq(memory.base + second.p_paddr, &file.header, CODE_SIZE);
    second.p_paddr--; /* its bytes would be in the bss of the first */
    file = file_with_two(second);
    ck_refused(&file, sizeof file, "overlap");
    second.p_paddr = LOAD_AT - second.p_memsz + 1; /* its bss would wipe the bytes of the first */
    file = file_with_two(second);
    ck_refused(&file, sizeof file, "overlap");
    second.p_paddr = LOAD_AT + 1;
    second.p_filesz = second.p_memsz = 0; /* nothing overlaps nothing */
    file = file_with_two(second);
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    memcpy(file.gap, &file.segment, sizeof second); /* in the other order as well */
    file.segment = second;
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
}
END_TEST

START_TEST(too_many_segments_are_refused)
{
    struct file file = good_file();
    Elf32_Phdr many[SEGMENTS_MAX];
    for (unsigned i = 0; i < SEGMENTS_MAX; i++) {
        many[i] = file.segment;
        many[i].p_paddr += (i + 1) * many[i].p_memsz;
    }
    memcpy(file.gap, many, sizeof many);
    file.elf.e_phnum = SEGMENTS_MAX;
    ck_assert_int_eq(boot(&file, sizeof file, NULL), 0);
    file.elf.e_phnum++;
    ck_refused(&file, sizeof file, "more than 64 segments");
}
END_TEST

START_TEST(no_room_for_information)
{
    struct file file = good_file();
    file.segment.p_paddr = 0x9000;
    file.segment.p_memsz = (uint32_t)memory.size - 0x9000;
    file.elf.e_entry = 0x900c;
    ck_refused(&file, sizeof file, "larger -m");
}
END_TEST

START_TEST(command_line_has_a_limit)
{
    struct file file = good_file();
    char *longest = malloc(MULTIBOOT_CMDLINE_MAX);
    size_t room = MULTIBOOT_CMDLINE_MAX - 1 - strlen("test.elf ");
    memset(longest, 'x', room);
    longest[room] = '\0';
    ck_assert_int_eq(boot(&file, sizeof file, longest), 0);
    longest[room] = 'x';
    longest[room + 1] = '\0';
    ck_assert_int_eq(boot(&file, sizeof file, longest), -1);
    ck_assert_int_eq(err.status, STATUS_USAGE);
    ck_assert_str_eq(err.text, "the command line is too long: 2047 bytes at most");
    free(longest);
}
END_TEST

START_TEST(small_machines_have_small_maps)
{
    struct multiboot_block block;
    ck_assert_int_eq(multiboot_describe(&block, "k", NULL, 256 << 10), 0);
    ck_assert_uint_eq(block.info.mem_lower, 256);
    ck_assert_uint_eq(block.info.mem_upper, 0);
    ck_assert_uint_eq(block.info.mmap_length, sizeof block.map[0]);
    ck_assert_uint_eq(block.map[0].length, 256 << 10);
    ck_assert_str_eq(block.cmdline, "k");
    ck_assert_int_eq(multiboot_describe(&block, "k", NULL, 1 << 20), 0); /* none above the ROMs */
    ck_assert_uint_eq(block.info.mem_upper, 0);
    ck_assert_uint_eq(block.info.mmap_length, 2 * sizeof block.map[0]);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        multiboot_loads_segments_and_information,
        information_gives_way_to_a_segment_in_low_memory,
        information_goes_above_all_segments,
        bios_data_gives_way_to_a_segment,
        every_cut_is_refused,
        lies_are_refused,
        overlapping_segments_are_refused,
        too_many_segments_are_refused,
        no_room_for_information,
        command_line_has_a_limit,
        small_machines_have_small_maps,
    };
    return RUN_TESTS_BETWEEN("boot", tests, setup, teardown);
}
