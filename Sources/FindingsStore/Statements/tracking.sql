-- What tracking reads and writes: the issues of a lineage, and its whole history when it is replayed.

-- name: issues_of_lineage
SELECT id, uid, title, category FROM issue WHERE lineage_id = :lineage ORDER BY id;

-- name: states_of_lineage
SELECT
  issue.uid AS issue, branch.name AS branch, issue_state.state, issue_state.severity, issue_state.first_review,
  issue_state.first_seen, issue_state.last_review, issue_state.last_seen, issue_state.times_seen,
  issue_state.reviews_in_scope, issue_state.missed_in_a_row, issue_state.times_reopened, issue_state.since,
  issue_state.reviewers
FROM issue
JOIN issue_state ON issue_state.issue_id = issue.id
JOIN branch ON branch.id = issue_state.branch_id
WHERE issue.lineage_id = :lineage;

-- name: members_of_lineage
-- With a limit, without those of issues that matching does not look at: resolved on all branches, told by no rule of a tool,
-- and not among so many that were seen last. A long past costs the next review nothing.
WITH settled AS (
  SELECT issue.id, issue.uid, max(issue_state.last_seen) AS last_seen
  FROM issue JOIN issue_state ON issue_state.issue_id = issue.id
  WHERE issue.lineage_id = :lineage
  GROUP BY issue.id
  HAVING max(issue_state.state <> 'resolved') = 0
    AND NOT EXISTS (
      SELECT 1
      FROM issue_member JOIN finding ON finding.id = issue_member.finding_id
      WHERE issue_member.issue_id = issue.id AND (finding.rule IS NOT NULL OR finding.fingerprint IS NOT NULL)
    )
), past AS (
  SELECT id FROM settled ORDER BY last_seen DESC, uid DESC LIMIT -1 OFFSET :limit
)
SELECT
  issue.uid AS issue, finding.id AS finding, finding.ordinal, finding.polarity, finding.severity, finding.category,
  finding.confidence, finding.category_scores, finding.rule, finding.fingerprint, wording.title, wording.body,
  wording.suggestion, review.uid AS review,
  review.reviewed_at, review.commit_sha, reviewer.name AS reviewer, reviewer.kind
FROM issue
JOIN issue_member ON issue_member.issue_id = issue.id
JOIN finding ON finding.id = issue_member.finding_id
JOIN wording ON wording.id = finding.wording_id
JOIN review ON review.id = finding.review_id
JOIN reviewer ON reviewer.id = review.reviewer_id
WHERE issue.lineage_id = :lineage AND (:limit IS NULL OR issue.id NOT IN (SELECT id FROM past))
ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal DESC;

-- name: lines_of_finding
SELECT first_line, last_line FROM query_place WHERE finding_id = :finding AND file_id IS NULL ORDER BY position;

-- name: symbols_of_finding
SELECT symbol.name
FROM finding_symbol JOIN symbol ON symbol.id = finding_symbol.symbol_id
WHERE finding_symbol.finding_id = :finding
ORDER BY symbol.name;

-- name: reviews_of_lineage
SELECT
  review.id, review.uid, review.reviewed_at, branch.name AS branch, reviewer.name AS reviewer, reviewer.kind,
  review.commit_sha, max(seen.covers_file) AS covers_file, max(seen.file_id) AS file_id
FROM (
  SELECT review_file.review_id, 1 AS covers_file, file.id AS file_id
  FROM file JOIN review_file ON review_file.file_id = file.id
  WHERE file.lineage_id = :lineage
  UNION
  SELECT finding.review_id, 0, NULL
  FROM file JOIN finding ON finding.file_id = file.id
  WHERE file.lineage_id = :lineage
  UNION
  SELECT covering.id, 1, NULL
  FROM review AS covering
  WHERE covering.covers_project = 1
    AND covering.project_id = (SELECT project_id FROM file WHERE id = :lineage)
    AND covering.reviewer_id IN (
      SELECT earlier.reviewer_id
      FROM file
      JOIN finding ON finding.file_id = file.id
      JOIN review AS earlier ON earlier.id = finding.review_id
      WHERE file.lineage_id = :lineage)
) AS seen
JOIN review ON review.id = seen.review_id
JOIN branch ON branch.id = review.branch_id
JOIN reviewer ON reviewer.id = review.reviewer_id
GROUP BY review.id
ORDER BY review.reviewed_at, review.uid;

-- name: prose_reviews_of_lineage
-- How many reviews by people and language models there are beside this one, counted up to the limit.
SELECT count(*)
FROM (
  SELECT DISTINCT review_file.review_id
  FROM file
  JOIN review_file ON review_file.file_id = file.id
  JOIN review ON review.id = review_file.review_id
  JOIN reviewer ON reviewer.id = review.reviewer_id
  WHERE file.lineage_id = :lineage AND review.id <> :review AND reviewer.kind <> 'tool'
  LIMIT :limit
);

-- name: findings_of_lineage
SELECT
  finding.id AS finding, finding.review_id, finding.ordinal, finding.polarity, finding.severity, finding.category,
  finding.confidence, finding.category_scores, finding.rule, finding.fingerprint, wording.title, wording.body,
  wording.suggestion, finding.file_id,
  review.uid AS review, review.reviewed_at, reviewer.name AS reviewer, reviewer.kind
FROM file
JOIN finding ON finding.file_id = file.id
JOIN wording ON wording.id = finding.wording_id
JOIN review ON review.id = finding.review_id
JOIN reviewer ON reviewer.id = review.reviewer_id
WHERE file.lineage_id = :lineage
ORDER BY finding.review_id, finding.ordinal;

-- name: findings_of_review_in_lineage
-- By the file, never by the review: a large one has findings in thousands of files, and each is asked for.
SELECT
  finding.id AS finding, finding.ordinal, finding.polarity, finding.severity, finding.category, finding.confidence,
  finding.category_scores, finding.rule, finding.fingerprint, wording.title, wording.body, wording.suggestion,
  review.uid AS review
FROM file
CROSS JOIN finding INDEXED BY finding_on_file ON finding.file_id = file.id AND finding.review_id = :review
JOIN wording ON wording.id = finding.wording_id
JOIN review ON review.id = finding.review_id
WHERE file.lineage_id = :lineage
ORDER BY finding.ordinal;

-- name: lines_of_review_in_lineage
SELECT query_place.finding_id, query_place.first_line, query_place.last_line
FROM file
CROSS JOIN finding INDEXED BY finding_on_file ON finding.file_id = file.id AND finding.review_id = :review
JOIN query_place ON query_place.finding_id = finding.id
WHERE file.lineage_id = :lineage AND query_place.file_id IS NULL
ORDER BY query_place.finding_id, query_place.position;

-- name: symbols_of_review_in_lineage
SELECT finding_symbol.finding_id, symbol.name
FROM file
CROSS JOIN finding INDEXED BY finding_on_file ON finding.file_id = file.id AND finding.review_id = :review
JOIN finding_symbol ON finding_symbol.finding_id = finding.id
JOIN symbol ON symbol.id = finding_symbol.symbol_id
WHERE file.lineage_id = :lineage
ORDER BY finding_symbol.finding_id, symbol.name;

-- name: lineages_with_live_issues_of_reviewer
SELECT DISTINCT issue.lineage_id
FROM issue_state
JOIN issue ON issue.id = issue_state.issue_id
WHERE issue_state.branch_id = :branch AND issue_state.state <> 'resolved'
  AND EXISTS (SELECT 1 FROM json_each(issue_state.reviewers) WHERE value = :reviewer);

-- name: insert_issue
INSERT INTO issue (uid, project_id, lineage_id, file_id, category, title)
VALUES (:uid, :project, :lineage, :file, :category, :title);

-- name: update_issue
UPDATE issue SET category = :category, title = :title WHERE id = :issue;

-- name: find_issue
SELECT id FROM issue WHERE uid = :uid;

-- name: insert_state
INSERT INTO issue_state (
  issue_id, branch_id, state, severity, first_review, first_seen, last_review, last_seen, times_seen,
  reviews_in_scope, missed_in_a_row, times_reopened, since, reviewers)
VALUES (
  :issue, :branch, :state, :severity, :first_review, :first_seen, :last_review, :last_seen, :times_seen,
  :reviews_in_scope, :missed_in_a_row, :times_reopened, :since, :reviewers);

-- name: update_state
-- What a review changes of a state. No upsert: that, and a column with a foreign key, would make SQLite open a statement
-- journal, and the full-text index write out all that it holds back.
UPDATE issue_state
SET state = :state, last_review = :last_review, last_seen = :last_seen, times_seen = :times_seen,
  reviews_in_scope = :reviews_in_scope, missed_in_a_row = :missed_in_a_row, times_reopened = :times_reopened,
  since = :since, reviewers = :reviewers
WHERE issue_id = :issue AND branch_id = :branch;

-- name: set_state_severity
UPDATE issue_state SET severity = :severity WHERE issue_id = :issue AND branch_id = :branch;

-- name: insert_event
INSERT OR FAIL INTO issue_event (issue_id, branch_id, kind, was, review_id, at, reason, tracker_version)
VALUES (:issue, :branch, :kind, :was, :review, :at, :reason, :tracker_version);

-- name: insert_member
INSERT INTO issue_member (issue_id, finding_id) VALUES (:issue, :finding) ON CONFLICT DO NOTHING;

-- name: delete_member
DELETE FROM issue_member WHERE issue_id = :issue AND finding_id = :finding;

-- name: insert_finding_issue
INSERT INTO finding_issue (finding_id, issue_id) VALUES (:finding, :issue) ON CONFLICT DO NOTHING;

-- name: assign_finding
UPDATE finding
SET issue_id = :issue, match_pass = :match_pass, match_score = :match_score, match_runner_up = :match_runner_up,
  match_runner_up_score = :match_runner_up_score
WHERE id = :finding;

-- name: forget_assignments
UPDATE finding
SET issue_id = NULL, match_pass = NULL, match_score = NULL, match_runner_up = NULL, match_runner_up_score = NULL
WHERE file_id IN (SELECT id FROM file WHERE lineage_id = :lineage);

-- name: forget_merged
DELETE FROM finding_issue WHERE issue_id IN (SELECT id FROM issue WHERE lineage_id = :lineage);

-- name: event_counts_of_lineage
SELECT issue_event.branch_id, substr(issue_event.at, 1, 10) AS day, issue_event.kind, issue_event.was, count(*) AS events
FROM issue
JOIN issue_event ON issue_event.issue_id = issue.id
WHERE issue.lineage_id = :lineage
GROUP BY 1, 2, 3, 4;

-- name: forget_events
DELETE FROM issue_event WHERE issue_id IN (SELECT id FROM issue WHERE lineage_id = :lineage);

-- name: forget_states
DELETE FROM issue_state WHERE issue_id IN (SELECT id FROM issue WHERE lineage_id = :lineage);

-- name: forget_members
DELETE FROM issue_member WHERE issue_id IN (SELECT id FROM issue WHERE lineage_id = :lineage);

-- name: reanchor_triage
UPDATE triage
SET issue_id = coalesce(
  (
    SELECT finding.issue_id
    FROM review JOIN finding ON finding.review_id = review.id
    WHERE review.uid = substr(triage.finding_uid, 1, instr(triage.finding_uid, '.') - 1)
      AND finding.ordinal = CAST(substr(triage.finding_uid, instr(triage.finding_uid, '.') + 1) AS INTEGER)
  ), issue_id)
WHERE issue_id IN (SELECT id FROM issue WHERE lineage_id = :lineage);

-- name: delete_orphaned_issues
DELETE FROM issue
WHERE lineage_id = :lineage
  AND NOT EXISTS (SELECT 1 FROM issue_state WHERE issue_state.issue_id = issue.id)
  AND NOT EXISTS (SELECT 1 FROM triage WHERE triage.issue_id = issue.id);

-- name: insert_source
INSERT INTO file_source (file_id, commit_sha, line_hashes, scopes) VALUES (:file, :commit, :line_hashes, :scopes)
ON CONFLICT DO NOTHING;

-- name: sources_of_members
-- Texts at the commits that the findings which matching looks at were made at.
SELECT file_source.commit_sha, file_source.line_hashes, file_source.scopes
FROM file JOIN file_source ON file_source.file_id = file.id
WHERE file.lineage_id = :lineage
  AND file_source.commit_sha IN (
    SELECT review.commit_sha
    FROM issue
    JOIN issue_member ON issue_member.issue_id = issue.id
    JOIN finding ON finding.id = issue_member.finding_id
    JOIN review ON review.id = finding.review_id
    WHERE issue.lineage_id = :lineage)
ORDER BY file_source.file_id;

-- name: sources_of_lineage
SELECT file_source.commit_sha, file_source.line_hashes, file_source.scopes
FROM file JOIN file_source ON file_source.file_id = file.id
WHERE file.lineage_id = :lineage
ORDER BY file_source.file_id;

-- name: find_known_file
SELECT file.id FROM file JOIN project ON project.id = file.project_id
WHERE project.name = :project AND file.path = :path;
