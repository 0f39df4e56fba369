// FindingsSQL
