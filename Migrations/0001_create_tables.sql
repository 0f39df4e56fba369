-- The tables: where reviews come from, what they say, and which issue each finding belongs to.
--
-- Facts (document, review, finding, line_reference) are written once and kept. Judgements (issue, issue_state, issue_event,
-- finding.issue_id) are made by the tracker and can be made again from the facts. Scripts use the views, not these tables.
-- Times are ISO 8601 text in UTC ('2026-11-22T21:25:14Z'), so that they sort as text.

-- Severities by rank, so that ORDER BY and >= work on them.
CREATE TABLE severity (
  rank INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO severity (rank, name)
VALUES (0, 'info'), (1, 'low'), (2, 'medium'), (3, 'high'), (4, 'critical');

-- A repository, 'owner/name'; 'unknown' where nothing told.
CREATE TABLE project (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE branch (
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project (id),
  name TEXT NOT NULL,
  UNIQUE (project_id, name)
) STRICT;

-- version is '' where it is not known, so that UNIQUE holds.
CREATE TABLE reviewer (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('llm', 'tool', 'person')),
  UNIQUE (name, version, kind)
) STRICT;

-- stem: the name without folders, ending and the marks of a test, by which a moved file is looked for.
-- lineage_id: the first file of the chain of renames that this one ends, itself where it was never renamed; issues are
-- followed over a lineage. On the first file of a lineage: head_id, the file that it goes by now, and last_reviewed_at and
-- last_review, its newest review, so that a late one is known as such without a look at the history.
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project (id),
  path TEXT NOT NULL,
  stem TEXT NOT NULL,
  renamed_from INTEGER REFERENCES file (id),
  lineage_id INTEGER REFERENCES file (id),
  head_id INTEGER REFERENCES file (id),
  last_reviewed_at TEXT,
  last_review TEXT,
  UNIQUE (project_id, path)
) STRICT;

CREATE INDEX file_on_lineage ON file (lineage_id);
CREATE INDEX file_on_stem ON file (project_id, stem);

-- What came in, verbatim: content is the bytes, raw DEFLATE when is_compressed.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  format TEXT NOT NULL,
  encoding TEXT NOT NULL,
  byte_count INTEGER NOT NULL,
  is_compressed INTEGER NOT NULL CHECK (is_compressed IN (0, 1)),
  content BLOB NOT NULL
) STRICT;

-- One pass of one reviewer. part: the review's place in its document, from 1. covers_project: files that review_file does
-- not list were covered too (a linter's run).
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  document_id INTEGER NOT NULL REFERENCES document (id),
  part INTEGER NOT NULL,
  source TEXT NOT NULL,
  project_id INTEGER NOT NULL REFERENCES project (id),
  branch_id INTEGER NOT NULL REFERENCES branch (id),
  reviewer_id INTEGER NOT NULL REFERENCES reviewer (id),
  commit_sha TEXT,
  pull_request TEXT,
  run_url TEXT,
  reviewed_at TEXT NOT NULL,
  ingested_at TEXT NOT NULL,
  verdict TEXT,
  outcome TEXT CHECK (outcome IN ('approved', 'commented', 'changes-requested')),
  language TEXT,
  covers_project INTEGER NOT NULL CHECK (covers_project IN (0, 1)),
  finding_count INTEGER NOT NULL,
  issue_count INTEGER NOT NULL,
  praise_count INTEGER NOT NULL,
  unparsed TEXT NOT NULL DEFAULT '[]',
  flags TEXT NOT NULL DEFAULT '[]',
  extractor_version INTEGER NOT NULL
) STRICT;

CREATE INDEX review_on_reviewed_at ON review (reviewed_at, uid);
CREATE INDEX review_on_branch_reviewed_at ON review (branch_id, reviewed_at, issue_count, praise_count);
CREATE INDEX review_on_document ON review (document_id);

-- The files that a review covered.
CREATE TABLE review_file (
  review_id INTEGER NOT NULL REFERENCES review (id),
  file_id INTEGER NOT NULL REFERENCES file (id),
  PRIMARY KEY (review_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX review_file_on_file ON review_file (file_id, review_id);

-- Categories of the catalogue and a team's own.
CREATE TABLE category (
  id TEXT PRIMARY KEY,
  family TEXT NOT NULL,
  broader TEXT,
  name TEXT NOT NULL,
  meaning TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Other names of a category: what a detector calls it ('tsDetect:Eager Test').
CREATE TABLE category_alias (
  alias TEXT PRIMARY KEY COLLATE NOCASE,
  category TEXT NOT NULL REFERENCES category (id)
) STRICT, WITHOUT ROWID;

-- Words that findings share, stored and indexed once. parts: what full-text search needs beside the words themselves, the
-- parts of camelCase names and the pairs of CJK characters.
CREATE TABLE wording (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  suggestion TEXT NOT NULL DEFAULT '',
  parts TEXT NOT NULL DEFAULT ''
) STRICT;

-- Filled by ingest, not by a trigger: a trigger that writes to a virtual table would need a trusted schema.
CREATE VIRTUAL TABLE wording_search USING fts5 (
  title, body, suggestion, parts,
  content = 'wording', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);

-- One underlying problem of one file; file_id is the file that its lineage goes by now.
CREATE TABLE issue (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  project_id INTEGER NOT NULL REFERENCES project (id),
  lineage_id INTEGER NOT NULL REFERENCES file (id),
  file_id INTEGER NOT NULL REFERENCES file (id),
  category TEXT NOT NULL,
  title TEXT NOT NULL
) STRICT;

CREATE INDEX issue_on_file ON issue (file_id);
CREATE INDEX issue_on_lineage ON issue (lineage_id);
CREATE INDEX issue_on_category ON issue (category, file_id);

-- One remark of one review. Its uid, in the views, is the review's uid, a dot, and the ordinal. first_line and last_line
-- bound all its references; span_start and span_end are byte offsets in the document.
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  review_id INTEGER NOT NULL REFERENCES review (id),
  ordinal INTEGER NOT NULL,
  file_id INTEGER REFERENCES file (id),
  wording_id INTEGER NOT NULL REFERENCES wording (id),
  polarity TEXT NOT NULL CHECK (polarity IN ('issue', 'praise', 'neutral')),
  severity INTEGER NOT NULL REFERENCES severity (rank),
  severity_basis TEXT NOT NULL CHECK (severity_basis IN ('stated', 'tool', 'inferred', 'default')),
  stated_severity TEXT,
  category TEXT NOT NULL,
  category_basis TEXT NOT NULL CHECK (category_basis IN ('stated', 'tool', 'inferred')),
  confidence REAL NOT NULL,
  rule TEXT,
  fingerprint TEXT,
  first_line INTEGER,
  last_line INTEGER,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  flags TEXT,
  issue_id INTEGER REFERENCES issue (id),
  match_pass TEXT,
  match_score REAL,
  match_runner_up TEXT,
  match_runner_up_score REAL,
  UNIQUE (review_id, ordinal)
) STRICT;

CREATE INDEX finding_on_issue ON finding (issue_id, review_id);
CREATE INDEX finding_on_wording ON finding (wording_id);
CREATE INDEX finding_on_file ON finding (file_id, review_id);

-- Lines that a finding points at, 1-based and inclusive, in the order of the text. file_id: only where it is another file
-- than the finding's own.
CREATE TABLE line_reference (
  finding_id INTEGER NOT NULL REFERENCES finding (id),
  position INTEGER NOT NULL,
  file_id INTEGER REFERENCES file (id),
  first_line INTEGER NOT NULL,
  last_line INTEGER NOT NULL,
  first_column INTEGER,
  end_column INTEGER,
  text_hash BLOB,
  PRIMARY KEY (finding_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE symbol (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE finding_symbol (
  finding_id INTEGER NOT NULL REFERENCES finding (id),
  symbol_id INTEGER NOT NULL REFERENCES symbol (id),
  PRIMARY KEY (finding_id, symbol_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX finding_symbol_on_symbol ON finding_symbol (symbol_id);

-- Further issues of a finding that merges several.
CREATE TABLE finding_issue (
  finding_id INTEGER NOT NULL REFERENCES finding (id),
  issue_id INTEGER NOT NULL REFERENCES issue (id),
  PRIMARY KEY (finding_id, issue_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX finding_issue_on_issue ON finding_issue (issue_id);

-- The findings of an issue that matching looks at, the newest few, so that tracking a review never reads a whole history.
CREATE TABLE issue_member (
  issue_id INTEGER NOT NULL REFERENCES issue (id),
  finding_id INTEGER NOT NULL REFERENCES finding (id),
  PRIMARY KEY (issue_id, finding_id)
) STRICT, WITHOUT ROWID;

-- Where an issue stands on a branch. reviewers: a JSON array of names, in the order of first report.
CREATE TABLE issue_state (
  issue_id INTEGER NOT NULL REFERENCES issue (id),
  branch_id INTEGER NOT NULL REFERENCES branch (id),
  state TEXT NOT NULL CHECK (state IN ('open', 'missing', 'resolved')),
  severity INTEGER NOT NULL REFERENCES severity (rank),
  first_review TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  last_review TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  times_seen INTEGER NOT NULL,
  reviews_in_scope INTEGER NOT NULL,
  missed_in_a_row INTEGER NOT NULL,
  times_reopened INTEGER NOT NULL,
  since TEXT NOT NULL,
  reviewers TEXT NOT NULL,
  PRIMARY KEY (issue_id, branch_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX issue_state_on_branch_times_seen ON issue_state (branch_id, times_seen DESC, last_seen DESC);
-- Serves lists of issues, most urgent first, over all branches; state and the key are in it, so that a list reads no
-- other row for what it leaves out.
CREATE INDEX issue_state_on_severity ON issue_state (severity DESC, last_seen DESC, state);
CREATE INDEX issue_state_on_branch_state ON issue_state (branch_id, state, severity DESC, last_seen DESC);

-- What happened to issues: append-only but for the replay of a file's history when a review arrives late.
CREATE TABLE issue_event (
  id INTEGER PRIMARY KEY,
  issue_id INTEGER NOT NULL REFERENCES issue (id),
  branch_id INTEGER NOT NULL REFERENCES branch (id),
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'missing', 'found', 'resolved', 'reopened')),
  review_id INTEGER NOT NULL REFERENCES review (id),
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  tracker_version INTEGER NOT NULL
) STRICT;

CREATE INDEX issue_event_on_issue ON issue_event (issue_id, at);
CREATE INDEX issue_event_on_branch_at ON issue_event (branch_id, at, kind, issue_id);

-- A person's decision on an issue. finding_uid anchors it to the facts, so that it survives when issues are made again.
CREATE TABLE triage (
  id INTEGER PRIMARY KEY,
  issue_id INTEGER NOT NULL REFERENCES issue (id),
  finding_uid TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'assigned', 'note', 'reopened', 'merged', 'split')),
  value TEXT,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  expires_at TEXT
) STRICT;

CREATE INDEX triage_on_issue ON triage (issue_id, decided_at);

-- Findings a day, so that a trend never reads single findings.
CREATE TABLE finding_day (
  branch_id INTEGER NOT NULL REFERENCES branch (id),
  day TEXT NOT NULL,
  category TEXT NOT NULL,
  severity INTEGER NOT NULL,
  polarity TEXT NOT NULL,
  findings INTEGER NOT NULL,
  PRIMARY KEY (branch_id, day, category, severity, polarity)
) STRICT, WITHOUT ROWID;
