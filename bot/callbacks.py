"""What a button does, and its stateless form in Telegram's callback data.

Nothing is kept between sending a button and pressing it, so buttons survive restarts. The data
comes back from outside and may be forged: decoding refuses all that encoding cannot have made.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.errors import SaidWhoError
from index.model import Span
from index.store.ratings import Verdict

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
    """Show the paragraphs around a quote; `version` is the beginning of the article's digest.

    `paragraph`, counted from 1: show those around that one instead, in the place of the message.
    """

    version: str
    span: Span
    paragraph: int | None = None


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
    """Show the list of articles from number `skip` on, in the place of the message; `searched`:
    of those that the command asked for to which the message replies."""

    skip: int
    searched: bool = False


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


@dataclass(frozen=True, slots=True)
class CopyQuote:
    """Show a quote with its citation to be copied; `version` and `cue` as for ShowSide."""

    version: str
    span: Span
    cue: int | None = None


@dataclass(frozen=True, slots=True)
class ShowProof:
    """Send the file that proves a quote; `version` as for ShowContext."""

    version: str
    span: Span


@dataclass(frozen=True, slots=True)
class Rate:
    """Rate a quote as an answer to the question that the message replies to."""

    verdict: Verdict
    version: str
    span: Span


@dataclass(frozen=True, slots=True)
class ShowTools:
    """Show the further buttons of the quote with this number in the message."""

    number: int
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


@dataclass(frozen=True, slots=True)
class AddReplied:
    """Add what the message replies to."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the message asks about is to be added, undated parts of it with this day, or not."""

    choice: Literal["add", "drop"]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class AskRemove:
    """Ask whether the article is to be removed that has this version, as for ShowContext."""

    version: str


@dataclass(frozen=True, slots=True)
class Removed:
    """Remove it; None: don't."""

    version: str | None


Placed = ShowContext | ShowSide | CopyQuote | ShowProof | Rate | ShowTools
"""What a button about a quote does."""

Keeping = AddReplied | Answered | AskRemove | Removed
"""What a button does that changes the library."""

Action = Placed | Keeping | ShowMore | ShowSources | ShowView | ChooseLanguage

_VIEWS: dict[str, ViewName] = {"D": "disputes", "T": "timeline", "W": "who"}
_NUMBER = r"(0|[1-9][0-9]{0,9})"
_PLACE = re.compile(
    rf"([a-z]):([0-9a-f]{{16}}):{_NUMBER}:{_NUMBER}(?::{_NUMBER})?(?::{_NUMBER})?", re.ASCII
)
_LANGUAGE = re.compile(r"l:([a-z]{2,3})?", re.ASCII)
_ANSWERED = re.compile(r"o:(add|drop|[0-9]{4}-[0-9]{2}-[0-9]{2})", re.ASCII)
_REMOVING = re.compile(r"([uv]):([0-9a-f]{16})?", re.ASCII)
_SKIP = re.compile(r"([mfDTW]):([1-9][0-9]{0,9})", re.ASCII)
_LISTED = re.compile(rf"([sq]):{_NUMBER}", re.ASCII)


def encode(action: Action) -> str:
    """At most MOST_BYTES of ASCII; UnknownActionError for what could not be decoded again."""
    match action:
        case ShowMore(skip, follows):
            data = f"{'f' if follows else 'm'}:{skip}"
        case ShowSources(skip, searched):
            data = f"{'q' if searched else 's'}:{skip}"
        case ShowView(view, skip):
            data = f"{next(key for key, name in _VIEWS.items() if name == view)}:{skip}"
        case ChooseLanguage(code):
            data = f"l:{code or ''}"
        case AddReplied():
            data = "a"
        case Answered(choice, day):
            data = f"o:{day.isoformat() if day else choice}"
        case AskRemove(version):
            data = f"u:{version}"
        case Removed(version):
            data = f"v:{version or ''}"
        case _:
            letter, numbers = _told(action)
            places = (action.span.start, action.span.end, *numbers)
            data = ":".join([letter, action.version[:VERSION_DIGITS], *map(str, places)])
    decode(data)
    return data


def _told(action: Placed) -> tuple[str, list[int]]:
    """The letter of what a button about a quote does, and the numbers behind the place."""
    letter: str
    numbers: list[int | None]
    match action:
        case ShowContext(paragraph=None):
            letter, numbers = "c", [None]
        case ShowContext(paragraph=paragraph):
            letter, numbers = "p", [paragraph]
        case ShowSide(side=side, cue=cue):
            letter, numbers = "d" if side == "disputes" else "w", [cue]
        case CopyQuote(cue=cue):
            letter, numbers = "y", [cue]
        case ShowProof():
            letter, numbers = "r", [None]
        case Rate(verdict):
            letter, numbers = "h" if verdict == "helpful" else "x", [None]
        case ShowTools(number=number, cue=cue):
            letter, numbers = "t", [number, cue]
    return letter, [number for number in numbers if number is not None]


def decode(data: str) -> Action:
    """The action in callback data; UnknownActionError for any other text."""
    action: Action | None = None
    if found := _PLACE.fullmatch(data):
        start, end, *numbers = (int(number) for number in found.groups()[2:] if number)
        if start < end and max(end, *numbers, 0) <= LARGEST:
            action = _placed(found[1], found[2], Span(start, end), numbers)
    elif (found := _SKIP.fullmatch(data)) and (skip := int(found[2])) <= LARGEST:
        if view := _VIEWS.get(found[1]):
            action = ShowView(view, skip)
        else:
            action = ShowMore(skip, found[1] == "f")
    elif (found := _LISTED.fullmatch(data)) and (skip := int(found[2])) <= LARGEST:
        action = ShowSources(skip, found[1] == "q")
    elif found := _LANGUAGE.fullmatch(data):
        action = ChooseLanguage(found[1])
    else:
        action = _keeping(data)
    if action is None:
        raise UnknownActionError("No button of this program carries such data.")
    return action


def _keeping(data: str) -> Keeping | None:
    if data == "a":
        return AddReplied()
    if found := _REMOVING.fullmatch(data):
        letter, version = found.groups()
        if letter == "v":
            return Removed(version)
        return AskRemove(version) if version else None
    if (found := _ANSWERED.fullmatch(data)) is None:
        return None
    match found[1]:
        case "add" | "drop" as choice:
            return Answered(choice)
        case day:
            try:
                return Answered("add", date.fromisoformat(day))
            except ValueError:
                return None


def _placed(letter: str, version: str, span: Span, numbers: list[int]) -> Placed | None:
    match letter, numbers:
        case "c", []:
            return ShowContext(version, span)
        case "p", [paragraph] if paragraph:
            return ShowContext(version, span, paragraph)
        case "d" | "w", [] | [_]:
            return ShowSide("disputes" if letter == "d" else "says", version, span, *numbers)
        case "y", [] | [_]:
            return CopyQuote(version, span, *numbers)
        case "r", []:
            return ShowProof(version, span)
        case "h" | "x", []:
            return Rate("helpful" if letter == "h" else "wrong", version, span)
        case "t", [number, *cue] if number:
            return ShowTools(number, version, span, *cue)
    return None
