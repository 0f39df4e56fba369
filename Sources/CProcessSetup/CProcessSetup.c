#include "CProcessSetup.h"

#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

void refrain_memory_set_up(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, 1 << 20);
}
#else
void refrain_memory_set_up(void) {}
#endif
