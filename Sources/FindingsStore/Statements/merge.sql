-- What is read of another database to merge it, and how the rows that are no reviews are written here. The columns of a
-- `merge_read_…` bear the names of the parameters of its `merge_write_…`.

-- name: merge_reviews
SELECT uid, reviewed_at FROM review ORDER BY reviewed_at, uid;

-- name: merge_review
SELECT
  review.id, review.part, review.source, review.document_id, project.name AS project, branch.name AS branch,
  reviewer.name AS reviewer, reviewer.version, reviewer.kind, review.commit_sha, review.pull_request, review.run_url,
  review.reviewed_at, review.ingested_at, review.verdict, review.outcome, review.language, review.covers_project,
  review.unparsed, review.flags, review.extractor_version, ingest_run.uid AS run, ingest_run.started_at
FROM review
LEFT JOIN ingest_run ON ingest_run.id = review.ingest_run_id
JOIN project ON project.id = review.project_id
JOIN branch ON branch.id = review.branch_id
JOIN reviewer ON reviewer.id = review.reviewer_id
WHERE review.uid = :uid;

-- name: merge_document
SELECT digest, format, encoding, byte_count, is_compressed, content FROM document WHERE id = :document;

-- name: merge_files_of_review
SELECT file.path FROM review_file JOIN file ON file.id = review_file.file_id WHERE review_file.review_id = :review
ORDER BY file.path;

-- name: merge_renames_of_review
-- Files that the review speaks of and that go on where another one ended.
SELECT file.path AS path, old.path AS old_path
FROM (
  SELECT file_id FROM review_file WHERE review_id = :review
  UNION
  SELECT file_id FROM finding WHERE review_id = :review
) AS spoken
JOIN file ON file.id = spoken.file_id
JOIN file AS old ON old.id = file.renamed_from
ORDER BY file.path;

-- name: merge_findings_of_review
SELECT
  finding.id, finding.ordinal, file.path, wording.title, wording.body, wording.suggestion, finding.polarity,
  finding.severity, finding.severity_basis, finding.stated_severity, finding.category, finding.category_basis,
  finding.confidence, finding.category_scores, finding.rule, finding.fingerprint, finding.span_start, finding.span_end, finding.flags
FROM finding
JOIN wording ON wording.id = finding.wording_id
LEFT JOIN file ON file.id = finding.file_id
WHERE finding.review_id = :review
ORDER BY finding.ordinal;

-- name: merge_lines_of_review
SELECT
  query_place.finding_id, file.path, query_place.first_line, query_place.last_line,
  query_place.first_column, query_place.end_column
FROM finding
JOIN query_place ON query_place.finding_id = finding.id
LEFT JOIN file ON file.id = query_place.file_id
WHERE finding.review_id = :review
ORDER BY query_place.finding_id, query_place.position;

-- name: merge_symbols_of_review
SELECT finding_symbol.finding_id, symbol.name
FROM finding
JOIN finding_symbol ON finding_symbol.finding_id = finding.id
JOIN symbol ON symbol.id = finding_symbol.symbol_id
WHERE finding.review_id = :review
ORDER BY finding_symbol.finding_id, symbol.name;

-- name: merge_sources_of_review
-- Texts of the files that the review speaks of, at its commit.
SELECT file.path, file_source.line_hashes, file_source.scopes
FROM (
  SELECT file_id FROM review_file WHERE review_id = :review
  UNION
  SELECT file_id FROM finding WHERE review_id = :review
) AS spoken
JOIN file ON file.id = spoken.file_id
JOIN file_source ON file_source.file_id = file.id
WHERE file_source.commit_sha = (SELECT commit_sha FROM review WHERE id = :review)
ORDER BY file.path;

-- name: merge_read_category
SELECT id, family, broader, name, meaning FROM category ORDER BY id;

-- name: merge_write_category
INSERT INTO category (id, family, broader, name, meaning) VALUES (:id, :family, :broader, :name, :meaning)
ON CONFLICT (id) DO NOTHING;

-- name: merge_read_category_alias
SELECT alias, category FROM category_alias ORDER BY alias;

-- name: merge_write_category_alias
INSERT INTO category_alias (alias, category) VALUES (:alias, :category) ON CONFLICT (alias) DO NOTHING;

-- name: merge_read_default_branch
SELECT name AS project, default_branch AS branch FROM project WHERE default_branch <> 'main';

-- name: merge_write_default_branch
-- 'main' is what nothing told. Of two that were told the lesser stays, so that the order of merges does not matter.
UPDATE project SET default_branch = :branch
WHERE name = :project AND (default_branch = 'main' OR default_branch > :branch);

-- name: merge_read_triage
SELECT
  issue.uid AS issue, triage.finding_uid, triage.decision, triage.value, triage.reason, triage.author,
  triage.decided_at, triage.expires_at, triage.findings
FROM triage JOIN issue ON issue.id = triage.issue_id
ORDER BY triage.decided_at, triage.id;

-- name: merge_write_triage
-- A decision belongs to the issue that has the finding on which it was made.
INSERT INTO triage (issue_id, finding_uid, decision, value, reason, author, decided_at, expires_at, findings)
SELECT target.id, :finding_uid, :decision, :value, :reason, :author, :decided_at, :expires_at, :findings
FROM (
  SELECT coalesce(
    (
      SELECT finding.issue_id
      FROM review JOIN finding ON finding.review_id = review.id
      WHERE review.uid = substr(:finding_uid, 1, instr(:finding_uid, '.') - 1)
        AND finding.ordinal = CAST(substr(:finding_uid, instr(:finding_uid, '.') + 1) AS INTEGER)
    ),
    (SELECT issue.id FROM issue WHERE issue.uid = :issue)
  ) AS id
) AS target
WHERE target.id IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM triage
    WHERE triage.finding_uid = :finding_uid AND triage.decision = :decision AND triage.value IS :value
      AND triage.reason = :reason AND triage.author = :author AND triage.decided_at = :decided_at
      AND triage.expires_at IS :expires_at AND triage.findings IS :findings
  );

-- name: merge_read_baseline
SELECT
  project.name AS project, branch.name AS branch, baseline.adopted_at, baseline.reason, baseline.author,
  baseline.decided_at
FROM baseline
JOIN branch ON branch.id = baseline.branch_id
JOIN project ON project.id = branch.project_id
ORDER BY baseline.decided_at, baseline.id;

-- name: merge_write_baseline
INSERT INTO baseline (branch_id, adopted_at, reason, author, decided_at)
SELECT branch.id, :adopted_at, :reason, :author, :decided_at
FROM branch JOIN project ON project.id = branch.project_id
WHERE project.name = :project AND branch.name = :branch
  AND NOT EXISTS (
    SELECT 1 FROM baseline
    WHERE baseline.branch_id = branch.id AND baseline.adopted_at = :adopted_at AND baseline.reason = :reason
      AND baseline.author = :author AND baseline.decided_at = :decided_at
  );
