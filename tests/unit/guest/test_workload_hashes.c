/*
 * The workloads that hash: CRC-32 against its definition, bit by bit; SHA-256 against the digests
 * that FIPS 180-4 publishes. The objects tested are those the x86_64 guest runs.
 */
#include "unit/run_tests.h"
#include "workload_host.h"
#include "workloads/sha256.h"

static uint32_t crc_bit_by_bit(uint32_t crc, uint8_t byte)
{
    for (unsigned bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ ((crc ^ byte >> bit) & 1 ? 0xedb88320 : 0);
    return crc;
}

START_TEST(crc32_agrees_with_the_definition)
{
    uint32_t crc = ~0u, size = size_of("crc32", _i);
    for (const char *digit = "123456789"; *digit != '\0'; digit++)
        crc = crc_bit_by_bit(crc, (uint8_t)*digit);
    ck_assert_uint_eq(~crc, 0xcbf43926);

    uint64_t sum = start;
    crc = ~0u;
    for (uint32_t pass = 0; pass < size; pass++) {
        for (uint32_t i = 0, state = 1; i < 4096; i++) {
            state = xorshift(state);
            crc = crc_bit_by_bit(crc, (uint8_t)state);
        }
        fold(&sum, ~crc);
    }
    ck_assert_uint_eq(run("crc32", size), sum);
}
END_TEST

/* The examples of FIPS 180-4: "abc", padded to one block, and the two blocks of "abcdbcde…". */
START_TEST(sha256_gives_the_published_digests)
{
    static const uint32_t abc[16] = {0x61626380, [15] = 24};
    static const uint32_t abc_digest[8] = {0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223,
                                           0xb00361a3, 0x96177a9c, 0xb410ff61, 0xf20015ad};
    static const uint32_t long_digest[8] = {0x248d6a61, 0xd20638b8, 0xe5c02693, 0x0c3e6039,
                                            0xa33ce459, 0x64ff2167, 0xf6ecedd4, 0x19db06c1};
    uint32_t hash[8], block[32] = {[14] = 0x80000000, [31] = 448};
    memcpy(hash, sha256_initial, sizeof hash);
    sha256_compress(hash, abc);
    ck_assert_mem_eq(hash, abc_digest, sizeof hash);

    for (uint32_t i = 0; i < 14; i++)
        block[i] = 0x61626364 + i * 0x01010101;
    memcpy(hash, sha256_initial, sizeof hash);
    sha256_compress(hash, block);
    sha256_compress(hash, block + 16);
    ck_assert_mem_eq(hash, long_digest, sizeof hash);
}
END_TEST

START_TEST(sha256_chains_its_blocks)
{
    uint32_t hash[8], block[16], size = size_of("sha256", _i);
    memcpy(hash, sha256_initial, sizeof hash);
    for (uint32_t b = 0; b < size; b++) {
        for (uint32_t i = 0; i < 16; i++)
            block[i] = b + i;
        sha256_compress(hash, block);
    }
    uint64_t sum = start;
    for (unsigned i = 0; i < 8; i += 2)
        fold(&sum, (uint64_t)hash[i] << 32 | hash[i + 1]);
    ck_assert_uint_eq(run("sha256", size), sum);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("workloads: hashes");
    TCase *tests = tcase_create("checksums");
    tcase_add_loop_test(tests, crc32_agrees_with_the_definition, 0, SIZES);
    tcase_add_test(tests, sha256_gives_the_published_digests);
    tcase_add_loop_test(tests, sha256_chains_its_blocks, 0, SIZES);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
