-- The categories that a finding's words speak for, beside the one that won: matching compares them.

-- `sleepy-test:2.1 slow-test:0.8`, best first; NULL where a tool's rule or the reviewer told the category, and for what was
-- stored before.
ALTER TABLE finding ADD COLUMN category_scores TEXT;
