-- Positions take half the room, and who was near a place is found by an index: handsets have numbers, an hour of one
-- handset is one row, and the row's cell says about where it lies (src/store/trail_cell.h, whose numbers these are).
CREATE TABLE trail_handset (
    number  INTEGER NOT NULL PRIMARY KEY,
    depot   TEXT    NOT NULL,
    handset TEXT    NOT NULL,
    UNIQUE (depot, handset)
);

-- One handset's fixes of one hour (hours since 1970), as trail_codec.h writes them. part counts from 0 where they are too
-- many for one chunk.
CREATE TABLE trail_hour (
    handset  INTEGER NOT NULL REFERENCES trail_handset (number),
    hour     INTEGER NOT NULL,
    part     INTEGER NOT NULL,
    cell     INTEGER NOT NULL,
    south_e7 INTEGER NOT NULL,
    west_e7  INTEGER NOT NULL,
    north_e7 INTEGER NOT NULL,
    east_e7  INTEGER NOT NULL,
    bytes    {blob}  NOT NULL,
    PRIMARY KEY (handset, hour, part)
);

INSERT INTO trail_handset (number, depot, handset)
SELECT ROW_NUMBER() OVER (ORDER BY depot, handset), depot, handset
  FROM (SELECT DISTINCT depot, handset FROM trail_chunk) AS known;

-- Boxes are wider by 5e-7 degrees: what old chunks hold is rounded to 1e-6 when it is read.
INSERT INTO trail_hour (handset, hour, part, cell, south_e7, west_e7, north_e7, east_e7, bytes)
SELECT number, hour, part,
       CASE WHEN size <= 131072
            THEN (south + 900000000) / 131072 * 30000 + (west + 1800000000) / 131072
            WHEN size <= 524288
            THEN 500000000 + (south + 900000000) / 524288 * 30000 + (west + 1800000000) / 524288
            WHEN size <= 2097152
            THEN 1000000000 + (south + 900000000) / 2097152 * 30000 + (west + 1800000000) / 2097152
            WHEN size <= 8388608
            THEN 1500000000 + (south + 900000000) / 8388608 * 30000 + (west + 1800000000) / 8388608
            ELSE 2000000000
       END,
       south, west, north, east, bytes
  FROM (SELECT number, hour, part, south, west, north, east, bytes,
               CASE WHEN north - south > east - west THEN north - south ELSE east - west END AS size
          FROM (SELECT owner.number AS number,
                       old.from_ms / 3600000 AS hour,
                       ROW_NUMBER() OVER (PARTITION BY owner.number, old.from_ms / 3600000
                                          ORDER BY old.from_ms, old.segment, old.part) - 1 AS part,
                       CAST(old.south_e7 AS BIGINT) - 5 AS south,
                       CAST(old.west_e7 AS BIGINT) - 5 AS west,
                       CAST(old.north_e7 AS BIGINT) + 5 AS north,
                       CAST(old.east_e7 AS BIGINT) + 5 AS east,
                       old.bytes AS bytes
                  FROM trail_chunk AS old
                  JOIN trail_handset AS owner ON owner.depot = old.depot AND owner.handset = old.handset)
               AS numbered)
       AS measured;

DROP TABLE trail_chunk;

CREATE INDEX trail_hour_place ON trail_hour (hour, cell);
