"""Disputes between articles: a denial in one, the claims it denies in others of those days.

Articles are added one by one; each is held against those added before, and they against it.
Denials are few: for each, only articles of the same days that have every name it denies are
read again, so the work does not grow with pairs of articles. Two articles tell less of one
event than two sentences of one article do, so more is asked of a claim here.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from math import fsum, log
from typing import Protocol

from index.concepts import related
from index.disputes.debate import Debate, Statement
from index.disputes.identity import Identity
from index.disputes.pairing import Pair, paired
from index.model import Claim, Dispute, Strength

BEFORE, AFTER = 7, 1
"""Days by which an article with a claim may be older or younger than one that denies it."""

SHARE = 0.55
"""Least share of the denied words, by rarity, that a claim must have."""

MEANT = 0.7
"""The same where a denial only points back, and its own article tells what is meant."""

EVENT = 0.3
"""Least share of the words around a denial, by rarity, that the claim's article must have."""

_LONGEST_CLAIM = 40
"""Words; a longer sentence touches on more than it claims."""

_READ_AGAIN = 256
"""Articles kept read."""

_ROUNDING = 1e-9

Keys = frozenset[str]

Crossing = tuple[int, int, Dispute]
"""The numbers of the articles of a denial and of the claims it denies, and the dispute."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A denial: what it denies, whom or what that names (the denier, if it is of himself), the
    words around it that tell which event is meant, and the share a claim must have."""

    denial: Claim
    strength: Strength
    who: Identity | None
    keys: Keys
    named: Keys
    around: Keys
    share: float


@dataclass(frozen=True, slots=True)
class Account:
    """What an article brings to disputes with others: its day, all its words, those of them
    that are names, and its denials."""

    day: int
    keys: Keys
    names: Keys
    wants: tuple[Wanted, ...]


class Record(Protocol):
    """The accounts of the articles added so far, by the articles' numbers."""

    def count(self) -> int:
        """How many there are."""
        ...

    def frequency(self, key: str) -> int:
        """In how many of them a word occurs."""
        ...

    def add(self, number: int, account: Account) -> None: ...

    def telling(self, names: Keys, first: int, last: int) -> Iterable[int]:
        """Those of the days from `first` to `last` that have all of the names, by day and
        then in the order in which they were added."""
        ...

    def wanting(self, names: Keys, first: int, last: int) -> Iterable[tuple[int, Wanted]]:
        """The denials of those days whose names are all among `names`, in the same order, each
        with its article."""
        ...

    def keys(self, number: int) -> Keys:
        """All words of one of them."""
        ...

    def debate(self, number: int) -> Debate:
        """The article itself, to be read again."""
        ...


def account(debate: Debate) -> Account | None:
    """None for an article without a date: whether it is of the same days cannot be told."""
    published = debate.article.published
    if published is None:
        return None
    topics = debate.topics
    return Account(published.toordinal(), topics.all, topics.names, tuple(_wants(debate)))


class Crossings:
    """Claims and denials of many articles, ready to be held against one more."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def add(self, number: int, brought: Account, debate: Callable[[], Debate]) -> list[Crossing]:
        """The disputes between an article and those added before; `debate` reads it, which only
        few articles need."""
        record, day = self._record, brought.day
        wanting = list(record.wanting(brought.names, day - AFTER, day + BEFORE))
        telling = [
            (want, other)
            for want in brought.wants
            for other in record.telling(want.named, day - BEFORE, day + AFTER)
        ]
        record.add(number, brought)
        found: list[Crossing] = []
        for want, other in telling:
            told, read = record.keys(other), partial(record.debate, other)
            found += [(number, other, d) for d in self._disputes(want, told, read)]
        for other, want in wanting:
            found += [(other, number, d) for d in self._disputes(want, brought.keys, debate)]
        return found

    def _disputes(self, want: Wanted, told: Keys, read: Callable[[], Debate]) -> Iterator[Dispute]:
        """The dispute with the claim of an article that fits a denial best, if one does."""
        if self._weight(want.around & told) < EVENT * self._weight(want.around):
            return
        if len(want.keys & told) < 3 or self._share(want.keys, told) < want.share - _ROUNDING:
            return  # none of its claims can have more than the article has
        debate = read()
        fits = ((self._fit(want, debate, s), s.claim) for s in debate.statements)
        best = max(fits, key=lambda fit: fit[0], default=(0.0, None))
        if best[0] and best[1]:
            yield Dispute(want.denial, (best[1],), want.strength)

    def _fit(self, want: Wanted, debate: Debate, statement: Statement) -> float:
        """How well a claim fits what is denied, from 0 to 1; best with the fewest other words."""
        held = debate.keys(statement.claim)
        shared = want.keys & held
        if len(shared) < 3 or not want.named <= held or len(held) > _LONGEST_CLAIM:
            return 0.0
        if want.who is not None and statement.who is not None and want.who.same(statement.who):
            return 0.0
        if not _asserts(debate, statement) or shared & debate.negated(statement.claim):
            return 0.0
        share = self._share(want.keys, held)
        return share * self._weight(shared) / self._weight(held) if share >= want.share else 0.0

    def _share(self, wanted: Keys, held: Keys) -> float:
        """How much of `wanted` is in `held`; words of one concept count in part."""
        met = self._weight(wanted & held)
        for key in sorted(wanted - held):
            others = related(key)
            most = max((weight for other, weight in others.items() if other in held), default=0.0)
            met += self._weight((key,)) * most
        return met / self._weight(wanted)

    def _weight(self, keys: Iterable[str]) -> float:
        count, often = self._record.count(), self._record.frequency
        return fsum(log(1 + count / (1 + often(key))) for key in keys)


class Recollection:
    """The record in memory: simple, and what any other one has to agree with."""

    def __init__(self) -> None:
        self.debates: dict[int, Callable[[], Debate]] = {}
        self._held: dict[int, Account] = {}
        self._days: dict[int, list[int]] = defaultdict(list)
        self._frequencies: Counter[str] = Counter()
        self._read = lru_cache(_READ_AGAIN)(lambda number: self.debates[number]())

    def count(self) -> int:
        return len(self._held)

    def frequency(self, key: str) -> int:
        return self._frequencies[key]

    def add(self, number: int, account: Account) -> None:
        self._held[number] = account
        self._days[account.day].append(number)
        self._frequencies.update(account.keys)

    def telling(self, names: Keys, first: int, last: int) -> Iterable[int]:
        return [n for n, held in self._of_days(first, last) if names <= held.names]

    def wanting(self, names: Keys, first: int, last: int) -> Iterable[tuple[int, Wanted]]:
        days = self._of_days(first, last)
        return [(n, want) for n, held in days for want in held.wants if want.named <= names]

    def keys(self, number: int) -> Keys:
        return self._held[number].keys

    def debate(self, number: int) -> Debate:
        return self._read(number)

    def _of_days(self, first: int, last: int) -> Iterator[tuple[int, Account]]:
        for day in range(first, last + 1):
            for number in self._days.get(day, ()):
                yield number, self._held[number]


def _asserts(debate: Debate, statement: Statement) -> bool:
    """Whether somebody claims for sure: no denial beside it, nothing only possible."""
    claim = statement.claim
    spoken = statement.who is not None or debate.holds(claim, "accusing")
    doubtful = debate.holds(claim, "unasserted") or debate.holds(claim, "possible")
    return spoken and not doubtful and not debate.beside_denial(claim)


def _wants(debate: Debate) -> Iterator[Wanted]:
    """The denials of an article, with what they deny. Left out: denials of denials, denials of
    mere guilt, doubts, which seldom are of one event, and verdicts ("the attack was fake"),
    whose subject every report on the event names."""
    for denied, pairs in paired(debate):
        denial = denied.denial
        if denied.of_denial or denied.guilt or denial.grade == "doubts":
            continue
        if denial.verdict and denial.told is None:
            continue
        keys, share = denied.keys or denied.negated, SHARE
        if len(keys) < 3:
            keys, share = _meant(debate, pairs), MEANT
        who = denied.statement.who
        named = keys & debate.topics.names
        if who is not None and debate.of_oneself(denied):
            named = who.names if len(who.names) == 1 else named | (who.names & debate.topics.names)
        if len(keys) >= 3 and named:
            claim, around = denied.statement.claim, debate.around(denied)
            yield Wanted(claim, denial.grade, who, keys, named, around, share)


def _meant(debate: Debate, pairs: Sequence[Pair]) -> Keys:
    """What the claims are about that a denial points back to."""
    sure = [claim for strength, claim in pairs if strength != "may concern"]
    return frozenset().union(*(debate.topics.keys(*claim.content) for claim in sure))
