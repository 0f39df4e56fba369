// What the C library is told once a process, by functions that Swift cannot call.
#pragma once

/// Takes memory from one place and in larger steps, since one thread does nearly all of the work: glibc would give that
/// thread a place of its own, which grows page by page with a system call each. Without effect elsewhere.
void refrain_memory_set_up(void);
