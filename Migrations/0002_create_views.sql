-- The views: the public contract for ad-hoc SQL. Later migrations may add columns; those that are here stay.

-- One row a finding.
CREATE VIEW findings AS
SELECT
  review.uid || '.' || finding.ordinal AS finding,
  review.uid AS review,
  review.source AS source,
  finding.ordinal AS ordinal,
  file.path AS path,
  issue.uid AS issue,
  wording.title AS title,
  wording.body AS body,
  nullif(wording.suggestion, '') AS suggestion,
  finding.polarity AS polarity,
  severity.name AS severity,
  finding.severity_basis AS severity_basis,
  finding.stated_severity AS stated_severity,
  finding.category AS category,
  finding.category_basis AS category_basis,
  finding.confidence AS confidence,
  finding.rule AS rule,
  finding.first_line AS first_line,
  finding.last_line AS last_line,
  (
    SELECT group_concat(
      CASE
        WHEN reference.first_line = reference.last_line THEN CAST(reference.first_line AS TEXT)
        ELSE reference.first_line || '-' || reference.last_line
      END, ', ')
    FROM (SELECT * FROM line_reference WHERE finding_id = finding.id ORDER BY position) AS reference
  ) AS lines,
  (
    SELECT group_concat(named.name, ', ')
    FROM (
      SELECT symbol.name AS name
      FROM finding_symbol JOIN symbol ON symbol.id = finding_symbol.symbol_id
      WHERE finding_symbol.finding_id = finding.id
      ORDER BY symbol.name
    ) AS named
  ) AS symbols,
  finding.span_start AS span_start,
  finding.span_end AS span_end,
  finding.flags AS flags,
  finding.match_pass AS match_pass,
  finding.match_score AS match_score,
  project.name AS project,
  reviewer.name AS reviewer,
  review.commit_sha AS commit_sha,
  branch.name AS branch,
  review.reviewed_at AS reviewed_at
FROM finding
JOIN review ON review.id = finding.review_id
JOIN project ON project.id = review.project_id
JOIN branch ON branch.id = review.branch_id
JOIN reviewer ON reviewer.id = review.reviewer_id
JOIN wording ON wording.id = finding.wording_id
JOIN severity ON severity.rank = finding.severity
LEFT JOIN file ON file.id = finding.file_id
LEFT JOIN issue ON issue.id = finding.issue_id;

-- One row an issue and branch.
CREATE VIEW issues AS
SELECT
  issue.uid AS issue,
  project.name AS project,
  file.path AS path,
  issue.title AS title,
  issue.category AS category,
  severity.name AS severity,
  severity.rank AS severity_rank,
  issue_state.state AS state,
  (
    SELECT triage.decision FROM triage
    WHERE triage.issue_id = issue.id AND triage.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
    ORDER BY triage.decided_at DESC, triage.id DESC LIMIT 1
  ) AS triage,
  branch.name AS branch,
  issue_state.first_seen AS first_seen,
  issue_state.last_seen AS last_seen,
  issue_state.since AS since,
  issue_state.times_seen AS times_seen,
  issue_state.reviews_in_scope AS reviews_in_scope,
  issue_state.missed_in_a_row AS missed_in_a_row,
  issue_state.times_reopened AS times_reopened,
  (SELECT group_concat(value, ', ') FROM json_each(issue_state.reviewers)) AS reviewers,
  issue_state.first_review AS first_review,
  issue_state.last_review AS last_review,
  (
    SELECT finding.first_line
    FROM issue_member
    JOIN finding ON finding.id = issue_member.finding_id
    JOIN review ON review.id = finding.review_id
    WHERE issue_member.issue_id = issue.id
    ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal LIMIT 1
  ) AS line
FROM issue_state
JOIN issue ON issue.id = issue_state.issue_id
JOIN project ON project.id = issue.project_id
JOIN file ON file.id = issue.file_id
JOIN branch ON branch.id = issue_state.branch_id
JOIN severity ON severity.rank = issue_state.severity;

-- One row a review.
CREATE VIEW reviews AS
SELECT
  review.uid AS review,
  review.source AS source,
  document.format AS format,
  project.name AS project,
  (
    SELECT CASE count(*) WHEN 1 THEN min(file.path) END
    FROM review_file JOIN file ON file.id = review_file.file_id
    WHERE review_file.review_id = review.id
  ) AS path,
  (SELECT count(*) FROM review_file WHERE review_file.review_id = review.id) AS files,
  reviewer.name AS reviewer,
  nullif(reviewer.version, '') AS reviewer_version,
  reviewer.kind AS reviewer_kind,
  review.commit_sha AS commit_sha,
  branch.name AS branch,
  review.pull_request AS pull_request,
  review.run_url AS run_url,
  review.reviewed_at AS reviewed_at,
  review.ingested_at AS ingested_at,
  review.verdict AS verdict,
  review.outcome AS outcome,
  review.language AS language,
  review.finding_count AS findings,
  review.issue_count AS issues,
  review.praise_count AS praise,
  -- Not json_array_length(), which SQLite does not let a view call where the schema is not trusted.
  (SELECT count(*) FROM json_each(review.unparsed)) AS unparsed,
  review.extractor_version AS extractor_version
FROM review
JOIN document ON document.id = review.document_id
JOIN project ON project.id = review.project_id
JOIN branch ON branch.id = review.branch_id
JOIN reviewer ON reviewer.id = review.reviewer_id;

-- One row a place that a finding points at.
CREATE VIEW line_references AS
SELECT
  review.uid || '.' || finding.ordinal AS finding,
  line_reference.position AS position,
  file.path AS path,
  line_reference.first_line AS first_line,
  line_reference.last_line AS last_line,
  line_reference.first_column AS first_column,
  line_reference.end_column AS end_column
FROM line_reference
JOIN finding ON finding.id = line_reference.finding_id
JOIN review ON review.id = finding.review_id
LEFT JOIN file ON file.id = coalesce(line_reference.file_id, finding.file_id);

-- One row an event in an issue's life.
CREATE VIEW events AS
SELECT
  issue_event.at AS at,
  issue_event.kind AS kind,
  issue.uid AS issue,
  file.path AS path,
  issue.category AS category,
  branch.name AS branch,
  review.uid AS review,
  issue_event.reason AS reason
FROM issue_event
JOIN issue ON issue.id = issue_event.issue_id
JOIN file ON file.id = issue.file_id
JOIN branch ON branch.id = issue_event.branch_id
JOIN review ON review.id = issue_event.review_id;

-- One row a category and branch: the same kind of issue across files.
CREATE VIEW patterns AS
SELECT
  issue.category AS pattern,
  issue.category AS category,
  project.name AS project,
  branch.name AS branch,
  count(DISTINCT issue.file_id) AS files,
  count(*) AS issues,
  sum(issue_state.state = 'open') AS open,
  sum(issue_state.state = 'missing') AS missing,
  sum(issue_state.state = 'resolved') AS resolved,
  sum(issue_state.times_seen) AS times_seen,
  min(issue_state.first_seen) AS first_seen,
  max(issue_state.last_seen) AS last_seen
FROM issue_state
JOIN issue ON issue.id = issue_state.issue_id
JOIN project ON project.id = issue.project_id
JOIN branch ON branch.id = issue_state.branch_id
GROUP BY issue.category, issue_state.branch_id;

-- One row a file and branch: how often it was reviewed, and what is open in it.
CREATE VIEW coverage AS
SELECT
  project.name AS project,
  file.path AS path,
  branch.name AS branch,
  count(*) AS reviews,
  count(DISTINCT reviewer.name) AS reviewers,
  min(review.reviewed_at) AS first_reviewed,
  max(review.reviewed_at) AS last_reviewed,
  (
    SELECT count(*) FROM issue JOIN issue_state ON issue_state.issue_id = issue.id
    WHERE issue.file_id = file.id AND issue_state.branch_id = branch.id AND issue_state.state = 'open'
  ) AS open_issues
FROM review_file
JOIN review ON review.id = review_file.review_id
JOIN file ON file.id = review_file.file_id
JOIN project ON project.id = file.project_id
JOIN branch ON branch.id = review.branch_id
JOIN reviewer ON reviewer.id = review.reviewer_id
GROUP BY file.id, branch.id;
