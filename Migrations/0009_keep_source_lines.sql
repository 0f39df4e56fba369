-- What is kept of a reviewed file's text, where a git work tree was at hand: hashes that tell where each line went.

-- One row for a file at a commit.
CREATE TABLE file_source (
  file_id INTEGER NOT NULL REFERENCES file (id),
  commit_sha TEXT NOT NULL,
  -- Four bytes a line, the lowest first: a hash of the line without its white space, 0 for a blank one.
  line_hashes BLOB NOT NULL,
  -- [{"name": "test_refund", "lines": [12, 40]}, ...]: named parts of the file.
  scopes TEXT NOT NULL,
  PRIMARY KEY (file_id, commit_sha)
) STRICT;
