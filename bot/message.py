"""A message: text, marks over it, buttons, and the proof of what it quotes.

It knows nothing of Telegram; the terminal shows the same ones. Marks are spans of code points of
the message's text. What a message quotes it states as `Quoted`, so that whoever sends it can
prove it; no character of an article can turn into a mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.callbacks import Action
from index.duplicates import as_told
from index.errors import UnprovenQuoteError
from index.library import Library
from index.model import Article, Span

LONGEST_MESSAGE = 4096
"""Code points: Telegram's limit for a text message."""

COLLAPSED_FROM = 400
"""Code points from which on a quote is shown collapsed, with a tap to expand."""


class Style(StrEnum):
    QUOTE = "quote"
    COLLAPSED = "collapsed quote"
    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"
    COPY = "to be copied with a tap"


@dataclass(frozen=True, slots=True)
class Mark:
    """A style over a span of the message's text; `url` goes with LINK alone."""

    style: Style
    span: Span
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """The claim that `at` in the message holds exactly the article's characters at `span`."""

    at: Span
    article_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Echoed:
    """The claim that the quote `at` in the message stands in another article too, where its
    characters are `text`: the same but for quotation marks and white space."""

    at: Span
    article_id: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Open:
    """Open a page of the web."""

    url: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Copy a text that begins with exactly the article's characters at `span`."""

    text: str
    article_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Share:
    """Choose a chat, and ask the bot there for what `query` names."""

    query: str


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    action: Action | Open | Copy | Share


@dataclass(frozen=True, slots=True)
class Message:
    """At most LONGEST_MESSAGE code points; `buttons` are rows. Never empty."""

    text: str
    marks: tuple[Mark, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    echoes: tuple[Echoed, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.text) <= LONGEST_MESSAGE:
            raise ValueError(f"a message of {len(self.text)} characters")


@dataclass(slots=True)
class Draft:
    """A message being put together."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    quotes: list[Quoted] = field(default_factory=list)
    echoes: list[Echoed] = field(default_factory=list)

    def add(self, text: str, style: Style | None = None, url: str | None = None) -> None:
        if text and style is not None:
            span = Span(len(self.text), len(self.text) + len(text))
            self.marks.append(Mark(style, span, url))
        self.text += text

    def quote(self, article: Article, span: Span, collapsed: bool | None = None) -> Span:
        """Add the article's characters as a quote; returns where they stand in the message.

        `collapsed`: with a tap to expand; by default from COLLAPSED_FROM on.
        """
        at = Span(len(self.text), len(self.text) + len(span))
        folded = len(span) > COLLAPSED_FROM if collapsed is None else collapsed
        self.add(span.of(article.text), Style.COLLAPSED if folded else Style.QUOTE)
        self.quotes.append(Quoted(at, article.id, span))
        return at

    def words_of(self, article: Article, span: Span, style: Style | None = None) -> None:
        """Add a few words of the article inside a line; over a line's end they are joined."""
        words = span.of(article.text)
        if not any(c in "\r\n\u2028\u2029\x85" for c in words):
            at = Span(len(self.text), len(self.text) + len(words))
            self.quotes.append(Quoted(at, article.id, span))
        self.add(" ".join(words.split()) if "\n" in words or "\r" in words else words, style)

    def echo(self, at: Span, article: Article, span: Span) -> None:
        """Claim that the quote `at` stands in another article, too."""
        self.echoes.append(Echoed(at, article.id, span, span.of(article.text)))

    def append(self, other: "Draft") -> None:
        """Add all of another draft behind what is here."""
        by = len(self.text)
        self.text += other.text
        self.marks += [Mark(m.style, m.span.shifted(by), m.url) for m in other.marks]
        self.quotes += [Quoted(q.at.shifted(by), q.article_id, q.span) for q in other.quotes]
        self.echoes += [replace(e, at=e.at.shifted(by)) for e in other.echoes]

    def done(self, *buttons: Sequence[Button]) -> Message:
        rows = tuple(tuple(row) for row in buttons if row)
        return Message(self.text, tuple(self.marks), tuple(self.quotes), rows, tuple(self.echoes))


def plain(text: str) -> Message:
    """A message of the program's own words."""
    return Message(text)


def prove(message: Message, library: Library) -> None:
    """Raise UnprovenQuoteError unless every quote of the message, character for character,
    stands in its article at the offsets claimed, and every quote mark belongs to such a quote.
    What a button copies is a quote, too.
    """
    for quoted in message.quotes:
        library.prove(quoted.article_id, quoted.span, quoted.at.of(message.text))
    for echoed in message.echoes:
        library.prove(echoed.article_id, echoed.span, echoed.text)
        if as_told(echoed.text) != as_told(echoed.at.of(message.text)):
            raise UnprovenQuoteError(
                f"{echoed.article_id} has other words at {echoed.span.start}-{echoed.span.end} "
                "than the quote that is said to stand there too."
            )
    prove_buttons(message.buttons, library)
    proven = {quoted.at for quoted in message.quotes}
    for mark in message.marks:
        if mark.style in (Style.QUOTE, Style.COLLAPSED) and mark.span not in proven:
            raise UnprovenQuoteError(
                "A passage was marked as a quote that no article is named for."
            )


def prove_buttons(rows: Sequence[Sequence[Button]], library: Library) -> None:
    """Raise UnprovenQuoteError unless what a button copies is a quote."""
    for button in (button for row in rows for button in row):
        if isinstance(copied := button.action, Copy):
            library.prove(copied.article_id, copied.span, copied.text[: len(copied.span)])


_CONTROLS = dict.fromkeys([*range(0x0A), *range(0x0B, 0x20), 0x7F], " ")
_REMOVED = dict.fromkeys([0x0D, *range(0x2028, 0x202F), 0x030A, 0x0333, 0x033F])
_CLEANED = str.maketrans({**_CONTROLS, **_REMOVED})


def as_telegram_shows(text: str) -> str:
    """The text as a reader in Telegram sees it: some characters are replaced or removed.

    Measured on the real server; not documented. The ends are trimmed too, but quotes have no
    white space there.
    """
    return text.translate(_CLEANED)
