#include "CSQLiteSetup.h"

#include <sqlite3.h>

void refrain_sqlite_set_up(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
