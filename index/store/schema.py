"""The tables of a library, and how older ones become today's.

Every change is a migration with a number, never an edit of one that was published. `number` is
an article's own, never given again; what is written of an article is never altered, so that
whoever still reads an older state of the library reads the same.

Text is TEXT, or BLOB where it holds half a character (a file's name may), which UTF-8 lacks.
"""

import sqlite3
from collections.abc import Sequence

from index.errors import LibraryError

Statements = Sequence[str]

_FIRST: Statements = (
    """CREATE TABLE state (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID""",
    """INSERT INTO state VALUES ('edition', 0), ('accounts', 0)""",
    # `state`: current; replaced by a later version; removed. `origin`: seeds or added.
    """CREATE TABLE articles (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id NOT NULL,
        digest TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'current' CHECK (state IN ('current', 'replaced', 'removed')),
        origin TEXT NOT NULL CHECK (origin IN ('seeds', 'added')),
        path NOT NULL,
        published TEXT,
        title,
        outlet,
        url,
        language NOT NULL,
        body_start INTEGER,
        body_end INTEGER,
        passages INTEGER NOT NULL,
        added TEXT NOT NULL
    )""",
    """CREATE UNIQUE INDEX articles_by_id ON articles (id) WHERE state = 'current'""",
    """CREATE INDEX articles_by_digest ON articles (digest)""",
    # Apart from `articles`, so that a list of them is read without their texts.
    """CREATE TABLE texts (
        number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        text NOT NULL
    )""",
    # `rules`: those of index.annotation by which it was made; `form`: of index.store.codec.
    """CREATE TABLE annotations (
        number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        rules TEXT NOT NULL,
        form INTEGER NOT NULL,
        cut BLOB NOT NULL,
        known BLOB NOT NULL
    )""",
    """CREATE INDEX annotations_by_rules ON annotations (rules, form)""",
    # `denial` and `claimed`: the articles of either side; `place`: where the denial begins.
    """CREATE TABLE disputes (
        number INTEGER PRIMARY KEY,
        denial INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        claimed INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        strength TEXT NOT NULL,
        place INTEGER NOT NULL,
        sides BLOB NOT NULL
    )""",
    """CREATE INDEX disputes_by_denial ON disputes (denial)""",
    """CREATE INDEX disputes_by_claimed ON disputes (claimed)""",
    # What the articles date: days as ordinals, where the expression begins, the claim's number.
    """CREATE TABLE events (
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        place INTEGER NOT NULL,
        claim INTEGER NOT NULL,
        said INTEGER NOT NULL,
        PRIMARY KEY (first, last, article, place)
    ) WITHOUT ROWID""",
    """CREATE INDEX events_by_article ON events (article)""",
    # The words, folded, of those who are said to say something.
    """CREATE TABLE speakers (
        word TEXT NOT NULL,
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        PRIMARY KEY (word, article)
    ) WITHOUT ROWID""",
    """CREATE INDEX speakers_by_article ON speakers (article)""",
    # What an article brings to disputes with others: its day, its names and its other words.
    """CREATE TABLE accounts (
        number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        day INTEGER NOT NULL,
        words BLOB NOT NULL
    )""",
    """CREATE TABLE names (
        name TEXT NOT NULL,
        day INTEGER NOT NULL,
        article INTEGER NOT NULL,
        PRIMARY KEY (name, day, article)
    ) WITHOUT ROWID""",
    # Denials, by one of the names that an article must have to be meant.
    """CREATE TABLE wants (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        day INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
        want BLOB NOT NULL
    )""",
    """CREATE INDEX wants_by_name ON wants (name, day)""",
    """CREATE INDEX wants_by_article ON wants (article)""",
    # In how many of the accounts a word occurs.
    """CREATE TABLE words (word TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID""",
    # Files of the seeds as they were read last; `article` is null where one is left out.
    """CREATE TABLE files (
        path PRIMARY KEY,
        size INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        article INTEGER REFERENCES articles ON DELETE CASCADE,
        complaints TEXT NOT NULL
    ) WITHOUT ROWID""",
)

_SECOND: Statements = (
    # Postings lie in files beside the database; `place` is their order.
    """CREATE TABLE segments (name TEXT PRIMARY KEY, place INTEGER UNIQUE, rules TEXT NOT NULL)""",
)

_THIRD: Statements = (
    # Near-copies: `kin` is the same for all articles of a group, the number of one that is or
    # was in it; `day`: of publication, 0 without one; a signature is found again by its bands,
    # see index.duplicates.
    """CREATE TABLE signatures (
        number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        kin INTEGER NOT NULL,
        day INTEGER NOT NULL,
        signature BLOB NOT NULL
    )""",
    """CREATE INDEX signatures_by_kin ON signatures (kin, number)""",
    """CREATE TABLE bands (
        band BLOB NOT NULL,
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        PRIMARY KEY (band, article)
    ) WITHOUT ROWID""",
    """CREATE INDEX bands_by_article ON bands (article)""",
    # The digest of the sentence; null where the article was annotated before it was kept.
    """ALTER TABLE events ADD COLUMN sentence BLOB""",
    # What an article has somebody say: digests of the sentences, see index.duplicates.
    """CREATE TABLE statements (
        number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        said BLOB NOT NULL
    )""",
)

_LANGUAGES: Statements = (
    # Which language of the interface a person chose, by their number in Telegram.
    """CREATE TABLE languages (person INTEGER PRIMARY KEY, code TEXT NOT NULL)""",
)

_ROLES: Statements = (
    # Who may: persons and chats by their numbers in Telegram, see index.store.roles.
    """CREATE TABLE roles (number INTEGER PRIMARY KEY, role TEXT NOT NULL)""",
)

_ANSWERS: Statements = (
    # Which messages of the bot answer a person's, by their numbers in Telegram; `at`: seconds.
    """CREATE TABLE answers (
        chat INTEGER NOT NULL,
        message INTEGER NOT NULL,
        place INTEGER NOT NULL,
        answer INTEGER NOT NULL,
        at REAL NOT NULL,
        PRIMARY KEY (chat, message, place)
    ) WITHOUT ROWID""",
    """CREATE INDEX answers_by_age ON answers (at)""",
)

_INVITATIONS: Statements = (
    # What somebody is called, for people to read; it decides nothing.
    """ALTER TABLE roles ADD COLUMN called TEXT NOT NULL DEFAULT ''""",
    # Codes that give a role once: only their digests; `until`: seconds since 1970.
    """CREATE TABLE invitations (
        digest BLOB PRIMARY KEY,
        role TEXT NOT NULL,
        giver INTEGER NOT NULL,
        until REAL NOT NULL
    ) WITHOUT ROWID""",
)

_FEEDBACK: Statements = (
    # What people said of quotes that answered them; `asked`: a JSON list of the questions that
    # led there, the last one answered by the quote; `at`: seconds.
    """CREATE TABLE ratings (
        person INTEGER NOT NULL,
        chat INTEGER NOT NULL,
        message INTEGER NOT NULL,
        version TEXT NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        verdict TEXT NOT NULL,
        asked TEXT NOT NULL,
        at REAL NOT NULL,
        PRIMARY KEY (person, chat, message, version, start, stop)
    ) WITHOUT ROWID""",
    """CREATE INDEX ratings_by_age ON ratings (at)""",
    # How many questions a day, as an ordinal, brought by which face, were answered, or not, in at
    # most so many milliseconds.
    """CREATE TABLE tallies (
        day INTEGER NOT NULL,
        face TEXT NOT NULL,
        answered INTEGER NOT NULL,
        milliseconds INTEGER NOT NULL,
        questions INTEGER NOT NULL,
        PRIMARY KEY (day, face, answered, milliseconds)
    ) WITHOUT ROWID""",
    # Questions without an answer, of nobody in particular; `folded`: whichever way it is written;
    # `asked`: as for ratings; `last`: the day, as an ordinal, on which it was asked last.
    """CREATE TABLE unanswered (
        folded TEXT PRIMARY KEY,
        asked TEXT NOT NULL,
        times INTEGER NOT NULL,
        last INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE INDEX unanswered_by_age ON unanswered (last, times)""",
)

_OFFERS: Statements = (
    # What was read to be added, by the message that brought it, and by that of the bot which
    # asks about it, null until it is sent; `undated`: it waits for a day.
    """CREATE TABLE offers (
        chat INTEGER NOT NULL,
        source INTEGER NOT NULL,
        question INTEGER,
        person INTEGER NOT NULL,
        undated INTEGER NOT NULL,
        at REAL NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (chat, source)
    )""",
)

_RENEWAL: Statements = (
    # What was known of an article by other rules, for whoever still reads an edition of then.
    """CREATE TABLE superseded (
        number INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        rules TEXT NOT NULL,
        cut BLOB NOT NULL,
        known BLOB NOT NULL,
        PRIMARY KEY (number, rules)
    ) WITHOUT ROWID""",
    """CREATE TABLE superseded_disputes (
        number INTEGER NOT NULL,
        denial INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        claimed INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        place INTEGER NOT NULL,
        sides BLOB NOT NULL
    )""",
    """CREATE INDEX superseded_disputes_by_number ON superseded_disputes (number)""",
    # Articles to be annotated anew, whatever the rules.
    """CREATE TABLE doubted (number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE)""",
)

MIGRATIONS: Sequence[Statements] = (
    *(_FIRST, _SECOND, _THIRD, _LANGUAGES, _ROLES),
    *(_ANSWERS, _INVITATIONS, _FEEDBACK, _OFFERS, _RENEWAL),
)
"""MIGRATIONS[n] makes version n + 1 of version n."""

CURRENT = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """0 where nothing was made yet."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, to: int = CURRENT) -> None:
    """Bring the tables from the version they have to version `to`, each step whole or not at
    all. LibraryError where they are of a version not known yet."""
    if version_of(connection) > CURRENT:
        raise LibraryError(
            "The library was written by a newer saidwho; update this one, or name another folder "
            "with --data or SAIDWHO_DATA."
        )
    while (version := version_of(connection)) < to:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) == version:  # else another process was quicker
                for statement in MIGRATIONS[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
