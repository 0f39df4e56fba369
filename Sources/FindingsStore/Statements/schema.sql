-- What the schema itself is asked.

-- name: schema_columns
SELECT listed.name AS name, listed.type AS kind, info.name AS column, nullif(info.type, '') AS type
FROM sqlite_schema AS listed
JOIN pragma_table_info(listed.name) AS info
WHERE listed.type = 'view'
  OR (:tables AND listed.type = 'table' AND listed.name NOT LIKE 'sqlite_%' AND listed.name NOT LIKE 'wording_search_%')
ORDER BY listed.type = 'table', listed.rowid, info.cid;
