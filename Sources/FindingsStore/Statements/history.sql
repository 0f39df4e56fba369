-- Taking reviews back, in a copy that shows an earlier moment or before they are stored anew, and what a reanalysis keeps.

-- name: lineages_of_review
-- Those that observing the review may have changed.
SELECT DISTINCT file.lineage_id AS lineage, file.project_id AS project
FROM (
  SELECT file_id FROM review_file WHERE review_id = :review
  UNION
  SELECT file_id FROM finding WHERE review_id = :review
  UNION
  SELECT finding.file_id
  FROM review AS covering
  JOIN review AS earlier
    ON earlier.reviewer_id = covering.reviewer_id AND earlier.project_id = covering.project_id
  JOIN finding ON finding.review_id = earlier.id
  WHERE covering.id = :review AND covering.covers_project = 1
) AS touched
JOIN file ON file.id = touched.file_id;

-- name: all_lineages
SELECT DISTINCT lineage_id AS lineage, project_id AS project FROM file WHERE lineage_id IS NOT NULL ORDER BY lineage_id;

-- name: counts_of_review
SELECT
  branch_id, reviewed_at, issue_count, praise_count,
  (SELECT count(*) FROM review_file WHERE review_file.review_id = review.id) AS files
FROM review WHERE id = :review;

-- name: event_counts_of_review
SELECT branch_id, substr(at, 1, 10) AS day, kind, was, count(*) AS events
FROM issue_event WHERE review_id = :review
GROUP BY 1, 2, 3, 4;

-- name: subtract_from_finding_day
INSERT INTO finding_day (branch_id, day, category, severity, polarity, findings)
SELECT
  review.branch_id, substr(review.reviewed_at, 1, 10), finding.category, finding.severity, finding.polarity, -count(*)
FROM finding JOIN review ON review.id = finding.review_id
WHERE review.id = :review
GROUP BY finding.category, finding.severity, finding.polarity
ON CONFLICT (branch_id, day, category, severity, polarity) DO UPDATE SET findings = findings + excluded.findings;

-- name: delete_empty_finding_days
DELETE FROM finding_day WHERE findings <= 0;

-- name: erase_line_references
DELETE FROM line_reference WHERE finding_id IN (SELECT id FROM finding WHERE review_id = :review);

-- name: erase_finding_symbols
DELETE FROM finding_symbol WHERE finding_id IN (SELECT id FROM finding WHERE review_id = :review);

-- name: erase_finding_issues
DELETE FROM finding_issue WHERE finding_id IN (SELECT id FROM finding WHERE review_id = :review);

-- name: erase_members
DELETE FROM issue_member WHERE finding_id IN (SELECT id FROM finding WHERE review_id = :review);

-- name: erase_events
DELETE FROM issue_event WHERE review_id = :review;

-- name: erase_findings
DELETE FROM finding WHERE review_id = :review;

-- name: erase_review_files
DELETE FROM review_file WHERE review_id = :review;

-- name: erase_review
DELETE FROM review WHERE id = :review;

-- name: clear_lineage
UPDATE file SET last_reviewed_at = NULL, last_review = NULL WHERE id = :lineage;

-- name: reviews_after
SELECT review.id, review.uid, review.reviewed_at, reviewer.kind
FROM review JOIN reviewer ON reviewer.id = review.reviewer_id
WHERE review.ingested_at > :moment
ORDER BY review.reviewed_at, review.uid;

-- name: first_ingested
SELECT min(ingested_at) AS at FROM review;

-- name: newest_review_of_lineage
SELECT review.reviewed_at, review.uid
FROM file
JOIN review_file ON review_file.file_id = file.id
JOIN review ON review.id = review_file.review_id
WHERE file.lineage_id = :lineage
ORDER BY review.reviewed_at DESC, review.uid DESC
LIMIT 1;

-- name: lineages_taught_after
SELECT DISTINCT issue.lineage_id AS lineage, issue.project_id AS project
FROM triage JOIN issue ON issue.id = triage.issue_id
WHERE triage.decided_at > :moment AND triage.findings IS NOT NULL;

-- name: delete_decisions_after
DELETE FROM triage WHERE decided_at > :moment;

-- name: delete_baselines_after
DELETE FROM baseline WHERE decided_at > :moment;

-- name: delete_reanalyses_after
DELETE FROM reanalysis WHERE at > :moment;

-- name: delete_reanalysis_reviews_after
DELETE FROM reanalysis_review WHERE reanalysis_id IN (SELECT id FROM reanalysis WHERE at > :moment);

-- name: set_as_of
INSERT INTO as_of (at) VALUES (:moment);

-- name: reanalyses_after
SELECT reanalysis_review.review, reanalysis_review.was
FROM reanalysis JOIN reanalysis_review ON reanalysis_review.reanalysis_id = reanalysis.id
WHERE reanalysis.at > :moment
ORDER BY reanalysis.id DESC, reanalysis_review.review;

-- name: insert_reanalysis
INSERT INTO reanalysis (at, author, extractor_version, tracker_version, reviews, findings, moved)
VALUES (:at, :author, :extractor_version, :tracker_version, :reviews, :findings, :moved);

-- name: insert_reanalysis_review
INSERT INTO reanalysis_review (reanalysis_id, review, was) VALUES (:reanalysis, :review, :was);

-- name: assignments
-- Which issue each finding is tied to, and why.
SELECT
  review.uid AS review, finding.ordinal, issue.uid AS issue, finding.match_pass, finding.match_score,
  finding.match_runner_up, finding.match_runner_up_score,
  (
    SELECT group_concat(named.uid, ' ')
    FROM (
      SELECT further.uid
      FROM finding_issue JOIN issue AS further ON further.id = finding_issue.issue_id
      WHERE finding_issue.finding_id = finding.id
      ORDER BY further.uid
    ) AS named
  ) AS also
FROM finding
JOIN issue ON issue.id = finding.issue_id
JOIN review ON review.id = finding.review_id;

-- name: assignments_of_lineage
SELECT
  review.uid AS review, finding.ordinal, issue.uid AS issue, finding.match_pass, finding.match_score,
  finding.match_runner_up, finding.match_runner_up_score,
  (
    SELECT group_concat(named.uid, ' ')
    FROM (
      SELECT further.uid
      FROM finding_issue JOIN issue AS further ON further.id = finding_issue.issue_id
      WHERE finding_issue.finding_id = finding.id
      ORDER BY further.uid
    ) AS named
  ) AS also
FROM issue
JOIN finding ON finding.issue_id = issue.id
JOIN review ON review.id = finding.review_id
WHERE issue.lineage_id = :lineage;

-- name: anchored_decisions
SELECT id, finding_uid, value, findings FROM triage;

-- name: move_decision
UPDATE triage SET finding_uid = :finding, value = :value, findings = :findings WHERE id = :id;

-- name: count_issues
SELECT count(*) AS issues FROM issue WHERE EXISTS (SELECT 1 FROM issue_state WHERE issue_state.issue_id = issue.id);
