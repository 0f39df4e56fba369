-- A finding: all that is known of one remark.
--
-- part of reports
-- parameter review review required: the review's uid
-- parameter ordinal integer required: the place in the document, from 1
-- column finding: the finding's uid
-- column source: the document
-- column path: the file
-- column lines: the lines
-- column symbols: the functions and classes that it names
-- column title: the title
-- column body: the text
-- column suggestion: what the reviewer advises
-- column polarity: issue, praise or neutral
-- column severity: the severity
-- column severity_basis: where the severity comes from
-- column stated_severity: the reviewer's own word for it
-- column category: the category
-- column category_basis: where the category comes from
-- column confidence: how sure the category is, from 0 to 1
-- column rule: the tool's rule
-- column issue: the issue that it belongs to
-- column match_pass: which rule tied it to the issue
-- column match_score: how well it fitted, from 0 to 1
-- column reviewer: who reported it
-- column commit_sha: the reviewed commit
-- column branch: the branch
-- column reviewed_at: when it was reported
SELECT
  finding, source, path, lines, symbols, title, body, suggestion, polarity, severity, severity_basis, stated_severity,
  category, category_basis, confidence, rule, issue, match_pass, match_score, reviewer, commit_sha, branch, reviewed_at
FROM findings
WHERE review = :review AND ordinal = :ordinal;
