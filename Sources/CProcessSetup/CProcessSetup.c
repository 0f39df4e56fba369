#include "CProcessSetup.h"

// Names the C library.
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

void refrain_memory_set_up(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, 1 << 20);
    // With the first of these glibc leaves the others as they are, which are too small for a document and its structure.
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, 16 << 20);
}
#else
void refrain_memory_set_up(void) {}
#endif
