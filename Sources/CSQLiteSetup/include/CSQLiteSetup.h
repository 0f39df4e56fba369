// What SQLite is told once a process, before its first use, by functions that Swift cannot call.
#pragma once

/// Does without the count of memory in use, for which SQLite takes a lock at every allocation and which nobody asks for.
/// Without effect, and harmless, once SQLite is in use.
void refrain_sqlite_set_up(void);
