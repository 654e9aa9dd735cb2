-- Read by src/store/dialect.cpp: {blob}, {hex …} and {append_only TABLE} mean what the database at hand calls it.

CREATE TABLE schema_version (
    number     INTEGER   NOT NULL PRIMARY KEY,
    name       TEXT      NOT NULL,
    checksum   TEXT      NOT NULL,
    applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- The log. `part` counts the facts of one frame from 0, so that a frame is recorded once, whole, however many
-- facts it causes; facts that no frame caused have no `cause`.
CREATE TABLE fact (
    depot    TEXT     NOT NULL,
    number   BIGINT   NOT NULL CHECK (number > 0),
    at_ms    BIGINT   NOT NULL,
    sender   TEXT     NOT NULL,
    operator TEXT     NOT NULL,
    cause    {blob},
    part     INTEGER  NOT NULL,
    kind     SMALLINT NOT NULL,
    subject  TEXT     NOT NULL,
    bytes    {blob}   NOT NULL,
    previous {blob}   NOT NULL,
    hash     {blob}   NOT NULL,
    PRIMARY KEY (depot, number),
    UNIQUE (depot, cause, part)
);
{append_only fact};

CREATE TABLE fact_cursor (
    depot  TEXT   NOT NULL,
    reader TEXT   NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (depot, reader)
);

-- Projections: everything from here to command follows from the facts.
CREATE TABLE alert (
    depot            TEXT     NOT NULL,
    alert_id         BIGINT   NOT NULL,
    number           BIGINT   NOT NULL,
    handset          TEXT     NOT NULL,
    postman          TEXT     NOT NULL,
    alert_trigger    SMALLINT NOT NULL,
    state            SMALLINT NOT NULL,
    is_open          SMALLINT NOT NULL,
    exercise         SMALLINT NOT NULL,
    raised_at_ms     BIGINT   NOT NULL,
    recorded_at_ms   BIGINT   NOT NULL,
    occurrences      BIGINT   NOT NULL,
    fix_at_ms        BIGINT,
    fix_lat_e7       INTEGER,
    fix_lon_e7       INTEGER,
    fix_accuracy_dm  BIGINT,
    fix_speed_cm_s   BIGINT,
    fix_heading_cdeg BIGINT,
    owner            TEXT     NOT NULL,
    owner_name       TEXT     NOT NULL,
    changed_at_ms    BIGINT   NOT NULL,
    call_back_tries  BIGINT   NOT NULL,
    outcome          SMALLINT,
    reason           TEXT     NOT NULL,
    PRIMARY KEY (depot, alert_id),
    UNIQUE (depot, number)
);
CREATE INDEX alert_open ON alert (depot, is_open, changed_at_ms);

CREATE TABLE task (
    depot                 TEXT     NOT NULL,
    task_id               BIGINT   NOT NULL,
    number                BIGINT   NOT NULL,
    kind                  SMALLINT NOT NULL,
    state                 SMALLINT NOT NULL,
    is_open               SMALLINT NOT NULL,
    exercise              SMALLINT NOT NULL,
    beneficiary           TEXT     NOT NULL,
    address               TEXT     NOT NULL,
    lat_e7                INTEGER  NOT NULL,
    lon_e7                INTEGER  NOT NULL,
    note                  TEXT     NOT NULL,
    window_from_ms        BIGINT   NOT NULL,
    window_to_ms          BIGINT   NOT NULL,
    handset               TEXT     NOT NULL,
    postman               TEXT     NOT NULL,
    created_at_ms         BIGINT   NOT NULL,
    changed_at_ms         BIGINT   NOT NULL,
    decline_reason        TEXT     NOT NULL,
    report_wellbeing      SMALLINT,
    report_pain           SMALLINT,
    report_medicines      SMALLINT,
    report_shopping       SMALLINT,
    report_other_need     TEXT,
    report_observations   TEXT,
    report_began_at_ms    BIGINT,
    report_ended_at_ms    BIGINT,
    PRIMARY KEY (depot, task_id),
    UNIQUE (depot, number)
);
CREATE INDEX task_open ON task (depot, is_open, changed_at_ms);

CREATE TABLE command (
    depot         TEXT     NOT NULL,
    command_id    BIGINT   NOT NULL,
    kind          SMALLINT NOT NULL,
    handset       TEXT     NOT NULL,
    state         SMALLINT NOT NULL,
    is_open       SMALLINT NOT NULL,
    message       TEXT     NOT NULL,
    operator      TEXT     NOT NULL,
    created_at_ms BIGINT   NOT NULL,
    not_after_ms  BIGINT   NOT NULL,
    changed_at_ms BIGINT   NOT NULL,
    failure       TEXT     NOT NULL,
    PRIMARY KEY (depot, command_id)
);
CREATE INDEX command_open ON command (depot, is_open, changed_at_ms);

CREATE TABLE depot (
    depot  TEXT    NOT NULL PRIMARY KEY,
    name   TEXT    NOT NULL,
    lat_e7 INTEGER NOT NULL,
    lon_e7 INTEGER NOT NULL
);

CREATE TABLE postman (
    depot   TEXT NOT NULL,
    postman TEXT NOT NULL,
    name    TEXT NOT NULL,
    phone   TEXT NOT NULL,
    PRIMARY KEY (depot, postman)
);

CREATE TABLE handset (
    depot      TEXT     NOT NULL,
    handset    TEXT     NOT NULL,
    postman    TEXT     NOT NULL,
    public_key {blob}   NOT NULL,
    revoked    SMALLINT NOT NULL,
    own_tracks TEXT     NOT NULL,
    PRIMARY KEY (depot, handset)
);

-- path: latitude and longitude in 1e-7 degrees, 32 bits each, little-endian, one pair after the other.
CREATE TABLE round (
    depot  TEXT   NOT NULL,
    round  TEXT   NOT NULL,
    name   TEXT   NOT NULL,
    holder TEXT   NOT NULL,
    path   {blob} NOT NULL,
    PRIMARY KEY (depot, round)
);

CREATE TABLE round_stop (
    depot           TEXT    NOT NULL,
    round           TEXT    NOT NULL,
    place           INTEGER NOT NULL,
    address         TEXT    NOT NULL,
    lat_e7          INTEGER NOT NULL,
    lon_e7          INTEGER NOT NULL,
    service_seconds BIGINT  NOT NULL,
    PRIMARY KEY (depot, round, place),
    FOREIGN KEY (depot, round) REFERENCES round (depot, round) ON DELETE CASCADE
);

CREATE TABLE handset_duty (
    depot         TEXT     NOT NULL,
    handset       TEXT     NOT NULL,
    duty          SMALLINT NOT NULL,
    sharing       SMALLINT NOT NULL,
    changed_at_ms BIGINT   NOT NULL,
    PRIMARY KEY (depot, handset)
);

-- Not projections: what a handset said last, orders under way, counters.
CREATE TABLE handset_report (
    depot           TEXT     NOT NULL,
    handset         TEXT     NOT NULL,
    at_ms           BIGINT   NOT NULL,
    duty            SMALLINT NOT NULL,
    sharing         SMALLINT NOT NULL,
    battery_percent SMALLINT,
    charging        SMALLINT NOT NULL,
    unsent          BIGINT   NOT NULL,
    app_version     TEXT     NOT NULL,
    heard_at_ms     BIGINT   NOT NULL,
    PRIMARY KEY (depot, handset)
);

CREATE TABLE down (
    depot        TEXT   NOT NULL,
    frame        {blob} NOT NULL,
    place        BIGINT NOT NULL,
    handset      TEXT   NOT NULL,
    queued_at_ms BIGINT NOT NULL,
    not_after_ms BIGINT,
    bytes        {blob} NOT NULL,
    PRIMARY KEY (depot, frame)
);
CREATE INDEX down_handset ON down (depot, handset, place);

CREATE TABLE counter (
    depot  TEXT     NOT NULL,
    family SMALLINT NOT NULL,
    reason SMALLINT NOT NULL,
    total  BIGINT   NOT NULL,
    PRIMARY KEY (depot, family, reason)
);
