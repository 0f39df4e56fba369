// FindingsStore
