"""Disputes between articles: a denial in one, the claims it denies in others of those days.

Articles are added one by one; each is held against those added before, and they against it.
Claims are looked up by the rarest words that a denial denies, so that the work grows with the
denials and not with pairs of articles.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from index.concepts import related
from index.disputes.debate import Debate
from index.disputes.identity import Identity
from index.disputes.pairing import Pair, paired
from index.model import Article, Claim, Dispute, Strength

BEFORE, AFTER = 7, 1
"""Days by which an article with a claim may be older or younger than one that denies it."""

SHARE = 0.55
"""Least share of the denied words, by rarity, that a claim must have."""

EVENT = 0.3
"""Least share of the words around a denial, by rarity, that the claim's article must have."""

_LOOKED_UP = 4
"""How many of the rarest words of a denial are looked up; a claim must have one of them."""

_LONGEST_CLAIM = 40
"""Words; a longer sentence touches on more than it claims."""

_Keys = frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Offered:
    """A claim that denials of other articles may concern."""

    article: int
    claim: Claim
    who: Identity | None
    keys: _Keys
    debate: Debate


@dataclass(frozen=True, slots=True, eq=False)
class _Wanted:
    """A denial: what it denies, whom or what that names (the denier, if it names nobody), and
    the words around it that tell which event is meant."""

    article: int
    denial: Claim
    strength: Strength
    who: Identity | None
    keys: _Keys
    named: _Keys
    around: _Keys


class Crossings:
    """Claims and denials of many articles, ready to be held against one more."""

    def __init__(self) -> None:
        self._dates: list[date] = []
        self._words: list[_Keys] = []
        self._frequencies: Counter[str] = Counter()
        self._names: set[str] = set()
        self._offers: dict[str, list[_Offered]] = defaultdict(list)
        self._wants: dict[str, list[_Wanted]] = defaultdict(list)

    def add(self, article: Article, claims: Sequence[Claim]) -> Iterator[Dispute]:
        """The disputes between the article and those added before. Undated ones have none."""
        if article.published is None:
            return
        debate = Debate(article, claims)
        number = len(self._dates)
        self._dates.append(article.published)
        self._words.append(debate.topics.all)
        self._frequencies.update(debate.topics.all)
        self._names |= debate.topics.names
        offers = list(_offers(debate, number))
        wants = list(_wants(debate, number))
        for want in wants:
            yield from self._dispute(want, self._offered_to(want))
        for want, offered in self._wanting(offers).items():
            yield from self._dispute(want, offered)
        self._keep(offers, wants)

    def _wanting(self, offers: Sequence[_Offered]) -> dict[_Wanted, list[_Offered]]:
        """The denials of articles added before that the claims may concern."""
        found: dict[_Wanted, list[_Offered]] = defaultdict(list)
        for offer in offers:
            for key in offer.keys:
                for want in self._wants.get(key, ()):
                    found[want].append(offer)
        return found

    def _keep(self, offers: Sequence[_Offered], wants: Sequence[_Wanted]) -> None:
        for offer in offers:
            for key in offer.keys:
                self._offers[key].append(offer)
        for want in wants:
            for key in self._rarest(want.keys):
                self._wants[key].append(want)

    def _offered_to(self, want: _Wanted) -> Iterator[_Offered]:
        for key in self._rarest(want.keys):
            yield from self._offers.get(key, ())

    def _rarest(self, keys: _Keys) -> list[str]:
        return sorted(keys, key=lambda key: (self._frequencies[key], key))[:_LOOKED_UP]

    def _dispute(self, want: _Wanted, offered: Iterable[_Offered]) -> Iterator[Dispute]:
        """A dispute for each other article with a claim that the denial denies: with the one that
        says it with the fewest other words."""
        meant: dict[int, list[tuple[float, Claim]]] = defaultdict(list)
        for offer in dict.fromkeys(offered):
            share = self._fits(want, offer)
            if share:
                meant[offer.article].append((share, offer.claim))
        for scored in meant.values():
            best = max(share for share, _ in scored)
            claim = next(claim for share, claim in scored if share == best)
            yield Dispute(want.denial, (claim,), want.strength)

    def _fits(self, want: _Wanted, offer: _Offered) -> float:
        """How well a claim fits what is denied, from 0 to 1."""
        later = (self._dates[offer.article] - self._dates[want.article]).days
        if not -BEFORE <= later <= AFTER or want.article == offer.article:
            return 0.0
        shared = want.keys & offer.keys
        if len(shared) < 3 or not want.named <= offer.keys:
            return 0.0
        if want.who is not None and offer.who is not None and want.who.same(offer.who):
            return 0.0
        if 2 * len(shared & offer.debate.negated(offer.claim)) >= len(shared):
            return 0.0
        around = self._weight(want.around)
        density = self._weight(shared) / self._weight(offer.keys)
        share = self._share(want.keys, offer.keys)
        event = self._weight(want.around & self._words[offer.article]) / around
        if share < SHARE or event < EVENT:
            return 0.0
        return share * density

    def _share(self, wanted: _Keys, held: _Keys) -> float:
        """How much of `wanted` is in `held`; words of one concept count in part."""
        met = self._weight(wanted & held)
        for key in wanted - held:
            others = related(key)
            met += self._weight((key,)) * max((others.get(h, 0.0) for h in held), default=0.0)
        return met / self._weight(wanted)

    def _weight(self, keys: Iterable[str]) -> float:
        return sum(log(1 + len(self._dates) / (1 + self._frequencies[key])) for key in keys)


def _offers(debate: Debate, number: int) -> Iterator[_Offered]:
    """The claims of an article that somebody makes; none from a sentence that denies, or of
    what is only looked into."""
    for statement in debate.statements:
        claim = statement.claim
        if statement.who is None and not debate.holds(claim, "alleging"):
            continue
        if debate.beside_denial(claim) or debate.holds(claim, "unasserted"):
            continue
        keys = debate.keys(claim)
        if 3 <= len(keys) <= _LONGEST_CLAIM:
            yield _Offered(number, claim, statement.who, keys, debate)


def _wants(debate: Debate, number: int) -> Iterator[_Wanted]:
    """The denials of an article, with what they deny; denials of denials left out."""
    for denied, pairs in paired(debate):
        if denied.of_denial or denied.guilt:
            continue
        keys = denied.keys or denied.negated
        keys = keys if len(keys) >= 3 else _meant(debate, pairs)
        who = denied.statement.who
        named = keys & debate.topics.names
        if who is not None and debate.of_oneself(denied):
            named = who.names if len(who.names) == 1 else named | (who.names & debate.topics.names)
        if len(keys) >= 3 and named:
            claim = denied.statement.claim
            around = debate.around(denied)
            yield _Wanted(number, claim, denied.denial.grade, who, keys, named, around)


def _meant(debate: Debate, pairs: Sequence[Pair]) -> _Keys:
    """What the claims are about that a denial points back to."""
    sure = [claim for strength, claim in pairs if strength != "may concern"]
    return frozenset().union(*(debate.topics.keys(*claim.content) for claim in sure))
