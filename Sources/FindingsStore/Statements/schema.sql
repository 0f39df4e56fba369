-- What the schema itself is asked.

-- name: schema_columns
SELECT listed.name AS name, listed.type AS kind, info.name AS column, nullif(info.type, '') AS type
FROM sqlite_schema AS listed
JOIN pragma_table_info(listed.name) AS info
WHERE (listed.type = 'view' AND listed.name NOT LIKE 'query\_%' ESCAPE '\')
  OR (:tables AND listed.type = 'table' AND listed.name NOT LIKE 'sqlite_%' AND listed.name NOT LIKE 'wording_search_%')
ORDER BY
  listed.type = 'table',
  -- The views in the order of the reference, whichever migration made them last.
  coalesce(
    nullif(instr('findings issues reviews line_references events patterns coverage', listed.name), 0) * (listed.type = 'view'),
    1000),
  listed.rowid, info.cid;

-- name: schema_objects
-- How much stands in the file, whoever made it.
SELECT count(*) FROM sqlite_schema

-- name: declare_wording_search
SELECT 1 FROM wording_search LIMIT 0

-- name: declare_json_each
SELECT 1 FROM json_each('[]') LIMIT 0

-- name: declare_json_tree
SELECT 1 FROM json_tree('[]') LIMIT 0
