-- One handset's fixes of up to an hour, as trail_codec.h writes them. segment is the number of the log they came
-- from and part counts within it: folding a log twice never doubles.
CREATE TABLE trail_chunk (
    depot       TEXT    NOT NULL,
    handset     TEXT    NOT NULL,
    segment     BIGINT  NOT NULL,
    part        INTEGER NOT NULL,
    from_ms     BIGINT  NOT NULL,
    to_ms       BIGINT  NOT NULL,
    south_e7    INTEGER NOT NULL,
    west_e7     INTEGER NOT NULL,
    north_e7    INTEGER NOT NULL,
    east_e7     INTEGER NOT NULL,
    fixes       INTEGER NOT NULL,
    bytes       {blob}  NOT NULL,
    PRIMARY KEY (depot, handset, segment, part)
);
CREATE INDEX trail_chunk_handset ON trail_chunk (depot, handset, to_ms);
CREATE INDEX trail_chunk_time ON trail_chunk (depot, to_ms);

-- end_byte: how many bytes were ever kept, this frame's included; it bounds the ring without counting its rows.
CREATE TABLE quarantine (
    depot       TEXT     NOT NULL,
    number      BIGINT   NOT NULL,
    at_ms       BIGINT   NOT NULL,
    topic       TEXT     NOT NULL,
    fault       SMALLINT NOT NULL,
    detail      TEXT     NOT NULL,
    total_bytes BIGINT   NOT NULL,
    kept_bytes  INTEGER  NOT NULL,
    end_byte    BIGINT   NOT NULL,
    bytes       {blob}   NOT NULL,
    PRIMARY KEY (depot, number)
);

-- The history of one alert, task or handset without reading the whole log.
CREATE INDEX fact_subject ON fact (depot, kind, subject, number);
