/*
 * The SHA-256 compression function (FIPS 180-4), block upon block.
 *
 * Stresses: 32-bit rotates, adds and logic over more values than there are registers.
 * Size: how many blocks of 64 bytes are taken in.
 * Checksum: the hash value after the last block, two words at a time. Word i of block b is b + i.
 */
#include "workloads/sha256.h"

#include "workloads/checksum.h"
#include "workloads/runs.h"

const uint32_t sha256_initial[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

/* The fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
static const uint32_t round_constant[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t rotate(uint32_t x, unsigned by)
{
    return x >> by | x << (32 - by);
}

static void make_schedule(uint32_t schedule[64], const uint32_t block[16])
{
    for (unsigned i = 0; i < 16; i++)
        schedule[i] = block[i];
    for (unsigned i = 16; i < 64; i++) {
        uint32_t near = schedule[i - 2], far = schedule[i - 15];
        schedule[i] = schedule[i - 16] + schedule[i - 7] +
                      (rotate(far, 7) ^ rotate(far, 18) ^ far >> 3) +
                      (rotate(near, 17) ^ rotate(near, 19) ^ near >> 10);
    }
}

void sha256_compress(uint32_t hash[8], const uint32_t block[16])
{
    uint32_t schedule[64];
    uint32_t a = hash[0], b = hash[1], c = hash[2], d = hash[3];
    uint32_t e = hash[4], f = hash[5], g = hash[6], h = hash[7];
    make_schedule(schedule, block);
    for (unsigned i = 0; i < 64; i++) {
        uint32_t in = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) +
                      round_constant[i] + schedule[i];
        uint32_t mix =
            (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + in;
        d = c, c = b, b = a, a = in + mix;
    }
    hash[0] += a, hash[1] += b, hash[2] += c, hash[3] += d;
    hash[4] += e, hash[5] += f, hash[6] += g, hash[7] += h;
}

uint64_t sha256_run(const struct work *work)
{
    uint32_t hash[8], block[16];
    uint64_t sum = CHECKSUM_START;
    for (unsigned i = 0; i < 8; i++)
        hash[i] = sha256_initial[i];
    for (uint32_t pass = 0; pass < work->size; pass++) {
        for (uint32_t i = 0; i < 16; i++)
            block[i] = pass + i;
        sha256_compress(hash, block);
    }
    for (unsigned i = 0; i < 8; i += 2)
        sum = checksum_add(sum, (uint64_t)hash[i] << 32 | hash[i + 1]);
    return sum;
}
