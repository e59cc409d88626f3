"""How much is asked and answered, and what people think of it: the figures of /stats."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.citation import clipped
from bot.message import Draft, Message, Style
from bot.wording import Wording
from index.library import Library
from index.store.tallies import Tally, Unanswered

DAYS = 30
"""Days that are told of, today among them."""

DAYS_LISTED = 7
"""Days told of one by one in the message, the last on which anything was asked or rated."""

MOST_UNANSWERED = 10
"""Questions without an answer that are told of."""

LONGEST_QUESTION = 120


@dataclass(frozen=True, slots=True)
class Day:
    """What was asked and rated on one day, in UTC."""

    day: date
    answered: int = 0
    refused: int = 0
    helpful: int = 0
    wrong: int = 0

    @property
    def asked(self) -> int:
        return self.answered + self.refused

    @property
    def quiet(self) -> bool:
        return not (self.asked or self.helpful or self.wrong)


@dataclass(frozen=True, slots=True)
class Figures:
    """Every one of the last `DAYS` days, oldest first.

    `inline` is how often it was looked up while somebody typed, which is counted in no day: one
    question comes several times. `median` and `slow` are the milliseconds within which half of
    all and 95 of 100 answers were found; None where nothing was asked.
    """

    days: Sequence[Day]
    inline: int
    median: int | None
    slow: int | None
    unanswered: Sequence[Unanswered]

    @property
    def nothing(self) -> bool:
        return not self.inline and all(day.quiet for day in self.days)

    def sum(self, of: str) -> int:
        """Of one of the numbers of the days."""
        return sum(getattr(day, of) for day in self.days)


def figures(library: Library, today: date) -> Figures:
    """What the library has kept of what was asked."""
    first = today - timedelta(DAYS - 1)
    tallies = library.tallies.since(first.toordinal())
    rated = library.ratings.by_day(first.toordinal())
    written = {tally: number for tally, number in tallies.items() if tally.face != "inline"}
    asked: Counter[tuple[int, bool]] = Counter()
    for tally, number in written.items():
        asked[tally.day, tally.answered] += number
    days = [
        Day(
            first + timedelta(n),
            answered=asked[day, True],
            refused=asked[day, False],
            helpful=rated.get((day, "helpful"), 0),
            wrong=rated.get((day, "wrong"), 0),
        )
        for n, day in enumerate(range(first.toordinal(), today.toordinal() + 1))
    ]
    return Figures(
        days,
        inline=sum(tallies.values()) - sum(written.values()),
        median=_within(written, 0.5),
        slow=_within(written, 0.95),
        unanswered=library.tallies.unanswered(MOST_UNANSWERED),
    )


def figures_message(found: Figures, words: Wording, *, questions: bool) -> Message:
    """The figures in words; `questions`: with those that had no answer, which are not for
    everybody to read."""
    draft = Draft()
    if found.nothing:
        draft.add(words.stats_nothing.format(days=DAYS))
    else:
        _add_figures(draft, found, words)
    if found.unanswered and questions:
        draft.add("\n\n")
        draft.add(words.stats_unanswered, Style.BOLD)
        for one in found.unanswered:
            draft.add(f"\n{one.times} × {clipped(one.question, LONGEST_QUESTION)}")
            if one.after:
                after = clipped(one.after[-1], LONGEST_QUESTION)
                draft.add(f" {words.stats_after.format(question=after)}")
    elif found.unanswered:
        draft.add(f"\n\n{words.stats_in_private}")
    return draft.done()


def _add_figures(draft: Draft, found: Figures, words: Wording) -> None:
    asked, answered = found.sum("asked"), found.sum("answered")
    draft.add(words.stats_head.format(days=DAYS), Style.BOLD)
    head = words.stats_asked.format(questions=asked, answered=answered, refused=asked - answered)
    draft.add(f"\n{head}")
    helpful, wrong = found.sum("helpful"), found.sum("wrong")
    draft.add(f"\n{words.stats_rated.format(helpful=helpful, wrong=wrong)}")
    if found.inline:
        draft.add(f"\n{words.stats_inline.format(number=found.inline)}")
    if found.median is not None and found.slow is not None:
        draft.add(f"\n{words.stats_took.format(median=found.median, slow=found.slow)}")
    draft.add("\n")
    lively = [day for day in found.days if not day.quiet]
    for day in lively[: -DAYS_LISTED - 1 : -1]:
        told = words.stats_day.format(
            day=words.day_of_month(day.day),
            asked=day.asked,
            answered=day.answered,
            refused=day.refused,
            helpful=day.helpful,
            wrong=day.wrong,
        )
        draft.add(f"\n{told}")


def _within(tallies: Mapping[Tally, int], share: float) -> int | None:
    """The least milliseconds within which that share of the questions was answered."""
    took: Counter[int] = Counter()
    for tally, number in tallies.items():
        took[tally.milliseconds] += number
    left = share * took.total()
    for milliseconds in sorted(took):
        left -= took[milliseconds]
        if left <= 0:
            return milliseconds
    return None
