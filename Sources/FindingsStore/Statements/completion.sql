-- What a shell offers for a word that was begun. :pattern is its beginning as a GLOB.

-- name: complete_category
SELECT id FROM category WHERE id GLOB :pattern ORDER BY id LIMIT :limit;

-- name: complete_group
SELECT DISTINCT family FROM category WHERE family GLOB :pattern ORDER BY family LIMIT :limit;

-- name: complete_path
SELECT DISTINCT path FROM file WHERE path GLOB :pattern ORDER BY path LIMIT :limit;

-- name: complete_reviewer
SELECT DISTINCT name FROM reviewer WHERE name GLOB :pattern ORDER BY name LIMIT :limit;

-- name: complete_branch
SELECT DISTINCT name FROM branch WHERE name GLOB :pattern ORDER BY name LIMIT :limit;

-- name: complete_project
SELECT name FROM project WHERE name GLOB :pattern ORDER BY name LIMIT :limit;

-- name: complete_symbol
SELECT name FROM symbol WHERE name GLOB :pattern ORDER BY name LIMIT :limit;

-- name: complete_issue
-- Those that were seen last are those that one speaks of.
SELECT DISTINCT issue.uid
FROM (SELECT issue_id, last_seen FROM issue_state WHERE state <> 'resolved' ORDER BY last_seen DESC LIMIT :scanned) AS live
JOIN issue ON issue.id = live.issue_id
WHERE issue.uid GLOB :pattern
LIMIT :limit;

-- name: complete_issue_begun
SELECT uid FROM issue WHERE uid GLOB :pattern ORDER BY uid LIMIT :limit;

-- name: complete_review
SELECT uid FROM (SELECT uid FROM review ORDER BY reviewed_at DESC, uid DESC LIMIT :limit) WHERE uid GLOB :pattern;

-- name: complete_review_begun
SELECT uid FROM review WHERE uid GLOB :pattern ORDER BY uid LIMIT :limit;
