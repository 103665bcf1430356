/* The compression function of SHA-256, on its own so that a test can hold it to known digests. */
#ifndef SHA256_H
#define SHA256_H

#include <stdint.h>

/** The initial hash value (FIPS 180-4, 5.3.3). */
extern const uint32_t sha256_initial[8];

/**
 * Takes one block into a hash value (FIPS 180-4, 6.2.2).
 * @param hash   the hash value so far; updated
 * @param block  16 words, already in the machine's own byte order
 */
void sha256_compress(uint32_t hash[8], const uint32_t block[16]);

#endif
