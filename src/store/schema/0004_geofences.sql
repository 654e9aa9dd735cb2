-- Geofences as they stand and who is inside them: projections of their facts.
-- corners: as of round.path; of a circle the centre alone.
CREATE TABLE geofence (
    depot         TEXT     NOT NULL,
    geofence      BIGINT   NOT NULL,
    kind          SMALLINT NOT NULL,
    name          TEXT     NOT NULL,
    round         TEXT     NOT NULL,
    corners       {blob}   NOT NULL,
    radius_metres INTEGER,
    time_zone     TEXT     NOT NULL,
    from_ms       BIGINT   NOT NULL,
    until_ms      BIGINT   NOT NULL,
    PRIMARY KEY (depot, geofence)
);

CREATE TABLE geofence_hours (
    depot       TEXT     NOT NULL,
    geofence    BIGINT   NOT NULL,
    place       INTEGER  NOT NULL,
    days        SMALLINT NOT NULL,
    from_minute SMALLINT NOT NULL,
    to_minute   SMALLINT NOT NULL,
    PRIMARY KEY (depot, geofence, place),
    FOREIGN KEY (depot, geofence) REFERENCES geofence (depot, geofence) ON DELETE CASCADE
);

CREATE TABLE geofence_stay (
    depot    TEXT   NOT NULL,
    geofence BIGINT NOT NULL,
    handset  TEXT   NOT NULL,
    since_ms BIGINT NOT NULL,
    PRIMARY KEY (depot, geofence, handset),
    FOREIGN KEY (depot, geofence) REFERENCES geofence (depot, geofence) ON DELETE CASCADE
);
