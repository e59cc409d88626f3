"""What a button does, and its stateless form in Telegram's callback data.

Nothing is kept between sending a button and pressing it, so buttons survive restarts. The data
comes back from outside and may be forged: decoding refuses all that encoding cannot have made.
"""

import re
from dataclasses import dataclass

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


Action = ShowContext | ShowMore | ShowSources

_CONTEXT = re.compile(r"c:([0-9a-f]{16}):(0|[1-9][0-9]{0,9}):([1-9][0-9]{0,9})", re.ASCII)
_SKIP = re.compile(r"([mfs]):([1-9][0-9]{0,9})", re.ASCII)


def encode(action: Action) -> str:
    """At most MOST_BYTES of ASCII; UnknownActionError for what could not be decoded again."""
    match action:
        case ShowContext(version, span):
            data = f"c:{version[:VERSION_DIGITS]}:{span.start}:{span.end}"
        case ShowMore(skip, follows):
            data = f"{'f' if follows else 'm'}:{skip}"
        case ShowSources(skip):
            data = f"s:{skip}"
    decode(data)
    return data


def decode(data: str) -> Action:
    """The action in callback data; UnknownActionError for any other text."""
    if found := _CONTEXT.fullmatch(data):
        start, end = int(found[2]), int(found[3])
        if start < end <= LARGEST:
            return ShowContext(found[1], Span(start, end))
    elif found := _SKIP.fullmatch(data):
        skip = int(found[2])
        if skip <= LARGEST:
            return ShowSources(skip) if found[1] == "s" else ShowMore(skip, found[1] == "f")
    raise UnknownActionError("This button is unknown to me; please ask your question again.")
