-- Who was told of an alert, and by what. Follows from the facts, as what stands below.
CREATE TABLE notice (
    depot          TEXT     NOT NULL,
    alert_id       BIGINT   NOT NULL,
    rung           BIGINT   NOT NULL,
    channel        SMALLINT NOT NULL,
    recipient      TEXT     NOT NULL,
    recipient_name TEXT     NOT NULL,
    stage          SMALLINT NOT NULL,
    at_ms          BIGINT   NOT NULL,
    detail         TEXT     NOT NULL,
    PRIMARY KEY (depot, alert_id, rung, channel, recipient)
);

CREATE TABLE system_alarm (
    depot            TEXT     NOT NULL,
    alarm_id         BIGINT   NOT NULL,
    kind             SMALLINT NOT NULL,
    state            SMALLINT NOT NULL,
    subject          TEXT     NOT NULL,
    detail           TEXT     NOT NULL,
    occurrences      BIGINT   NOT NULL,
    since_ms         BIGINT   NOT NULL,
    changed_at_ms    BIGINT   NOT NULL,
    by_name          TEXT     NOT NULL,
    shelved_until_ms BIGINT   NOT NULL,
    PRIMARY KEY (depot, alarm_id)
);
CREATE INDEX system_alarm_open ON system_alarm (depot, state);
