-- What waits for a handset follows from the facts: no table of its own.

DROP TABLE down;
