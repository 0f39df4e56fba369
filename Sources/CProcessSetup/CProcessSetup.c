#define _GNU_SOURCE
#include "CProcessSetup.h"

#include <stdint.h>
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

void refrain_memory_set_up(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, 1 << 20);
    // With the first of these glibc leaves the others as they are, which are too small for a document and its structure.
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, 16 << 20);
}

#if defined(MADV_HUGEPAGE)
void refrain_memory_use_large_pages(void) {
    enum { LARGE = 2 << 20, STEP = 64 << 20, BLOCK = 128 << 10, BLOCKS = 64 };
    static uintptr_t first = 0, done = 0;
    if (first == 0) {
        first = ((uintptr_t)sbrk(0) + LARGE - 1) / LARGE * LARGE;
        done = first;
        mallopt(M_TOP_PAD, STEP);
        mallopt(M_TRIM_THRESHOLD, 4 * STEP);
        // Until the memory at hand is used up and the first step is taken.
        void *blocks[BLOCKS];
        void *before = sbrk(0);
        int count = 0;
        while (count < BLOCKS && sbrk(0) == before) { blocks[count++] = malloc(BLOCK); }
        while (count > 0) { free(blocks[--count]); }
    }
    uintptr_t end = (uintptr_t)sbrk(0) / LARGE * LARGE;
    if (end <= done) { return; }
    // What it answers does not matter: without large pages all goes on as before.
    (void)madvise((void *)first, end - first, MADV_HUGEPAGE);
    done = end;
}
#else
void refrain_memory_use_large_pages(void) {}
#endif
#else
void refrain_memory_set_up(void) {}
void refrain_memory_use_large_pages(void) {}
#endif
