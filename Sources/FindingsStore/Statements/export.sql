-- What exports and annotations read. Rows are asked for a few hundred at a time: `wanted` is a JSON array, whose keys are
-- their places.

-- name: export_issue_keys
-- wanted: pairs of an issue's uid and a branch's name.
SELECT
  CAST(wanted.key AS INTEGER) AS place, issue.id AS issue_id, branch.id AS branch_id,
  coalesce(
    (
      SELECT finding.id
      FROM finding JOIN review ON review.id = finding.review_id
      WHERE finding.issue_id = issue.id AND review.branch_id = branch.id
      ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal LIMIT 1
    ),
    (
      SELECT finding.id
      FROM issue_member
      JOIN finding ON finding.id = issue_member.finding_id
      JOIN review ON review.id = finding.review_id
      WHERE issue_member.issue_id = issue.id
      ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal LIMIT 1
    )) AS finding_id
FROM json_each(:wanted) AS wanted
CROSS JOIN issue ON issue.uid = json_extract(wanted.value, '$[0]')
CROSS JOIN branch ON branch.project_id = issue.project_id AND branch.name = json_extract(wanted.value, '$[1]');

-- name: export_finding_keys
-- wanted: pairs of a review's uid and an ordinal.
SELECT
  CAST(wanted.key AS INTEGER) AS place, finding.issue_id AS issue_id, review.branch_id AS branch_id,
  finding.id AS finding_id
FROM json_each(:wanted) AS wanted
CROSS JOIN review ON review.uid = json_extract(wanted.value, '$[0]')
CROSS JOIN finding
  ON finding.review_id = review.id AND finding.ordinal = CAST(json_extract(wanted.value, '$[1]') AS INTEGER);

-- name: export_records
-- wanted: triples of the ids of an issue, a branch and a finding, as the statements above give them.
SELECT
  CAST(wanted.key AS INTEGER) AS place,
  issue.uid AS issue, issue.title AS issue_title, issue.category AS issue_category, issue_file.path AS issue_path,
  issue_state.state AS state, issue_severity.name AS issue_severity, issue_state.first_seen AS first_seen,
  issue_state.last_seen AS last_seen, issue_state.times_seen AS times_seen,
  issue_state.reviews_in_scope AS reviews_in_scope, issue_state.reviewers AS reviewers,
  triage.decision AS decision, triage.reason AS reason, triage.author AS author, triage.decided_at AS decided_at,
  triage.expires_at AS expires_at,
  project.name AS project, branch.name AS branch,
  finding.id AS finding_id, review.uid || '.' || finding.ordinal AS finding, review.uid AS review,
  finding.ordinal AS ordinal, review.source AS source, file.path AS path, wording.title AS title,
  wording.body AS body, wording.suggestion AS suggestion, finding.polarity AS polarity, severity.name AS severity,
  finding.severity_basis AS severity_basis, finding.category AS category, finding.confidence AS confidence,
  finding.rule AS rule, reviewer.name AS reviewer, review.commit_sha AS commit_sha,
  review.reviewed_at AS reviewed_at
FROM json_each(:wanted) AS wanted
LEFT JOIN issue ON issue.id = json_extract(wanted.value, '$[0]')
LEFT JOIN file AS issue_file ON issue_file.id = issue.file_id
LEFT JOIN branch ON branch.id = json_extract(wanted.value, '$[1]')
LEFT JOIN project ON project.id = branch.project_id
LEFT JOIN issue_state ON issue_state.issue_id = issue.id AND issue_state.branch_id = branch.id
LEFT JOIN severity AS issue_severity ON issue_severity.rank = issue_state.severity
LEFT JOIN triage ON triage.id = (
  SELECT decided.id FROM triage AS decided
  WHERE decided.issue_id = issue.id AND decided.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
    AND (decided.expires_at IS NULL OR decided.expires_at > (SELECT now FROM clock))
  ORDER BY decided.decided_at DESC, decided.id DESC LIMIT 1
)
LEFT JOIN finding ON finding.id = json_extract(wanted.value, '$[2]')
LEFT JOIN review ON review.id = finding.review_id
LEFT JOIN reviewer ON reviewer.id = review.reviewer_id
LEFT JOIN wording ON wording.id = finding.wording_id
LEFT JOIN severity ON severity.rank = finding.severity
LEFT JOIN file ON file.id = finding.file_id
ORDER BY place;

-- name: export_places
-- wanted: ids of findings.
SELECT
  query_place.finding_id AS finding_id, file.path AS path, query_place.first_line AS first_line,
  query_place.last_line AS last_line, query_place.first_column AS first_column,
  query_place.end_column AS end_column
FROM json_each(:wanted) AS wanted
CROSS JOIN query_place ON query_place.finding_id = wanted.value
LEFT JOIN file ON file.id = query_place.file_id
ORDER BY query_place.finding_id, query_place.position;

-- name: export_symbols
-- wanted: ids of findings.
SELECT finding_symbol.finding_id AS finding_id, symbol.name AS name
FROM json_each(:wanted) AS wanted
CROSS JOIN finding_symbol ON finding_symbol.finding_id = wanted.value
JOIN symbol ON symbol.id = finding_symbol.symbol_id
ORDER BY finding_symbol.finding_id, symbol.name;

-- name: export_known_at
-- Where issues stood at a time, by what had happened up to then; wanted: triples as above.
SELECT
  CAST(wanted.key AS INTEGER) AS place,
  (
    SELECT issue_event.kind <> 'resolved' FROM issue_event
    WHERE issue_event.issue_id = json_extract(wanted.value, '$[0]')
      AND issue_event.branch_id = json_extract(wanted.value, '$[1]') AND issue_event.at <= :until
    ORDER BY issue_event.at DESC, issue_event.id DESC LIMIT 1
  ) AS was_live,
  (
    SELECT severity.name
    FROM finding
    JOIN review ON review.id = finding.review_id
    JOIN severity ON severity.rank = finding.severity
    WHERE finding.issue_id = json_extract(wanted.value, '$[0]')
      AND review.branch_id = json_extract(wanted.value, '$[1]') AND review.reviewed_at <= :until
    ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal LIMIT 1
  ) AS severity
FROM json_each(:wanted) AS wanted;

-- name: export_known_on
-- Where issues stand on another branch of their project; wanted: triples as above.
SELECT
  CAST(wanted.key AS INTEGER) AS place, issue_state.state <> 'resolved' AS was_live, severity.name AS severity
FROM json_each(:wanted) AS wanted
CROSS JOIN issue ON issue.id = json_extract(wanted.value, '$[0]')
CROSS JOIN branch ON branch.project_id = issue.project_id AND branch.name = :branch
CROSS JOIN issue_state ON issue_state.issue_id = issue.id AND issue_state.branch_id = branch.id
JOIN severity ON severity.rank = issue_state.severity;

-- name: export_review_time
SELECT reviewed_at FROM review WHERE uid = :uid;

-- name: export_categories
SELECT id, family, broader, name, meaning FROM category ORDER BY id;

-- name: newest_run
-- The reviews of the newest run: those that the newest call of ingest or merge stored, and those of the same CI run, or of the
-- same branch and commit, that other calls stored. Jobs that work side by side, and a script that takes in one file after
-- the other, make one run of many calls.
WITH
  newest AS MATERIALIZED (
    SELECT review.id, review.branch_id, review.commit_sha, review.run_url
    FROM review
    WHERE review.ingest_run_id = (
      SELECT ingest_run.id FROM ingest_run
      WHERE EXISTS (SELECT 1 FROM review AS its WHERE its.ingest_run_id = ingest_run.id)
      ORDER BY ingest_run.started_at DESC, ingest_run.id DESC LIMIT 1
    )
  ),
  -- What tells the run, once for all its reviews.
  sign AS MATERIALIZED (SELECT DISTINCT branch_id, commit_sha, run_url FROM newest)
SELECT review.uid AS uid
FROM review
WHERE review.id IN (
  SELECT id FROM newest
  UNION
  SELECT its.id
  FROM sign
  JOIN review AS its ON its.branch_id = sign.branch_id
    AND (its.commit_sha = sign.commit_sha OR its.run_url = sign.run_url)
)
ORDER BY review.id;

-- name: findings_that_open
-- Of the wanted reviews' findings those that opened or reopened their issue on the review's branch.
SELECT review.uid AS review, finding.ordinal AS ordinal
FROM json_each(:wanted) AS wanted
CROSS JOIN review ON review.uid = wanted.value
CROSS JOIN finding ON finding.review_id = review.id
WHERE EXISTS (
  SELECT 1 FROM issue_event
  WHERE issue_event.issue_id = finding.issue_id AND issue_event.branch_id = review.branch_id
    AND issue_event.review_id = review.id AND issue_event.kind IN ('opened', 'reopened')
)
-- What is live on the default branch is not new on another.
AND NOT EXISTS (
  SELECT 1
  FROM issue_state AS there
  JOIN branch ON branch.id = there.branch_id
  JOIN project ON project.id = branch.project_id
  WHERE there.issue_id = finding.issue_id AND there.branch_id <> review.branch_id
    AND branch.name = project.default_branch AND there.state <> 'resolved'
)
ORDER BY finding.severity DESC, review.id, finding.ordinal;
