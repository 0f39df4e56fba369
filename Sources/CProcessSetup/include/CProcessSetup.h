// What the C library is told once a process, by functions that Swift cannot call.
#pragma once

/// Takes memory from one place and in larger steps, since one thread does nearly all of the work: glibc would give that
/// thread a place of its own, which grows page by page with a system call each. Without effect elsewhere.
void refrain_memory_set_up(void);

/// Asks for large pages for all that was allocated and will be soon, where the system gives them to who asks: work that
/// goes through much memory, again and again, spends a tenth of its time in looking up where the pages are. To be called
/// again when more was allocated. Without effect elsewhere.
void refrain_memory_use_large_pages(void);
