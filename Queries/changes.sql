-- Changes: what came in, came back after a fix and was resolved since a day, the most severe first.
--
-- An issue is listed once a branch, by what happened to it last. Issues that people accepted or rejected are left out, as long
-- as the decision holds.
-- parameter since date: from this day on; the 14 days up to the newest review where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter per_change integer 20: how many issues of each change at most
-- column change: new, reopened or resolved
-- column changed: how many issues changed so, the listed ones among them
-- column issue: the issue's uid
-- column path: the file that it is in
-- column line: the first line of its newest finding; empty where none was told
-- column title: what it is, in the words of its newest finding
-- column category: the category's id
-- column severity: critical, high, medium, low or info
-- column state: open, missing or resolved, today
-- column branch: the branch
-- column changed_at: when it came in, came back or was resolved
-- column first_seen: when it was reported first
-- column times_seen: how many reviews reported it
-- column reviews_in_scope: how many reviews could have reported it
-- column reviewers: who reported it, in the order of first report
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  -- The newest of the decisions that hold; what is no problem to the team is no change to it.
  settled AS MATERIALIZED (
    SELECT issue_id
    FROM (
      SELECT issue_id, decision, row_number() OVER (PARTITION BY issue_id ORDER BY decided_at DESC, id DESC) AS place
      FROM triage
      WHERE decision IN ('accepted', 'rejected', 'assigned', 'reopened')
        AND (expires_at IS NULL OR expires_at > (SELECT now FROM clock))
    )
    WHERE place = 1 AND decision IN ('accepted', 'rejected')
  ),
  -- Of the issue's events the last: SQLite takes kind from the row that has the largest time.
  happened AS MATERIALIZED (
    SELECT issue_id, branch_id, kind, max(at) AS at
    FROM issue_event INDEXED BY issue_event_on_branch_at
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND at >= coalesce(date(:since), date((SELECT max(reviewed_at) FROM review), '-13 days'))
      AND at < coalesce(date(:until, '+1 day'), '9999')
      AND kind IN ('opened', 'reopened', 'resolved')
      AND (:path IS NULL OR issue_id IN (SELECT issue.id FROM file JOIN issue ON file_id = file.id WHERE path GLOB :path))
    GROUP BY issue_id, branch_id
  ),
  ranked AS (
    SELECT
      happened.issue_id AS issue_id,
      happened.branch_id AS branch_id,
      happened.kind AS kind,
      happened.at AS at,
      count(*) OVER (PARTITION BY happened.kind) AS changed,
      row_number() OVER (
        PARTITION BY happened.kind ORDER BY issue_state.severity DESC, happened.at DESC, happened.issue_id
      ) AS place
    FROM happened
    JOIN issue_state ON issue_state.issue_id = happened.issue_id AND issue_state.branch_id = happened.branch_id
    WHERE happened.issue_id NOT IN (SELECT issue_id FROM settled)
  )
SELECT
  CASE ranked.kind WHEN 'opened' THEN 'new' ELSE ranked.kind END AS change,
  ranked.changed AS changed,
  shown.issue,
  shown.path,
  shown.line,
  shown.title,
  shown.category,
  shown.severity,
  shown.state,
  shown.branch,
  ranked.at AS changed_at,
  shown.first_seen,
  shown.times_seen,
  shown.reviews_in_scope,
  shown.reviewers
FROM ranked
JOIN query_issue AS shown ON shown.issue_id = ranked.issue_id AND shown.branch_id = ranked.branch_id
WHERE ranked.place <= :per_change
ORDER BY ranked.kind, ranked.place
