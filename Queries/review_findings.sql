-- Findings of a review: its remarks, in the order of the document.
--
-- part of reports
-- parameter review review required: the review's uid
-- column ordinal: the place in the document, from 1
-- column polarity: issue, praise or neutral
-- column severity: the severity
-- column severity_basis: where the severity comes from
-- column category: the category
-- column path: the file
-- column lines: the lines
-- column title: the title
-- column issue: the issue that it belongs to
SELECT
  finding.ordinal AS ordinal, findings.polarity, findings.severity, findings.severity_basis, findings.category,
  findings.path, findings.lines, findings.title, findings.issue
FROM review
JOIN finding ON finding.review_id = review.id
JOIN findings ON findings.review = review.uid AND findings.ordinal = finding.ordinal
WHERE review.uid = :review
ORDER BY finding.ordinal;
