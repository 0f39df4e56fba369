-- A review: what is known of one pass of one reviewer.
--
-- part of reports
-- parameter review review required: the review's uid
-- column review: the review's uid
-- column source: the document's name as given
-- column format: the document's format
-- column project: the repository
-- column path: the file under review; empty where there are several
-- column files: how many files it covered
-- column reviewer: who reviewed
-- column reviewer_version: the reviewer's version
-- column reviewer_kind: llm, tool or person
-- column commit_sha: the reviewed commit
-- column branch: the branch
-- column pull_request: the pull request
-- column run_url: the CI run
-- column reviewed_at: when it was reviewed
-- column ingested_at: when it was stored
-- column verdict: the reviewer's own conclusion
-- column outcome: approved, commented or changes-requested
-- column language: the language of the text
-- column findings: how many findings it has
-- column unparsed: how many spans were not understood
SELECT
  review, source, format, project, path, files, reviewer, reviewer_version, reviewer_kind, commit_sha, branch,
  pull_request, run_url, reviewed_at, ingested_at, verdict, outcome, language, findings, unparsed
FROM reviews
WHERE review = :review;
