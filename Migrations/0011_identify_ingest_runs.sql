-- Which reviews came in together: a run of ingest has a row of its own, however many runs there are in one second.

-- One row for a call of ingest that stored something. The uid is random; a merge takes it along.
CREATE TABLE ingest_run (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  started_at TEXT NOT NULL
) STRICT;
CREATE INDEX ingest_run_on_started_at ON ingest_run (started_at);

ALTER TABLE review ADD COLUMN ingest_run_id INTEGER REFERENCES ingest_run (id);

-- What is here already: the reviews of one second are one run, as they were taken until now.
INSERT INTO ingest_run (uid, started_at)
SELECT lower(hex(randomblob(8))), ingested_at FROM review GROUP BY ingested_at ORDER BY min(id);
UPDATE review
SET ingest_run_id = (SELECT ingest_run.id FROM ingest_run WHERE ingest_run.started_at = review.ingested_at);
CREATE INDEX review_on_ingest_run ON review (ingest_run_id);
