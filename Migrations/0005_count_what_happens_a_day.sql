-- What trends read: the state that each event ended, and what happened on a branch in a day.
--
-- A trend over a year reads some hundreds of rows, however many findings and events there are.

-- The state before the event; NULL where there was none, at the first report.
ALTER TABLE issue_event ADD COLUMN was TEXT CHECK (was IN ('open', 'missing', 'resolved'));

UPDATE issue_event
SET was = earlier.state
FROM (
  SELECT
    id,
    lag(CASE WHEN kind IN ('missing', 'resolved') THEN kind ELSE 'open' END)
      OVER (PARTITION BY issue_id, branch_id ORDER BY at, id) AS state
  FROM issue_event
) AS earlier
WHERE earlier.id = issue_event.id AND earlier.state IS NOT NULL;

-- Kept by ingest; what a late review replays is taken out and put in anew. file_reviews: pairs of a review and a file that
-- it covered. findings: those that complain. resolved_missing: those of `resolved` that were missing before.
CREATE TABLE branch_day (
  branch_id INTEGER NOT NULL REFERENCES branch (id),
  day TEXT NOT NULL,
  reviews INTEGER NOT NULL DEFAULT 0,
  file_reviews INTEGER NOT NULL DEFAULT 0,
  findings INTEGER NOT NULL DEFAULT 0,
  praise INTEGER NOT NULL DEFAULT 0,
  opened INTEGER NOT NULL DEFAULT 0,
  reopened INTEGER NOT NULL DEFAULT 0,
  returned INTEGER NOT NULL DEFAULT 0,
  went_missing INTEGER NOT NULL DEFAULT 0,
  resolved INTEGER NOT NULL DEFAULT 0,
  resolved_missing INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (branch_id, day)
) STRICT, WITHOUT ROWID;

INSERT INTO branch_day (branch_id, day, reviews, file_reviews, findings, praise)
SELECT
  review.branch_id,
  substr(review.reviewed_at, 1, 10),
  count(*),
  sum((SELECT count(*) FROM review_file WHERE review_file.review_id = review.id)),
  sum(review.issue_count),
  sum(review.praise_count)
FROM review
GROUP BY 1, 2;

INSERT INTO branch_day (
  branch_id, day, opened, reopened, returned, went_missing, resolved, resolved_missing)
SELECT
  branch_id,
  substr(at, 1, 10),
  sum(kind = 'opened'),
  sum(kind = 'reopened'),
  sum(kind = 'found'),
  sum(kind = 'missing'),
  sum(kind = 'resolved'),
  sum(kind = 'resolved' AND was IS 'missing')
FROM issue_event
WHERE true
GROUP BY 1, 2
ON CONFLICT (branch_id, day) DO UPDATE
SET opened = excluded.opened, reopened = excluded.reopened, returned = excluded.returned,
  went_missing = excluded.went_missing, resolved = excluded.resolved, resolved_missing = excluded.resolved_missing;
