"""The tables of a journal, in the steps in which they came to be."""

_FIRST = """
-- `context`: what the handler of an update wants to find again when it is handled again.
CREATE TABLE waiting (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id INTEGER NOT NULL,
    lane TEXT NOT NULL,
    body TEXT NOT NULL,
    taken REAL NOT NULL,
    context TEXT NOT NULL DEFAULT '{}',
    put_off INTEGER NOT NULL DEFAULT 0,
    deaths INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX waiting_in_lane ON waiting (lane, update_id, number);

-- A lane has a row as long as updates wait in it; `number` is what its owner works on, `free`
-- since when it can be claimed.
CREATE TABLE lanes (
    lane TEXT PRIMARY KEY,
    since INTEGER NOT NULL,
    not_before REAL NOT NULL DEFAULT 0,
    free REAL NOT NULL DEFAULT 0,
    owner TEXT,
    number INTEGER
);
CREATE INDEX lanes_free ON lanes (since) WHERE owner IS NULL;

-- What nobody works on.
CREATE VIEW idle AS SELECT * FROM waiting
    WHERE number NOT IN (SELECT number FROM lanes WHERE number IS NOT NULL);

-- The process that answered in a chat last: it remembers what was asked there.
CREATE TABLE homes (lane TEXT PRIMARY KEY, owner TEXT NOT NULL, at REAL NOT NULL);

CREATE TABLE known (
    update_id INTEGER NOT NULL,
    digest BLOB NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (update_id, digest)
) WITHOUT ROWID;

-- `above`: the highest message id known in the chat when the message was sent; `result` is NULL
-- until the Bot API has answered.
CREATE TABLE sent (
    number INTEGER NOT NULL,
    step INTEGER NOT NULL,
    method TEXT NOT NULL,
    above INTEGER NOT NULL,
    result TEXT,
    PRIMARY KEY (number, step)
) WITHOUT ROWID;

CREATE TABLE highest (chat INTEGER PRIMARY KEY, message INTEGER NOT NULL, at REAL NOT NULL);

CREATE TABLE moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
"""

STEPS = (_FIRST,)
"""What makes a journal of version n one of version n + 1."""
