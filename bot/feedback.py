"""What people said of answers as rows for tests/quality: what they mark wrong becomes a test.

A row for each question: {"id", "kind", "lang", "question", "after": the earlier question, a list
of them, or null, "gold": [quotes found helpful], "wrong": [quotes marked wrong], "articles": [the
ids of those quoted], "said": {"helpful", "wrong", "unanswered": how often}, "abstain"}. `abstain`
is false where a quote was found helpful, and null where nobody has said yet whether the articles
have an answer: whoever knows puts true or false there.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from bot.interchange import Json
from bot.question import read_question
from bot.references import Reference
from index.library import Library
from index.store.ratings import Verdict
from index.store.tallies import Unanswered


@dataclass(slots=True)
class _Told:
    """What was said of the answers to one question."""

    asked: Unanswered
    said: dict[str, Counter[Verdict]] = field(default_factory=dict)  # by the words of the quote
    articles: dict[str, None] = field(default_factory=dict)
    unanswered: int = 0


def feedback_rows(library: Library) -> Iterator[Json]:
    """Rated questions in the order in which they were rated first, then those without an answer,
    most frequent first. Left out are ratings of quotes that are deleted, and of those whose
    question Telegram no longer showed."""
    told: dict[str, _Told] = {}
    for rating in library.ratings.all():
        article = Reference(rating.version, rating.span).article(library)
        if not rating.question or article is None:
            continue
        asked = Unanswered(rating.question, rating.after)
        one = told.setdefault(asked.folded, _Told(asked))
        quote = rating.span.of(article.text)
        one.said.setdefault(quote, Counter())[rating.verdict] += 1
        one.articles[article.id] = None
    for asked in library.tallies.unanswered():
        told.setdefault(asked.folded, _Told(asked)).unanswered = asked.times
    for key, one in told.items():
        yield _row(key, one)


def _row(key: str, told: _Told) -> Json:
    read = read_question(told.asked.question, told.asked.after)
    # Where people do not agree, the quote is wrong: a wrong one is worse than none.
    wrong = [quote for quote, said in told.said.items() if said["wrong"] >= max(said["helpful"], 1)]
    gold = [quote for quote in told.said if quote not in wrong]
    return {
        "id": f"feedback-{sha256(key.encode()).hexdigest()[:12]}",
        "kind": read.kind,
        "lang": read.language,
        "question": told.asked.question,
        "after": _after(told.asked.after),
        "gold": gold,
        "wrong": wrong,
        "articles": list(told.articles),
        "said": {
            "helpful": sum(said["helpful"] for said in told.said.values()),
            "wrong": sum(said["wrong"] for said in told.said.values()),
            "unanswered": told.unanswered,
        },
        "abstain": False if gold else None,
    }


def _after(earlier: tuple[str, ...]) -> str | list[str] | None:
    return list(earlier) if len(earlier) > 1 else next(iter(earlier), None)
