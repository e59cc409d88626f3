"""What a button does, and its stateless form in Telegram's callback data.

Nothing is kept between sending a button and pressing it, so buttons survive restarts. The data
comes back from outside and may be forged: decoding refuses all that encoding cannot have made.
"""

import re
from dataclasses import dataclass
from typing import Literal

from index.errors import SaidWhoError
from index.model import Span

MOST_BYTES = 64
"""Telegram's limit for callback data."""

VERSION_DIGITS = 16
"""Hex digits of an article's digest that name its version: no two articles share them."""

LARGEST = 10**9
"""Offsets and pages beyond it are no article's; bounds the length of the data."""


class UnknownActionError(SaidWhoError):
    """Callback data that no button of this program carries."""


@dataclass(frozen=True, slots=True)
class ShowContext:
    """Show the paragraphs around a quote; `version` is the beginning of the article's digest."""

    version: str
    span: Span


@dataclass(frozen=True, slots=True)
class ShowMore:
    """Show the quotes from number `skip` on, for the question that the message replies to.

    `follows`: that question cannot be understood without the one before, which Telegram does
    not show.
    """

    skip: int
    follows: bool = False


@dataclass(frozen=True, slots=True)
class ShowSources:
    """Show the list of articles from number `skip` on."""

    skip: int


@dataclass(frozen=True, slots=True)
class ShowSide:
    """Show who disputes a quote, or what else its source says; `version` as for ShowContext.

    `cue`: where the words begin that say who speaks; of two who speak in the quote it tells the
    one who was named.
    """

    side: Literal["disputes", "says"]
    version: str
    span: Span
    cue: int | None = None


ViewName = Literal["disputes", "timeline", "who"]


@dataclass(frozen=True, slots=True)
class ShowView:
    """Show a view from entry number `skip` on, for the command that the message replies to."""

    view: ViewName
    skip: int


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Speak this language to whoever presses; None: the one of their Telegram."""

    code: str | None


Action = ShowContext | ShowMore | ShowSources | ShowSide | ShowView | ChooseLanguage

_SIDES: dict[str, Literal["disputes", "says"]] = {"d": "disputes", "w": "says"}
_VIEWS: dict[str, ViewName] = {"D": "disputes", "T": "timeline", "W": "who"}
_NUMBER = r"(0|[1-9][0-9]{0,9})"
_PLACE = re.compile(rf"([cdw]):([0-9a-f]{{16}}):{_NUMBER}:{_NUMBER}(?::{_NUMBER})?", re.ASCII)
_LANGUAGE = re.compile(r"l:([a-z]{2,3})?", re.ASCII)
_SKIP = re.compile(r"([mfsDTW]):([1-9][0-9]{0,9})", re.ASCII)


def encode(action: Action) -> str:
    """At most MOST_BYTES of ASCII; UnknownActionError for what could not be decoded again."""
    match action:
        case ShowContext(version, span):
            data = f"c:{version[:VERSION_DIGITS]}:{span.start}:{span.end}"
        case ShowMore(skip, follows):
            data = f"{'f' if follows else 'm'}:{skip}"
        case ShowSources(skip):
            data = f"s:{skip}"
        case ShowSide(side, version, span, cue):
            letter = next(key for key, name in _SIDES.items() if name == side)
            data = f"{letter}:{version[:VERSION_DIGITS]}:{span.start}:{span.end}"
            data += "" if cue is None else f":{cue}"
        case ShowView(view, skip):
            data = f"{next(key for key, name in _VIEWS.items() if name == view)}:{skip}"
        case ChooseLanguage(code):
            data = f"l:{code or ''}"
    decode(data)
    return data


def decode(data: str) -> Action:
    """The action in callback data; UnknownActionError for any other text."""
    if found := _PLACE.fullmatch(data):
        version, start, end = found[2], int(found[3]), int(found[4])
        cue = int(found[5]) if found[5] else None
        if start < end <= LARGEST and (cue or 0) <= LARGEST:
            span = Span(start, end)
            if side := _SIDES.get(found[1]):
                return ShowSide(side, version, span, cue)
            if cue is None:
                return ShowContext(version, span)
    elif (found := _SKIP.fullmatch(data)) and (skip := int(found[2])) <= LARGEST:
        if view := _VIEWS.get(found[1]):
            return ShowView(view, skip)
        return ShowSources(skip) if found[1] == "s" else ShowMore(skip, found[1] == "f")
    elif found := _LANGUAGE.fullmatch(data):
        return ChooseLanguage(found[1])
    raise UnknownActionError("No button of this program carries such data.")
