-- The whole life of an alert: countdown, duress, escalation, help, hand-over, closing report.
ALTER TABLE alert ADD COLUMN silent               SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN stood_down           SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN countdown_ends_at_ms BIGINT   NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN state_since_ms       BIGINT   NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN rung                 BIGINT   NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN rung_at_ms           BIGINT   NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN offered_to           TEXT     NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN offered_to_name      TEXT     NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN help_who             TEXT;
ALTER TABLE alert ADD COLUMN help_emergency       SMALLINT;
ALTER TABLE alert ADD COLUMN help_due_at_ms       BIGINT;
ALTER TABLE alert ADD COLUMN help_late            SMALLINT;
ALTER TABLE alert ADD COLUMN report_cause         TEXT;
ALTER TABLE alert ADD COLUMN report_actions       TEXT;
ALTER TABLE alert ADD COLUMN report_care          SMALLINT;
ALTER TABLE alert ADD COLUMN report_depot_head    SMALLINT;
ALTER TABLE alert ADD COLUMN acknowledged_at_ms   BIGINT   NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN claimed_at_ms        BIGINT   NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN contact_at_ms        BIGINT   NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN on_site_at_ms        BIGINT   NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN resolved_at_ms       BIGINT   NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN closed_at_ms         BIGINT   NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN reopened             BIGINT   NOT NULL DEFAULT 0;

-- Of the response plan, at most one line of each step.
CREATE TABLE alert_step (
    depot    TEXT     NOT NULL,
    alert_id BIGINT   NOT NULL,
    step     SMALLINT NOT NULL,
    at_ms    BIGINT   NOT NULL,
    by_name  TEXT     NOT NULL,
    PRIMARY KEY (depot, alert_id, step),
    FOREIGN KEY (depot, alert_id) REFERENCES alert (depot, alert_id) ON DELETE CASCADE
);

-- Resolved (7) is not the end any more: the closing report is due.
UPDATE alert SET is_open = 1 WHERE state = 7;
