"""Answer to message: text, marks over it, and buttons. All wording stands here.

A message knows nothing of Telegram; the terminal shows the same ones. Marks are spans of code
points of the message's text. What a message quotes it states as `Quoted`, so that whoever sends
it can prove it; no character of an article can turn into a mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.answering import Answer, NoAnswer, Quotation, Searched
from bot.callbacks import VERSION_DIGITS, Action, ShowContext, ShowMore, ShowSources
from index.errors import UnprovenQuoteError
from index.library import Library
from index.model import Article, Segmentation, Span

LONGEST_MESSAGE = 4096
"""Code points: Telegram's limit for a text message."""

COLLAPSED_FROM = 400
"""Code points from which on a quote is shown collapsed, with a tap to expand."""

LONGEST_TITLE = 120
SOURCES_A_PAGE = 25
LANGUAGES = {"en": "English", "fr": "French"}

COMMANDS = {
    "ask": "Ask the articles a question",
    "sources": "List the articles that I search",
    "help": "How to ask, and what I do not do",
}
SHORT_DESCRIPTION = "Ask who delivered what, when, and who disputes it. I answer in quotes only."
DESCRIPTION = (
    "Ask me who delivered what, when, and who disputes it. I search a collection of news "
    "articles and answer with their own words: whole sentences, the article, its date, the "
    "paragraph. I never write an answer myself; where the articles are silent, I say so."
)
HELP = (
    "Ask in plain words, in English or in French. I answer with sentences of the articles, "
    "word for word, and say where each one stands.\n\n"
    "For example:\n"
    "Who delivered the helicopters?\n"
    "Quand le retrait doit-il être achevé ?\n\n"
    "/ask QUESTION – ask, also in groups\n"
    "/sources – the articles that I search\n\n"
    "“In context” shows the paragraphs around a quote, “More” the next quotes.\n\n"
    "What I do not do: sum up, judge who is right, or say anything that no article says."
)
START = "Hello! " + HELP
HOW_TO_ASK = "Put your question behind the command, such as: /ask Who delivered the helicopters?"
TEXT_ONLY = "I can read text only. Please type your question."
QUESTION_GONE = "I can no longer see the question; please ask it again."
ARTICLE_CHANGED = "The article has changed or is gone since; please ask again."
NO_MORE = "There are no further quotes."


def went_wrong(incident: str) -> str:
    return (
        "Sorry, something went wrong on my side; nothing of your question is the matter. "
        f"Please ask again, or report incident {incident}."
    )


class Style(StrEnum):
    QUOTE = "quote"
    COLLAPSED = "collapsed quote"
    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"


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
class Button:
    label: str
    action: Action


@dataclass(frozen=True, slots=True)
class Message:
    """At most LONGEST_MESSAGE code points; `buttons` are rows. Never empty."""

    text: str
    marks: tuple[Mark, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.text) <= LONGEST_MESSAGE:
            raise ValueError(f"a message of {len(self.text)} characters")


@dataclass(slots=True)
class _Draft:
    """A message being put together."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    quotes: list[Quoted] = field(default_factory=list)

    def add(self, text: str, style: Style | None = None, url: str | None = None) -> None:
        if text and style is not None:
            span = Span(len(self.text), len(self.text) + len(text))
            self.marks.append(Mark(style, span, url))
        self.text += text

    def quote(self, article: Article, span: Span, collapsed: bool) -> Span:
        """Add the article's characters as a quote; returns where they stand in the message."""
        at = Span(len(self.text), len(self.text) + len(span))
        self.add(span.of(article.text), Style.COLLAPSED if collapsed else Style.QUOTE)
        self.quotes.append(Quoted(at, article.id, span))
        return at

    def done(self, *buttons: Sequence[Button]) -> Message:
        rows = tuple(tuple(row) for row in buttons if row)
        return Message(self.text, tuple(self.marks), tuple(self.quotes), rows)


def plain(text: str) -> Message:
    """A message of the bot's own words."""
    return Message(text)


def answer_message(answer: Answer | NoAnswer, skip: int = 0) -> Message:
    """The answer as a message; `skip` is the number of quotes shown before it.

    Quotes that would not fit into one message are left to the button "More".
    """
    if isinstance(answer, NoAnswer):
        return _no_answer(answer)
    draft = _Draft()
    shown = _add_quotations(draft, answer.quotations, first_number=skip + 1)
    several = len(shown) > 1
    context = [
        Button(f"In context {n}" if several else "In context", _context(quotation))
        for n, quotation in enumerate(shown, start=skip + 1)
    ]
    more = answer.more or len(shown) < len(answer.quotations)
    further = ShowMore(skip + len(shown), follows=bool(answer.question.earlier))
    return draft.done(context, [Button("More", further)] if more else [])


def context_message(article: Article, segmentation: Segmentation, quote: Span) -> Message:
    """The paragraph of a quote with its neighbours, the quote in bold.

    What does not fit is left out from the outside inwards.
    """
    paragraphs = segmentation.paragraphs
    number = next(n for n, p in enumerate(paragraphs) if quote.start < p.end)
    before, after = paragraphs[max(0, number - 1)], paragraphs[min(number + 1, len(paragraphs) - 1)]
    draft = _Draft()
    whole = Span(before.start, after.end)
    # The line below what is left can only be shorter: fewer characters that Telegram changes.
    tail = len("\n" + _provenance(article, whole, number + 1))
    around = _shortened(article.text, whole, quote, LONGEST_MESSAGE - tail - 2 * len(" …\n"))
    draft.add("…\n" if around.start > before.start else "")
    at = draft.quote(article, around, collapsed=False)
    inside = quote.shifted(at.start - around.start)
    draft.marks.append(Mark(Style.BOLD, Span(max(inside.start, at.start), min(inside.end, at.end))))
    draft.add("\n…" if around.end < after.end else "")
    draft.add("\n")
    draft.add(_provenance(article, around, number + 1), Style.ITALIC)
    return draft.done()


def sources_message(articles: Sequence[Article], skip: int = 0) -> Message:
    """The articles, newest first, undated last; from number `skip` on."""
    newest = sorted(articles, key=lambda a: (a.published is None, _reverse(a.published), a.id))
    draft = _Draft()
    draft.add(f"{_counted(len(articles), 'article')}, newest first", Style.BOLD)
    shown = 0
    for article in newest[skip : skip + SOURCES_A_PAGE]:
        line = f"\n{_day(article.published)} – {_named(article)}"
        if len(draft.text) + len(line) > LONGEST_MESSAGE:
            break
        draft.add(line)
        shown += 1
    left = len(articles) - skip - shown
    if skip and not shown:
        return plain("There are no further articles.")
    return draft.done([Button(f"More ({left})", ShowSources(skip + shown))] if left > 0 else [])


def prove(message: Message, library: Library) -> None:
    """Raise UnprovenQuoteError unless every quote of the message, character for character,
    stands in its article at the offsets claimed, and every quote mark belongs to such a quote.
    """
    for quoted in message.quotes:
        library.prove(quoted.article_id, quoted.span, quoted.at.of(message.text))
    proven = {quoted.at for quoted in message.quotes}
    for mark in message.marks:
        if mark.style in (Style.QUOTE, Style.COLLAPSED) and mark.span not in proven:
            raise UnprovenQuoteError(
                "A passage was marked as a quote that no article is named for."
            )


def _no_answer(answer: NoAnswer) -> Message:
    draft = _Draft()
    draft.add(_clipped(answer.why, 600))
    draft.add("\n" + searched_line(answer.searched), Style.ITALIC)
    if not answer.nearest:
        return draft.done()
    draft.add("\n\n")
    draft.add("Not an answer, but nearest:", Style.BOLD)
    draft.add("\n")
    shown = _add_quotations(draft, answer.nearest, first_number=1)
    several = len(shown) > 1
    return draft.done(
        [
            Button(f"In context {n}" if several else "In context", _context(quotation))
            for n, quotation in enumerate(shown, start=1)
        ]
    )


def searched_line(searched: Searched) -> str:
    """What was searched: "Searched 1 article of 18 April 2022, 9 passages." """
    line = f"Searched {_counted(searched.articles, 'article')}"
    if searched.first and searched.last:
        same = searched.first == searched.last
        line += (
            f" of {_day(searched.last)}"
            if same
            else (f" from {_day(searched.first)} to {_day(searched.last)}")
        )
    if searched.undated:
        line += f" ({searched.undated} without a date)"
    return f"{line}, {_counted(searched.passages, 'passage')}."


def _add_quotations(
    draft: _Draft, quotations: Sequence[Quotation], first_number: int
) -> list[Quotation]:
    """Add quotes with their provenance while they fit; gives those added."""
    shown: list[Quotation] = []
    several = len(quotations) > 1
    for number, quotation in enumerate(quotations, start=first_number):
        lead = "\n\n" if shown else ""
        lead += f"{number}.\n" if several else ""
        provenance = _provenance(quotation.article, quotation.span, quotation.paragraph)
        length = len(lead) + len(quotation.span) + 1 + len(provenance)
        if shown and len(draft.text) + length > LONGEST_MESSAGE:
            break
        draft.add(lead)
        draft.quote(quotation.article, quotation.span, len(quotation.span) > COLLAPSED_FROM)
        draft.add("\n")
        draft.add(provenance, Style.ITALIC)
        shown.append(quotation)
    return shown


def _context(quotation: Quotation) -> ShowContext:
    return ShowContext(quotation.article.digest[:VERSION_DIGITS], quotation.span)


def _provenance(article: Article, shown: Span, paragraph: int) -> str:
    """ "Title, Outlet · 18 April 2022 · paragraph 6"

    `shown` is what stands above it, checked for characters that Telegram changes.
    """
    parts = [_named(article), _day(article.published), f"paragraph {paragraph}"]
    if article.language != "en" and article.language in LANGUAGES:
        parts.append(f"in {LANGUAGES[article.language]}")
    text = shown.of(article.text).replace("\r\n", "\n")  # looks the same without its \r
    if as_telegram_shows(text) != text:
        parts.append("typography normalised by Telegram")
    return " · ".join(parts)


def _named(article: Article) -> str:
    name = _clipped(article.title or article.path, LONGEST_TITLE)
    return f"{name}, {_clipped(article.outlet, LONGEST_TITLE)}" if article.outlet else name


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "no date"


def _reverse(day: date | None) -> int:
    return -day.toordinal() if day else 0


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _clipped(text: str, longest: int) -> str:
    line = " ".join(text.split()) or "(untitled)"
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _shortened(text: str, around: Span, quote: Span, room: int) -> Span:
    """The part of `around` that fits, with the quote in its middle, cut at white space."""
    if len(around) <= room:
        return around
    spare = max(0, room - len(quote))
    start = max(around.start, min(quote.start - spare // 2, around.end - room))
    end = min(around.end, start + room)
    if start > around.start:
        space = next((n for n in range(start, quote.start) if text[n].isspace()), start - 1)
        start = space + 1
    if end < around.end:
        space = next((n for n in range(end - 1, quote.end, -1) if text[n].isspace()), end)
        end = space
    return Span(start, end)


_CONTROLS = dict.fromkeys([*range(0x0A), *range(0x0B, 0x20), 0x7F], " ")
_REMOVED = dict.fromkeys([0x0D, *range(0x2028, 0x202F), 0x030A, 0x0333, 0x033F])
_CLEANED = str.maketrans({**_CONTROLS, **_REMOVED})


def as_telegram_shows(text: str) -> str:
    """The text as a reader in Telegram sees it: some characters are replaced or removed.

    Measured on the real server; not documented. The ends are trimmed too, but quotes have no
    white space there.
    """
    return text.translate(_CLEANED)
