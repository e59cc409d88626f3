"""Disputes between articles: a denial in one, the claims it denies in others of those days.

Articles are added one by one; each is held against those added before, and they against it.
Denials are few: for each, only articles of the same days that have every name it denies are
read again, so the work does not grow with pairs of articles. Two articles tell less of one
event than two sentences of one article do, so more is asked of a claim here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TypeVar

from index.concepts import related
from index.disputes.debate import Debate, Statement
from index.disputes.identity import Identity
from index.disputes.pairing import Pair, paired
from index.model import Article, Claim, Dispute, Strength

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

_Keys = frozenset[str]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """An article with its claims, and the names in it."""

    article: Article
    claims: tuple[Claim, ...]
    day: int
    names: _Keys


@dataclass(frozen=True, slots=True, eq=False)
class _Wanted:
    """A denial: what it denies, whom or what that names (the denier, if it is of himself), the
    words around it that tell which event is meant, and the share a claim must have."""

    entry: _Entry
    denial: Claim
    strength: Strength
    who: Identity | None
    keys: _Keys
    named: _Keys
    around: _Keys
    share: float


class Crossings:
    """Claims and denials of many articles, ready to be held against one more."""

    def __init__(self) -> None:
        self._count = 0
        self._frequencies: Counter[str] = Counter()
        self._entries: dict[int, list[_Entry]] = defaultdict(list)
        self._wants: dict[int, list[_Wanted]] = defaultdict(list)
        self._read = lru_cache(_READ_AGAIN)(_debate)

    def add(self, article: Article, claims: Sequence[Claim]) -> Iterator[Dispute]:
        """The disputes between the article and those added before. Undated ones have none."""
        if article.published is None:
            return
        debate = Debate(article, claims)
        day = article.published.toordinal()
        entry = _Entry(article, tuple(claims), day, debate.topics.names)
        self._count += 1
        self._frequencies.update(debate.topics.all)
        wants = list(_wants(debate, entry))
        for want in wants:
            for other in self._near(self._entries, day - BEFORE, day + AFTER):
                yield from self._dispute(want, other)
        for want in self._near(self._wants, day - AFTER, day + BEFORE):
            yield from self._dispute(want, entry)
        self._entries[day].append(entry)
        self._wants[day].extend(wants)

    def _near(self, held: dict[int, list[_T]], first: int, last: int) -> Iterator[_T]:
        for day in range(first, last + 1):
            yield from held.get(day, ())

    def _dispute(self, want: _Wanted, entry: _Entry) -> Iterator[Dispute]:
        """The dispute with the claim of an article that fits a denial best, if one does."""
        if not want.named <= entry.names:
            return
        debate = self._read(entry)
        around = want.around & debate.topics.all
        if self._weight(around) < EVENT * self._weight(want.around):
            return
        fits = ((self._fit(want, debate, s), s.claim) for s in debate.statements)
        best = max(fits, key=lambda fit: fit[0], default=(0.0, None))
        if best[0] and best[1]:
            yield Dispute(want.denial, (best[1],), want.strength)

    def _fit(self, want: _Wanted, debate: Debate, statement: Statement) -> float:
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

    def _share(self, wanted: _Keys, held: _Keys) -> float:
        """How much of `wanted` is in `held`; words of one concept count in part."""
        met = self._weight(wanted & held)
        for key in wanted - held:
            others = related(key)
            met += self._weight((key,)) * max((others.get(h, 0.0) for h in held), default=0.0)
        return met / self._weight(wanted)

    def _weight(self, keys: Iterable[str]) -> float:
        return sum(log(1 + self._count / (1 + self._frequencies[key])) for key in keys)


def _debate(entry: _Entry) -> Debate:
    return Debate(entry.article, entry.claims)


def _asserts(debate: Debate, statement: Statement) -> bool:
    """Whether somebody claims for sure: no denial beside it, nothing only possible."""
    claim = statement.claim
    spoken = statement.who is not None or debate.holds(claim, "accusing")
    doubtful = debate.holds(claim, "unasserted") or debate.holds(claim, "possible")
    return spoken and not doubtful and not debate.beside_denial(claim)


def _wants(debate: Debate, entry: _Entry) -> Iterator[_Wanted]:
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
            yield _Wanted(entry, claim, denial.grade, who, keys, named, around, share)


def _meant(debate: Debate, pairs: Sequence[Pair]) -> _Keys:
    """What the claims are about that a denial points back to."""
    sure = [claim for strength, claim in pairs if strength != "may concern"]
    return frozenset().union(*(debate.topics.keys(*claim.content) for claim in sure))
