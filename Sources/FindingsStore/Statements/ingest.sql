-- What ingest writes and looks up. Each statement has a name; parameters are bound by name.

-- name: find_review
SELECT id FROM review WHERE uid = :uid;

-- name: insert_project
INSERT INTO project (name) VALUES (:name) ON CONFLICT (name) DO NOTHING;

-- name: find_project
SELECT id FROM project WHERE name = :name;

-- name: set_default_branch
UPDATE project SET default_branch = :branch WHERE id = :project AND default_branch <> :branch;

-- name: insert_branch
INSERT INTO branch (project_id, name) VALUES (:project, :name) ON CONFLICT (project_id, name) DO NOTHING;

-- name: find_branch
SELECT id FROM branch WHERE project_id = :project AND name = :name;

-- name: insert_reviewer
INSERT INTO reviewer (name, version, kind) VALUES (:name, :version, :kind) ON CONFLICT (name, version, kind) DO NOTHING;

-- name: find_reviewer
SELECT id FROM reviewer WHERE name = :name AND version = :version AND kind = :kind;

-- name: insert_file
INSERT INTO file (project_id, path, stem) VALUES (:project, :path, :stem) ON CONFLICT (project_id, path) DO NOTHING;

-- name: found_lineage
UPDATE file SET lineage_id = id WHERE id = :file AND lineage_id IS NULL;

-- name: find_file
SELECT id, lineage_id FROM file WHERE project_id = :project AND path = :path;

-- name: join_lineage
UPDATE file
SET renamed_from = :old, lineage_id = (SELECT lineage_id FROM file WHERE id = :old)
WHERE id = :file;

-- name: files_of_stem
SELECT file.id, file.lineage_id, file.path
FROM file
WHERE file.project_id = :project AND file.stem = :stem AND file.id <> :file
  AND EXISTS (SELECT 1 FROM issue WHERE issue.file_id = file.id)
ORDER BY file.id DESC
LIMIT 20;

-- name: lineage_head
SELECT head_id, last_reviewed_at, last_review FROM file WHERE id = :lineage;

-- name: advance_lineage
UPDATE file SET last_reviewed_at = :at, last_review = :review WHERE id = :lineage;

-- name: set_head
UPDATE file SET head_id = :head WHERE id = :lineage;

-- name: move_issues_to_head
UPDATE issue SET file_id = :head WHERE lineage_id = :lineage AND file_id <> :head;

-- name: insert_document
INSERT INTO document (digest, format, encoding, byte_count, is_compressed, content)
VALUES (:digest, :format, :encoding, :byte_count, :is_compressed, :content);

-- name: insert_large_document
-- Its content is written piece by piece into the room that is made here.
INSERT INTO document (digest, format, encoding, byte_count, is_compressed, content)
VALUES (:digest, :format, :encoding, :byte_count, 1, zeroblob(:size));

-- name: count_review
-- What is known of a review only when all of its findings were read.
UPDATE review
SET finding_count = :findings, issue_count = :issues, praise_count = :praise, flags = :flags
WHERE id = :review;

-- name: find_document
SELECT id FROM document WHERE digest = :digest;

-- name: insert_ingest_run
INSERT INTO ingest_run (uid, started_at) VALUES (:uid, :started_at) ON CONFLICT (uid) DO NOTHING;

-- name: insert_review
INSERT INTO review (
  uid, document_id, part, source, project_id, branch_id, reviewer_id, commit_sha, pull_request, run_url, reviewed_at,
  ingested_at, verdict, outcome, language, covers_project, finding_count, issue_count, praise_count, unparsed, flags,
  extractor_version, ingest_run_id)
VALUES (
  :uid, :document, :part, :source, :project, :branch, :reviewer, :commit_sha, :pull_request, :run_url, :reviewed_at,
  :ingested_at, :verdict, :outcome, :language, :covers_project, :finding_count, :issue_count, :praise_count, :unparsed,
  :flags, :extractor_version, (SELECT id FROM ingest_run WHERE uid = :run));

-- name: insert_review_file
INSERT OR FAIL INTO review_file (review_id, file_id) VALUES (:review, :file);

-- name: last_wording
SELECT max(id) FROM wording;

-- name: insert_wording
INSERT OR FAIL INTO wording (id, digest, title, body, suggestion, parts)
VALUES (:id, :digest, :title, :body, :suggestion, :parts);

-- name: index_wordings
INSERT INTO wording_search (rowid, title, body, suggestion, parts)
SELECT id, title, body, suggestion, parts FROM wording WHERE id >= :first ORDER BY id;

-- name: find_wording
SELECT id FROM wording WHERE digest = :digest;

-- name: last_finding
SELECT max(id) FROM finding;

-- name: insert_finding
INSERT OR FAIL INTO finding (
  id, review_id, ordinal, file_id, wording_id, polarity, severity, severity_basis, stated_severity, category,
  category_basis, confidence, category_scores, rule, fingerprint, first_line, last_line, first_column,
  end_column, span_start, span_end, flags, issue_id,
  match_pass, match_score, match_runner_up, match_runner_up_score)
VALUES (
  :id, :review, :ordinal, :file, :wording, :polarity, :severity, :severity_basis, :stated_severity, :category,
  :category_basis, :confidence, :category_scores, :rule, :fingerprint, :first_line, :last_line, :first_column,
  :end_column, :span_start, :span_end, :flags, :issue,
  :match_pass, :match_score, :match_runner_up, :match_runner_up_score);

-- name: insert_line_reference
INSERT OR FAIL INTO line_reference (
  finding_id, position, file_id, first_line, last_line, first_column, end_column)
VALUES (:finding, :position, :file, :first_line, :last_line, :first_column, :end_column);

-- name: insert_symbol
INSERT INTO symbol (name) VALUES (:name) ON CONFLICT (name) DO NOTHING;

-- name: find_symbol
SELECT id FROM symbol WHERE name = :name;

-- name: insert_finding_symbol
INSERT OR FAIL INTO finding_symbol (finding_id, symbol_id) VALUES (:finding, :symbol);

-- name: add_to_finding_day
INSERT INTO finding_day (branch_id, day, category, severity, polarity, findings)
VALUES (:branch, :day, :category, :severity, :polarity, :findings)
ON CONFLICT (branch_id, day, category, severity, polarity) DO UPDATE SET findings = findings + excluded.findings;

-- name: add_to_branch_day
INSERT INTO branch_day (
  branch_id, day, reviews, file_reviews, findings, praise, opened, reopened, returned, went_missing, resolved,
  resolved_missing)
VALUES (
  :branch, :day, :reviews, :file_reviews, :findings, :praise, :opened, :reopened, :returned, :went_missing, :resolved,
  :resolved_missing)
ON CONFLICT (branch_id, day) DO UPDATE
SET reviews = reviews + excluded.reviews, file_reviews = file_reviews + excluded.file_reviews,
  findings = findings + excluded.findings, praise = praise + excluded.praise, opened = opened + excluded.opened,
  reopened = reopened + excluded.reopened, returned = returned + excluded.returned,
  went_missing = went_missing + excluded.went_missing, resolved = resolved + excluded.resolved,
  resolved_missing = resolved_missing + excluded.resolved_missing;

-- name: upsert_category
INSERT INTO category (id, family, broader, name, meaning)
VALUES (:id, :family, :broader, :name, :meaning)
ON CONFLICT (id) DO UPDATE
SET family = excluded.family, broader = excluded.broader, name = excluded.name, meaning = excluded.meaning;

-- name: upsert_category_alias
INSERT INTO category_alias (alias, category) VALUES (:alias, :category)
ON CONFLICT (alias) DO UPDATE SET category = excluded.category;

-- name: document_of_review
SELECT
  document.content, document.is_compressed, document.byte_count, document.format, review.extractor_version
FROM review JOIN document ON document.id = review.document_id
WHERE review.uid = :uid;
