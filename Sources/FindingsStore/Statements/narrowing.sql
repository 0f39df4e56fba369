-- What a connection sees when it is narrowed to the issues of a search: temporary tables and views by the names of the
-- schema's own, which SQLite finds first. The file itself is not written to.

-- name: narrow_choose
CREATE TEMP TABLE chosen_issue (
  issue_id INTEGER NOT NULL,
  branch_id INTEGER NOT NULL,
  PRIMARY KEY (issue_id, branch_id)
) STRICT, WITHOUT ROWID;

-- name: narrow_issue
CREATE TEMP VIEW issue AS
SELECT * FROM main.issue WHERE id IN (SELECT issue_id FROM temp.chosen_issue);

-- name: narrow_finding
CREATE TEMP VIEW finding AS
SELECT told.*
FROM main.finding AS told
WHERE EXISTS (
    SELECT 1
    FROM temp.chosen_issue AS chosen
    WHERE chosen.issue_id = told.issue_id
      AND chosen.branch_id = (SELECT branch_id FROM main.review WHERE review.id = told.review_id)
  )
  OR EXISTS (
    SELECT 1
    FROM main.finding_issue AS further
    JOIN temp.chosen_issue AS chosen ON chosen.issue_id = further.issue_id
    WHERE further.finding_id = told.id
      AND chosen.branch_id = (SELECT branch_id FROM main.review WHERE review.id = told.review_id)
  );

-- Tables, not views, where queries name an index to go by.

-- name: narrow_state
CREATE TEMP TABLE issue_state AS
SELECT issue_state.*
FROM temp.chosen_issue AS chosen
JOIN main.issue_state ON issue_state.issue_id = chosen.issue_id AND issue_state.branch_id = chosen.branch_id;

-- name: narrow_event
CREATE TEMP TABLE issue_event AS
SELECT issue_event.*
FROM temp.chosen_issue AS chosen
JOIN main.issue_event ON issue_event.issue_id = chosen.issue_id AND issue_event.branch_id = chosen.branch_id;

-- name: narrow_index_state
CREATE INDEX temp.issue_state_key ON issue_state (issue_id, branch_id);

-- name: narrow_index_branch_state
CREATE INDEX temp.issue_state_on_branch_state ON issue_state (branch_id, state, severity DESC, last_seen DESC);

-- name: narrow_index_times_seen
CREATE INDEX temp.issue_state_on_branch_times_seen ON issue_state (branch_id, times_seen DESC, last_seen DESC);

-- name: narrow_index_reopened
CREATE INDEX temp.issue_state_on_reopened ON issue_state (branch_id, times_reopened DESC, last_seen DESC)
WHERE times_reopened > 0;

-- name: narrow_index_event
CREATE INDEX temp.issue_event_on_issue ON issue_event (issue_id, at);

-- name: narrow_index_branch_event
CREATE INDEX temp.issue_event_on_branch_at ON issue_event (branch_id, at, kind, issue_id);

-- Reviews and what they covered stay whole: they are what a rate is counted by.

-- name: narrow_days
CREATE TEMP TABLE branch_day AS
WITH
  moved AS (
    SELECT
      branch_id,
      substr(at, 1, 10) AS day,
      sum(kind = 'opened') AS opened,
      sum(kind = 'reopened') AS reopened,
      sum(kind = 'found') AS returned,
      sum(kind = 'missing') AS went_missing,
      sum(kind = 'resolved') AS resolved,
      sum(kind = 'resolved' AND was IS 'missing') AS resolved_missing
    FROM temp.issue_event
    GROUP BY 1, 2
  ),
  reported AS (
    SELECT branch_id, day, sum(findings) AS findings FROM temp.finding_day WHERE polarity = 'issue' GROUP BY 1, 2
  )
SELECT
  whole.branch_id AS branch_id,
  whole.day AS day,
  whole.reviews AS reviews,
  whole.file_reviews AS file_reviews,
  coalesce(reported.findings, 0) AS findings,
  0 AS praise,
  coalesce(moved.opened, 0) AS opened,
  coalesce(moved.reopened, 0) AS reopened,
  coalesce(moved.returned, 0) AS returned,
  coalesce(moved.went_missing, 0) AS went_missing,
  coalesce(moved.resolved, 0) AS resolved,
  coalesce(moved.resolved_missing, 0) AS resolved_missing
FROM main.branch_day AS whole
LEFT JOIN moved ON moved.branch_id = whole.branch_id AND moved.day = whole.day
LEFT JOIN reported ON reported.branch_id = whole.branch_id AND reported.day = whole.day;

-- name: narrow_finding_days
CREATE TEMP TABLE finding_day AS
SELECT
  review.branch_id AS branch_id,
  substr(review.reviewed_at, 1, 10) AS day,
  told.category AS category,
  told.severity AS severity,
  told.polarity AS polarity,
  count(*) AS findings
FROM (SELECT DISTINCT issue_id FROM temp.chosen_issue) AS chosen
CROSS JOIN main.finding AS told ON told.issue_id = chosen.issue_id
CROSS JOIN main.review ON review.id = told.review_id
WHERE EXISTS (
  SELECT 1 FROM temp.chosen_issue AS pair
  WHERE pair.issue_id = chosen.issue_id AND pair.branch_id = review.branch_id
)
GROUP BY 1, 2, 3, 4, 5;

-- The views of the schema, to be made again over these. Those that ask others come after them.
-- name: narrow_views
SELECT 'CREATE TEMP VIEW ' || substr(sql, 1 + length('CREATE VIEW ')) FROM main.sqlite_schema
WHERE type = 'view' AND name IN (
  'query_issue', 'query_step', 'query_fix', 'query_move',
  'findings', 'issues', 'line_references', 'events', 'patterns', 'coverage'
)
ORDER BY rowid;
