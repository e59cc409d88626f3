"""Whether a question asks for the newest of several ("latest", "dernier") or the first of them."""

import re
from collections.abc import Callable, Iterable
from typing import Literal, TypeVar

from index.analysis import folded

Wanted = Literal["newest", "earliest"]
T = TypeVar("T")

_NEWEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|(?:the|his|her|its|their) last(?! (?:week|month|year"
    r"|night|day|days|weeks|months|years|time|minute|name|resort|stage|chance|word)\b)"
    r"|(?:les? |la )(?:plus )?(?:recente?s?|derniere?s?)(?! (?:jour|semaine|mois|annee|an|fois"
    r"|mot|minute|chance)s?\b)|plus recente?s?|^derniere?s)\b"
)
_EARLIEST = re.compile(
    r"\b(?:earliest|(?:at )?the (?:very )?first(?! (?:lady|minister|degree|half|round|name|place"
    r"|world|amendment|aid|class|person|quarter)\b)|who (?:was|were) first|first (?:report(?:s|ed)?"
    r"|said|say|announced?|mention(?:s|ed)?|appear(?:s|ed)?|denied|deny|claimed)"
    r"|les? premiere?s?(?! (?:ministre|dame|tour|guerre|mi-temps|plan|degre)s?\b)"
    r"|la premiere(?! (?:ministre|dame|guerre|mi-temps)\b)|en premier|d'abord)\b"
)


def wanted_first(text: str) -> Wanted | None:
    """Which of several the question asks for; None where it does not matter, or both are named.

    "last week" is a time, and "the first minister" an office.
    """
    bare = folded(text).replace("’", "'")
    newest, earliest = _NEWEST.search(bare), _EARLIEST.search(bare)
    if bool(newest) == bool(earliest):
        return None
    return "newest" if newest else "earliest"


def in_order(found: Iterable[T], wanted: Wanted, day: Callable[[T], int]) -> list[T]:
    """By the day of publication, 0 where it is not known: those last; of one day as they were."""
    sign = -1 if wanted == "newest" else 1
    return sorted(found, key=lambda one: (not day(one), sign * day(one)))
