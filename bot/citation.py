"""Who says it and where it stands, in a line: what is shown beneath a quote, and goes with it."""

from bot.message import Draft, Style, as_telegram_shows
from bot.wording import Wording
from index.model import Article, Claim, Span

LONGEST_TITLE = 120
LONGEST_SOURCE = 200
"""Code points of a source's words in a line; longer ones are cut with an ellipsis."""

MOST_SOURCES = 2
"""Stretches of a source that is broken up, and sources named of a quote that is the article's
own. Together these bounds keep a quote and what stands beneath it within one message."""


def provenance(article: Article, shown: Span, paragraph: int, words: Wording) -> str:
    """ "Title, Outlet · 18 April 2022 · paragraph 6"

    `shown` is what stands above it, checked for characters that Telegram changes.
    """
    parts = [
        named(article, words),
        words.day(article.published),
        words.paragraph.format(number=paragraph),
    ]
    if article.language != words.code and (language := words.language(article.language)):
        parts.append(words.in_language.format(language=language))
    text = shown.of(article.text).replace("\r\n", "\n")  # looks the same without its \r
    if as_telegram_shows(text) != text:
        parts.append(words.normalised)
    return " · ".join(parts)


def named(article: Article, words: Wording) -> str:
    """An article by its title, else its file, and its outlet where that is known."""
    name = clipped(article.title or article.path, LONGEST_TITLE) or words.untitled
    return f"{name}, {clipped(article.outlet, LONGEST_TITLE)}" if article.outlet else name


def clipped(text: str, longest: int) -> str:
    """On one line, with an ellipsis where it was longer than `longest`."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def add_source(draft: Draft, article: Article, claim: Claim | None, words: Wording) -> None:
    """Who says it, in the article's words; what they may stand for, and who passes it on."""
    attribution = claim.attribution if claim else None
    if attribution is None:
        draft.add(words.itself, Style.BOLD)
        return
    if not attribution.source:
        draft.add(words.nobody_named, Style.BOLD)
    for n, span in enumerate(attribution.source[:MOST_SOURCES]):
        draft.add(" … " if n else "")
        add_words(draft, article, span, LONGEST_SOURCE, Style.BOLD)
    remarks: list[tuple[str, Span | None, str]] = []
    if meant := attribution.antecedent:
        before, behind = words.perhaps.around("antecedent")
        remarks.append((before, meant, behind))
    if attribution.anonymous:
        remarks.append((words.anonymous, None, ""))
    if meant := attribution.secondary_source:
        before, behind = words.via.around("secondary")
        remarks.append((before, meant, behind))
    for n, (before, meant, behind) in enumerate(remarks):
        draft.add((", " if n else " (") + before)
        if meant is not None:
            add_words(draft, article, meant, LONGEST_SOURCE)
        draft.add(behind)
    draft.add(")" if remarks else "")


def add_words(
    draft: Draft, article: Article, span: Span, longest: int, style: Style | None = None
) -> None:
    """A few words of an article, with an ellipsis where there are more than a line takes."""
    if len(span) <= longest:
        draft.words_of(article, span, style)
    else:
        draft.add(clipped(span.of(article.text), longest), style)


def citation(article: Article, claim: Claim | None, words: Wording) -> str:
    """ "– the minister, A ship sinks, The Harbour, 9 May 2023": what stands beneath a quote that
    is carried elsewhere."""
    source = Draft()
    if claim is not None and claim.attribution is not None:
        add_source(source, article, claim, words)
    parts = [source.text, named(article, words), words.day(article.published)]
    return "– " + ", ".join(part for part in parts if part)
