-- What is new: against the default branch for every other branch, and against a baseline for the default branch itself.

-- The branch that others are compared with. Ingest tells it when CI or git do.
ALTER TABLE project ADD COLUMN default_branch TEXT NOT NULL DEFAULT 'main';

-- A moment from which on a branch counts issues as new: what stood then was adopted. The newest row of a branch counts;
-- older ones stay as its history.
CREATE TABLE baseline (
  id INTEGER PRIMARY KEY,
  branch_id INTEGER NOT NULL REFERENCES branch (id),
  adopted_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX baseline_on_branch ON baseline (branch_id, id);
