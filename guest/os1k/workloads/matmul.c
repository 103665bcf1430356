/*
 * The product of two 32 x 32 matrices of 32-bit integers, modulo 2^32, by the school method.
 *
 * Stresses: multiply and add, and loads from a first-level cache, in rows and in columns.
 * Size: how many products. Memory: three matrices, 12 KB.
 * Checksum: the antidiagonal of each product. Every element of product number p starts from p
 * instead of 0, so that no product is like another.
 */
#include "workloads/checksum.h"
#include "workloads/runs.h"

enum { N = 32 };

struct matrices {
    uint32_t left[N][N], right[N][N], product[N][N];
};

int matmul_prepare(const struct work *work)
{
    struct matrices *m = work->memory;
    uint32_t state = 1;
    for (unsigned i = 0; i < N; i++) {
        for (unsigned j = 0; j < N; j++) {
            m->left[i][j] = random_next(&state);
            m->right[i][j] = random_next(&state);
        }
    }
    return 0;
}

static void multiply(struct matrices *m, uint32_t start)
{
    for (unsigned i = 0; i < N; i++) {
        for (unsigned j = 0; j < N; j++) {
            uint32_t dot = start;
            for (unsigned k = 0; k < N; k++)
                dot += m->left[i][k] * m->right[k][j];
            m->product[i][j] = dot;
        }
    }
}

uint64_t matmul_run(const struct work *work)
{
    struct matrices *m = work->memory;
    uint64_t sum = CHECKSUM_START;
    for (uint32_t pass = 0; pass < work->size; pass++) {
        multiply(m, pass);
        for (unsigned i = 0; i < N; i++)
            sum = checksum_add(sum, m->product[i][N - 1 - i]);
    }
    return sum;
}
