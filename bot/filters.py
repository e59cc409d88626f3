"""Filters as they are typed: "from:reuters", "since:2022-04", "avant:2022-05-01"."""

import re
from collections.abc import Iterator

from bot.daywords import ISO, days_in, named_days
from bot.scope import Scope, bounded
from index.analysis import folded_in_place
from index.catalogue import Catalogue
from index.mastheads import Mastheads, Name, name_of
from index.model import Span

BOUND = r"since|after|until|before|depuis|apr[eè]s|jusqu'(?:[aà]|au|en)|avant"
_FROM = re.compile(  # "from:reuters", 'from:"Le Monde"', "de:afp"
    r"(?<![^\s(])(?:from|de|outlet|source):"
    r"(?:\s*(?:\"(?P<quoted>[^\"]*)\"|“(?P<curled>[^”]*)”|«(?P<guillemets>[^»]*)»)"
    r"|(?P<apart>[ \t]+(?=\S))|(?P<plain>[^\s?!\"“«]*))"
)
_BY_DAY = re.compile(  # "since:2022-04", "before: 18 April 2022"
    rf"(?<![^\s(])(?P<key>{BOUND})(?P<apart>\s?:\s*)[\"“«]?\s*"
    rf"(?:(?P<iso>{ISO})|{named_days()}|(?P<other>[^\s?!\"”»]*))\s*[\"”»]?"
)
_ONE_DAY = re.compile(rf"(?P<iso>{ISO})|{named_days()}")

MOST_FILTERS = 20

_LONGEST_NAME = 8
"""Words of an outlet's name that is written without quotation marks."""

AROUND = ".,;)"
"""Marks behind a filter that are none of it."""


def filters(text: str, catalogue: Catalogue) -> Iterator[tuple[Span, Scope]]:
    """Where filters stand, and what each asks; one that cannot be read is `wrong`."""
    bare = folded_in_place(text)
    yield from _by_outlet(text, bare, catalogue.mastheads)
    for match in _BY_DAY.finditer(bare):
        days = days_in(match)
        if days is None and match["apart"] != ":" and not (match["other"] or "")[:1].isdigit():
            continue  # "What happened since: talks"
        span = Span(match.start(), match.start() + len(match.group().rstrip()))
        if days is None:
            yield span, Scope(wrong=span.of(text).strip(AROUND))
        else:
            yield span, bounded(match["key"], *days)


def _by_outlet(text: str, bare: str, mastheads: Mastheads) -> Iterator[tuple[Span, Scope]]:
    for match in _FROM.finditer(bare):
        start, end = match.span()
        if match["apart"] is not None:  # "from: Reuters", but not "came from: a house"
            longer = _longest_name(text, end, mastheads)
            if longer is not None:
                yield Span(start, longer[1]), Scope(outlets=(mastheads.written(longer[0]),))
            continue
        group = next(name for name, value in match.groupdict().items() if value is not None)
        value = text[match.start(group) : match.end(group)]
        if group == "plain" and value:
            longer = _longest_name(text, match.start(group), mastheads)
            if longer is not None:
                outlets = (mastheads.written(longer[0]),)
                yield Span(start, max(end, longer[1])), Scope(outlets=outlets)
                continue
        yield Span(start, end), of_outlets(match.group(), value, mastheads, group == "plain")


def by_day(key: str, value: str) -> Scope:
    """The articles since, after, until or before the day, month or year that `value` names."""
    match = _ONE_DAY.fullmatch(folded_in_place(value.strip()))
    days = match and days_in(match)
    return bounded(key, *days) if days else Scope(wrong=f"{key}:{value}")


def of_outlets(written: str, value: str, mastheads: Mastheads, plain: bool = False) -> Scope:
    """The articles of the outlet that `value` names, or of each, with commas between, if it is
    `plain`; `written` is told where it cannot be read."""
    found: list[str] = []
    listed = value.split(",") if plain else [value]
    if len(listed) > MOST_FILTERS:
        return Scope(wrong=written)
    for name in listed:
        bare = name.strip().strip(AROUND)
        if not bare:
            continue
        meant = mastheads.meant_by(bare)
        if not meant:
            return Scope(outlets=(), unknown=bare)
        found += map(mastheads.written, meant)
    return Scope(outlets=tuple(found)) if found else Scope(wrong=written)


def _longest_name(text: str, start: int, mastheads: Mastheads) -> tuple[Name, int] | None:
    """The longest name of an outlet that stands there whole, and where it ends."""
    ends = [start + match.end() for match in re.finditer(r"\S+", text[start : start + 400])]
    for end in reversed(ends[: min(_LONGEST_NAME, mastheads.longest + 1)]):
        typed = text[start:end].rstrip(AROUND + "?!")
        if (name := name_of(typed)) in mastheads:
            return name, start + len(typed)
    return None
