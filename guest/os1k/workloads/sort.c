/*
 * Quicksort of 2,048 numbers that look random.
 *
 * Stresses: branches nobody can predict, and swaps within a first-level cache.
 * Size: how many arrays are filled and sorted, each from its own seed. Memory: the array, 8 KB.
 * Checksum: of each array the sum of key times place, modulo 2^32, which only the right order has.
 */
#include "workloads/checksum.h"
#include "workloads/runs.h"

/* Hoare's partition: returns a place `cut` with every key below it <= every key from it on. */
static uint32_t partition(uint32_t *key, uint32_t count)
{
    uint32_t pivot = key[count / 2];
    uint32_t low = 0, high = count - 1;
    for (;;) {
        while (key[low] < pivot)
            low++;
        while (key[high] > pivot)
            high--;
        if (low >= high)
            return low;
        uint32_t swapped = key[low];
        key[low++] = key[high];
        key[high--] = swapped;
    }
}

/* Recurses into the smaller part only, so the stack stays within log2(count) frames. */
static void quicksort(uint32_t *key, uint32_t count)
{
    while (count > 1) {
        uint32_t cut = partition(key, count);
        if (cut < count - cut) {
            quicksort(key, cut);
            key += cut;
            count -= cut;
        } else {
            quicksort(key + cut, count - cut);
            count = cut;
        }
    }
}

uint64_t sort_run(const struct work *work)
{
    uint32_t *key = work->memory;
    uint32_t count = work->bytes / sizeof *key;
    uint64_t sum = CHECKSUM_START;
    for (uint32_t pass = 0; pass < work->size; pass++) {
        uint32_t state = pass + 1, weighted = 0;
        for (uint32_t i = 0; i < count; i++)
            key[i] = random_next(&state);
        quicksort(key, count);
        for (uint32_t i = 0; i < count; i++)
            weighted += key[i] * i;
        sum = checksum_add(sum, weighted);
    }
    return sum;
}
