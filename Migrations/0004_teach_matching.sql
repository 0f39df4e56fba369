-- People teach the matching: issues that are one, and findings that are another issue.

-- findings: for 'merged' and 'split', a JSON array of the findings (review.ordinal) that the decision moves; NULL for the
-- other decisions. A merge ties them to the issue of the finding in `value`; a split makes an issue of their own, whose first
-- finding is the first of them.
ALTER TABLE triage ADD COLUMN findings TEXT;
