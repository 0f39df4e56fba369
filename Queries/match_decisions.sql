-- Match decisions: why each finding of an issue belongs to it, oldest first.
--
-- part of reports
-- parameter issue issue required: the issue's uid
-- column finding: the finding's uid, review and ordinal
-- column reviewed_at: when it was reported
-- column reviewer: who reported it
-- column branch: the branch of the review
-- column path: the file at that time
-- column lines: the lines that it pointed at
-- column title: its title
-- column pass: the rule that decided
-- column why: the rule in words
-- column score: how well it fitted, from 0 to 1
-- column runner_up: the issue that came second
-- column runner_up_title: what that one is called
-- column runner_up_score: how well that one fitted
-- column main_issue: where the finding's own issue is another one, which this remark mentions as well
SELECT
  findings.finding AS finding, findings.reviewed_at AS reviewed_at, findings.reviewer AS reviewer,
  findings.branch AS branch, findings.path AS path, findings.lines AS lines, findings.title AS title,
  finding.match_pass AS pass,
  CASE
    WHEN member.is_main = 0 THEN 'the remark speaks of this issue too'
    ELSE CASE finding.match_pass
      WHEN 'new' THEN 'no issue of the file was like it, so it began this one'
      WHEN 'taught' THEN 'a person said so, by merging or splitting issues'
      WHEN 'fingerprint' THEN 'the tool gave it the same fingerprint'
      WHEN 'anchor' THEN 'it names the same thing: the same rule or category, and the same function or text'
      WHEN 'lines' THEN 'it points at the same lines, as far as the file has moved'
      WHEN 'words' THEN 'its words fit'
      WHEN 'meaning' THEN 'its words mean the same, though they may be others'
      WHEN 'code' THEN 'it names the same code'
      WHEN 'category' THEN 'it is of the same kind, and nothing else in the review fits better'
      WHEN 'hindsight' THEN 'alone it would not have been tied: the file''s first reviews, looked at together, show it'
      WHEN 'split' THEN 'it is a second remark of the same review on the same problem'
      ELSE 'by the rule ' || finding.match_pass
    END
  END AS why,
  finding.match_score AS score, finding.match_runner_up AS runner_up, runner_up.title AS runner_up_title,
  finding.match_runner_up_score AS runner_up_score,
  CASE WHEN member.is_main = 0 THEN findings.issue END AS main_issue
FROM (
  SELECT finding.id AS finding_id, 1 AS is_main
  FROM issue JOIN finding ON finding.issue_id = issue.id
  WHERE issue.uid = :issue
  UNION ALL
  SELECT finding_issue.finding_id, 0
  FROM issue JOIN finding_issue ON finding_issue.issue_id = issue.id
  WHERE issue.uid = :issue
) AS member
JOIN finding ON finding.id = member.finding_id
JOIN review ON review.id = finding.review_id
JOIN findings ON findings.review = review.uid AND findings.ordinal = finding.ordinal
LEFT JOIN issue AS runner_up ON runner_up.uid = finding.match_runner_up
ORDER BY findings.reviewed_at, findings.finding;
