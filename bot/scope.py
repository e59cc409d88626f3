"""Which articles a question is asked of: those of some outlets, published in some days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.citation import clipped
from bot.wording import Wording
from bot.wording.phrase import Phrase
from index.catalogue import Catalogue
from index.library import Library
from index.mastheads import Mask, name_of

MOST_OUTLETS = 8
LONGEST_WRITTEN = 60
"""Of outlets, and code points of names and filters, that are told in a sentence."""

_A_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Scope:
    """Articles of the outlets, published from `first` to `last`, both included; None where
    nothing is asked.

    `question` is what is asked of them: the text without what narrows it, `written`. `wrong` is a
    filter that cannot be read, `unknown` an outlet that no article is from. `taken`: over from
    the question before. `naming`: articles that name this instead of such of the outlets.
    `undated`: articles without a date may be of these days. `otherwise` is asked where this leaves
    no answer: it was told by the way, and may have been meant so; `instead_of` is the one that left
    none.
    """

    question: str = ""
    written: str = ""
    outlets: tuple[str, ...] | None = None
    first: date | None = None
    last: date | None = None
    wrong: str | None = None
    unknown: str | None = None
    taken: bool = False
    undated: bool = False
    naming: str | None = None
    otherwise: "Scope | None" = None
    instead_of: "Scope | None" = None

    @property
    def narrows(self) -> bool:
        days = self.first or self.last
        return bool(days or self.naming or self.outlets is not None or self.wrong is not None)

    @property
    def filters(self) -> str:
        """What it narrows to, as one may type it."""
        typed = [f'from:"{outlet}"' for outlet in self.outlets or ()]
        typed += [f"since:{self.first}"] if self.first else []
        typed += [f"until:{self.last}"] if self.last else []
        return " ".join(typed)

    def mask(self, library: Library) -> Mask:
        """The articles that it leaves."""
        catalogue = library.catalogue
        mask = catalogue.all
        if self.first or self.last:
            dated = catalogue.published_in(self.first, self.last)
            mask &= dated | catalogue.undated if self.undated else dated
        if self.outlets is not None:
            mask &= catalogue.mastheads.published_by(map(name_of, self.outlets))
        for word in name_of(self.naming or ""):
            mask &= library.with_word(word)
        return mask

    def also(self, other: "Scope") -> "Scope":
        """What fits both; of outlets what fits either. The rest stays."""
        outlets = self.outlets
        if other.outlets is not None:
            outlets = (*(outlets or ()), *other.outlets)
        return replace(
            self._both(other),
            outlets=None if outlets is None else tuple(dict.fromkeys(outlets)),
        )

    def inside(self, other: "Scope") -> "Scope":
        """What fits both, of outlets too; so does what is asked otherwise. The rest stays."""
        outlets = other.outlets if self.outlets is None else self.outlets
        if self.outlets is not None and other.outlets is not None:
            here = {name_of(outlet) for outlet in other.outlets}
            outlets = tuple(outlet for outlet in self.outlets if name_of(outlet) in here)
        written = " ".join(filter(None, (other.written, self.written)))
        return replace(
            self._both(other),
            written=written,
            outlets=outlets,
            otherwise=self.otherwise and self.otherwise.inside(other),
        )

    def _both(self, other: "Scope") -> "Scope":
        return replace(
            self,
            first=max(filter(None, (self.first, other.first)), default=None),
            last=min(filter(None, (self.last, other.last)), default=None),
            undated=self.undated or other.undated,
            wrong=other.wrong if self.wrong is None else self.wrong,
            unknown=self.unknown or other.unknown,
            naming=self.naming or other.naming,
        )


EVERYTHING = Scope()
"""All articles."""


def bounded(key: str, first: date, last: date) -> Scope:
    """The days since, after, until or before those from `first` to `last`, by the folded word."""
    match key[:3]:
        case "sin" | "dep":
            return Scope(first=first)
        case "aft" | "apr":
            return Scope(first=last + _A_DAY)
        case "bef" | "ava":
            return Scope(last=first - _A_DAY)
    return Scope(last=last)


def unsearchable(scope: Scope, mask: Mask, catalogue: Catalogue, words: Wording) -> str | None:
    """Why nothing can be searched there, in a sentence or two: a filter cannot be read, or no
    article fits, and which outlets there are. None where something can; `mask` is the scope's."""
    if scope.wrong is not None:
        return words.bad_filter.format(filter=clipped(scope.wrong, LONGEST_WRITTEN))
    if scope.unknown is None and mask.any():
        return None
    if scope.unknown is not None:
        why = words.no_outlet_there.format(outlet=clipped(scope.unknown, LONGEST_WRITTEN))
    else:
        why = words.no_article_there.format(filter=clipped(scope.written, LONGEST_WRITTEN))
    counted = catalogue.mastheads.counted
    if not counted:
        return f"{why} {words.no_outlets}"
    named = ", ".join(
        f"{clipped(name, LONGEST_WRITTEN)} ({count})" for name, count in counted[:MOST_OUTLETS]
    )
    further = len(counted) - MOST_OUTLETS
    more = words.and_more.format(number=further) if further > 0 else ""
    return f"{why} {words.outlets_are.format(outlets=named + more)}"


def remarks(scope: Scope, words: Wording) -> Iterator[str]:
    """That the articles meant have no answer; which are looked at alone."""
    if scope.wrong is not None or scope.unknown is not None:
        return
    if (meant := scope.instead_of) is not None:
        yield _lifted(replace(meant, outlets=None) if scope.outlets else meant, words)
    if scope.outlets or ((scope.first or scope.last) and not scope.undated):
        narrowed = _narrowed_to(scope, words)
        yield words.as_before.format(narrowed=narrowed) if scope.taken else narrowed


def _narrowed_to(scope: Scope, words: Wording) -> str:
    """What only is looked at, in a sentence: "Looking only at Reuters, since 1 April 2022." """
    return _told(scope, words, words.only_both, words.only_outlets, words.only_days)


def _lifted(scope: Scope, words: Wording) -> str:
    """That there is no answer there, and others are quoted, in a sentence."""
    return _told(scope, words, words.none_both, words.none_outlets, words.none_days)


def _told(scope: Scope, words: Wording, both: Phrase, outlets: Phrase, days: Phrase) -> str:
    named, dated = _outlets(scope, words), _days(scope, words)
    if named and dated:
        return both.format(outlets=named, days=dated)
    return outlets.format(outlets=named) if named else days.format(days=dated)


def _outlets(scope: Scope, words: Wording) -> str:
    named = [clipped(outlet, LONGEST_WRITTEN) for outlet in scope.outlets or ()]
    further = len(named) - MOST_OUTLETS
    more = words.and_more.format(number=further) if further > 0 else ""
    return ", ".join(named[:MOST_OUTLETS]) + more


def _days(scope: Scope, words: Wording) -> str:
    first, last = words.day(scope.first), words.day(scope.last)
    if scope.first and scope.last:
        if scope.first == scope.last:
            return words.on_day.format(day=first)
        return words.between_days.format(first=first, last=last)
    if scope.first:
        return words.since_day.format(first=first)
    return words.until_day.format(last=last) if scope.last else ""
