"""Whether a question asks for the newest of several ("latest", "dernier") or the first of them."""

import re
from collections.abc import Callable, Iterable
from typing import Literal, TypeVar

from index.analysis import content_words, folded_in_place

Wanted = Literal["newest", "earliest"]
T = TypeVar("T")

_TOLD = (  # what is told, and comes one after the other
    r"(?:reports?|reporting|articles?|stor(?:y|ies)|news|accounts?|mentions?|statements?|words?"
    r"|comments?|reactions?|responses?|announcements?|claims?|denials?|updates?|times?|speech(?:es)?"
    r"|interviews?|tweets?|posts?|figures?|numbers?|tolls?|polls?)"
)
_DITE = (
    r"(?:articles?|rapports?|nouvelles?|informations?|infos?|depeches?|declarations?|annonces?"
    r"|reactions?|mentions?|communiques?|dementis?|bilans?|chiffres?|fois|interviews?|discours"
    r"|commentaires?|temoignages?)"
)
_TELL = (
    r"(?:report|say|announce|mention|den(?:y|ied)|claim|reveal|publish|tell|confirm|disclose)"
    r"(?:ed|d)?|said|told|broke"
)
_ANNONCER = (
    r"(?:rapporter|dire|annoncer|mentionner|dementir|affirmer|reveler|publier|confirmer|evoquer)"
)
_OWNERS = "a an at the his her its their my our your"
_NO_OWNER = r"(?<!'s )" + "".join(rf"(?<!\b{word} )" for word in _OWNERS.split())
"""Before "first" where it tells when something was done, not which of several."""

_NEWEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?"
    r"|(?:his|her|its|their) last(?! (?:week|month|year|night|days?|weeks|months|years|minute"
    r"|name|resort|stage|chance|wish|will)\b)"
    rf"|(?:the|'s) (?:very )?last {_TOLD}"
    r"|(?<!the )(?<!at )last (?:seen|heard|known|said|spoke|appeared|reported|met|visited)"
    r"|(?:les? |la |sa |son |ses |leurs? )dernier?e?s?(?! (?:jour|semaine|mois|annee|an|mot"
    r"|minute|chance|moment|lieu|sacrement|tour|etage|heure)s?\b)|^derniere?s?"
    r"|plus recente?s?)\b"
)
_EARLIEST = re.compile(
    rf"\b(?:(?:first|earliest) (?:ever |known |recorded )?{_TOLD}|first to (?:{_TELL})"
    rf"|{_NO_OWNER}first (?:{_TELL})|{_NO_OWNER}first (?!named)(?:\w+[^e\W]ed|seen|came|told|shown)"
    rf"|(?:did|does|was|were|has|have|had) (?:\S+ ){{1,6}}{_NO_OWNER}first (?!and|to|named)\w+"
    rf"|premiere?s? {_DITE}|premiere?s? a l'avoir|premiere?s? a (?:l'|le |la )?{_ANNONCER}"
    r"|en premier(?! lieu)|(?<!\bde )(?<!\bque )l(?:e|a|es) premiere?s?(?=\s*[?!.]|$))\b"
)


_NEWS = re.compile(
    r"\b(?:(?:latest|newest|most recent|last|first|earliest) (?:news|reports?|articles?"
    r"|stor(?:y|ies)|coverage|mentions?|updates?|information)\b(?: (?:of|on|about|from|in)\b)?"
    r"|first (?:reported|mentioned|published)\b|most recently\b"
    r"|(?:dernier|premier)e?s? (?:nouvelles?|informations?|infos?|articles?|depeches?|mentions?)\b"
    r"(?: (?:sur|concernant|a propos)\b)?)"
)
"""Words of an order that no article uses of itself."""


def without_order(text: str) -> str:
    """The question without the words that only say which of several reports is asked for, where
    anything is left of it."""
    bare = folded_in_place(text)
    spans = [match.span() for match in _NEWS.finditer(bare)]
    left = text
    for start, end in reversed(spans):
        left = f"{left[:start]} {left[end:]}"
    return " ".join(left.split()) if spans and content_words(left, "und") else text


def wanted_first(text: str) -> Wanted | None:
    """Which of several the question asks for; None where it does not matter, or both are named.

    "last week" is a time, and "the first minister" an office.
    """
    bare = folded_in_place(text)
    newest, earliest = _NEWEST.search(bare), _EARLIEST.search(bare)
    if bool(newest) == bool(earliest):
        return None
    return "newest" if newest else "earliest"


def in_order(found: Iterable[T], wanted: Wanted, day: Callable[[T], int]) -> list[T]:
    """By the day of publication, 0 where it is not known: those last; of one day as they were."""
    sign = -1 if wanted == "newest" else 1
    return sorted(found, key=lambda one: (not day(one), sign * day(one)))
