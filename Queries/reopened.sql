-- Reopened issues: what came back after it was resolved, most often first.
--
-- A missing issue that is reported again has not been resolved in between and does not count here; see flapping.
-- parameter since date: reopened on this day or later; at any time where it is not given
-- parameter until date: reopened on this day or earlier; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 50: how many rows at most
-- column issue: the issue's uid
-- column path: the file that it is in
-- column line: the first line of its newest finding; empty where none was told
-- column title: what it is, in the words of its newest finding
-- column category: the category's id
-- column severity: critical, high, medium, low or info
-- column state: open, missing or resolved
-- column branch: the branch
-- column times_reopened: how often it came back after it was resolved
-- column reopened_at: when it was last reported again
-- column times_seen: how many reviews reported it
-- column reviews_in_scope: how many reviews could have reported it
-- column first_seen: when it was reported first
-- column last_seen: when it was reported last
-- column reviewers: who reported it, in the order of first report
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  chosen AS MATERIALIZED (
    SELECT issue_id, branch_id
    FROM issue_state INDEXED BY issue_state_on_reopened
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND times_reopened > 0
      AND (
        (:since IS NULL AND :until IS NULL)
        OR EXISTS (
          SELECT 1
          FROM issue_event INDEXED BY issue_event_on_issue
          WHERE issue_event.issue_id = issue_state.issue_id
            AND issue_event.branch_id = issue_state.branch_id
            AND issue_event.kind = 'reopened'
            AND (:since IS NULL OR issue_event.at >= date(:since))
            AND (:until IS NULL OR issue_event.at < date(:until, '+1 day'))
        )
      )
      AND (:path IS NULL OR issue_id IN (SELECT issue.id FROM file JOIN issue ON file_id = file.id WHERE path GLOB :path))
    ORDER BY times_reopened DESC, last_seen DESC, issue_id
    LIMIT :limit
  )
SELECT
  shown.issue,
  shown.path,
  shown.line,
  shown.title,
  shown.category,
  shown.severity,
  shown.state,
  shown.branch,
  shown.times_reopened,
  (
    SELECT max(at) FROM issue_event INDEXED BY issue_event_on_issue
    WHERE issue_event.issue_id = chosen.issue_id AND issue_event.branch_id = chosen.branch_id AND kind = 'reopened'
  ) AS reopened_at,
  shown.times_seen,
  shown.reviews_in_scope,
  shown.first_seen,
  shown.last_seen,
  shown.reviewers
FROM chosen
JOIN query_issue AS shown ON shown.issue_id = chosen.issue_id AND shown.branch_id = chosen.branch_id
ORDER BY shown.times_reopened DESC, shown.last_seen DESC, chosen.issue_id
