"""How many questions are asked and answered, day by day, and those without an answer.

Numbers alone, but for the unanswered questions: those are kept as they were asked, of nobody in
particular: neither who asked is kept with them, nor where, nor at what hour.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.store.database import Database

DAYS_KEPT = 800
"""Days for which it is kept how many questions there were."""

UNANSWERED_KEPT = 180
"""Days for which a question without an answer is kept after it was asked last."""

MOST_UNANSWERED = 5_000
"""Questions without an answer that are kept; those asked least lately go first."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Questions of one kind: `day` is an ordinal, `face` the way by which they came, and
    `milliseconds` what looking for the answer took at most."""

    day: int
    face: str
    answered: bool
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question without an answer, and those that it followed on, oldest first."""

    question: str
    after: tuple[str, ...] = ()
    times: int = 1

    @property
    def folded(self) -> str:
        """The same for what differs in case, blanks and marks at the end alone."""
        return json.dumps([_folded(text) for text in (*self.after, self.question)])


class Tallies:
    """The same for all who have the library open: what several processes count is summed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        day: int,
        counted: Mapping[Tally, int],
        unanswered: Iterable[Unanswered] = (),
        answered: Iterable[Unanswered] = (),
    ) -> None:
        """Add what was counted; `day` is that of now. What is too old by then is forgotten, and
        so are the `answered` ones among those that had no answer before.

        LibraryError where it cannot be kept; then nothing of it is.
        """
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT INTO tallies VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET questions = questions + excluded.questions",
                [(t.day, t.face, t.answered, t.milliseconds, n) for t, n in counted.items()],
            )
            connection.executemany(
                "DELETE FROM unanswered WHERE folded = ?", [(one.folded,) for one in answered]
            )
            connection.executemany(
                "INSERT INTO unanswered VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET times = times + excluded.times, last = excluded.last",
                [
                    (one.folded, json.dumps([*one.after, one.question]), one.times, day)
                    for one in unanswered
                ],
            )
            connection.execute("DELETE FROM tallies WHERE day <= ?", (day - DAYS_KEPT,))
            connection.execute("DELETE FROM unanswered WHERE last <= ?", (day - UNANSWERED_KEPT,))
            connection.execute(
                "DELETE FROM unanswered WHERE folded IN (SELECT folded FROM unanswered"
                " ORDER BY last DESC, times DESC, folded LIMIT -1 OFFSET ?)",
                (MOST_UNANSWERED,),
            )

    def since(self, first: int) -> dict[Tally, int]:
        """How many questions there were from day `first` on."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM tallies WHERE day >= ? ORDER BY day, face", (first,)
            )
            return {
                Tally(day, face, bool(answered), milliseconds): questions
                for day, face, answered, milliseconds, questions in rows
            }

    def unanswered(self, most: int = MOST_UNANSWERED) -> list[Unanswered]:
        """The questions without an answer: asked most often first, then most lately."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT asked, times FROM unanswered ORDER BY times DESC, last DESC, folded"
                " LIMIT ?",
                (most,),
            ).fetchall()
        found = []
        for asked, times in rows:
            *after, question = json.loads(asked)
            found.append(Unanswered(question, tuple(after), times))
        return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("?!. ")
