"""The articles as a list: newest first, page by page, all of them or those searched for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.callbacks import ShowSources
from bot.citation import clipped, named
from bot.message import LONGEST_MESSAGE, Button, Draft, Message, Style
from bot.scope import EVERYTHING, LONGEST_WRITTEN, Scope, unsearchable
from bot.scoping import scoped
from bot.wording import ENGLISH, Wording
from index.analysis import content_words
from index.library import Library
from index.mastheads import Mask, name_of
from index.model import Article

SOURCES_A_PAGE = 25

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Listed:
    """Articles, newest first; `inside`: found by words of their text, for want of others. `why`
    tells in a sentence why there are none."""

    articles: Sequence[Article] = ()
    inside: bool = False
    why: str | None = None


def found_sources(
    library: Library, argument: str, always: Scope = EVERYTHING, words: Wording = ENGLISH
) -> Listed:
    """The articles that fit the filters in `argument`, and have each of its other words in title
    or outlet; a year is that of publication. Where there are none, those that have them in their
    text."""
    catalogue = library.catalogue
    scope = scoped(argument, catalogue).inside(always)
    mask = scope.mask(library)
    if why := scope.narrows and unsearchable(scope, mask, catalogue, words):
        return Listed(why=why)
    asked = [word.folded for word in content_words(scope.question, "und")]
    about, told = mask, mask.copy()
    for word in asked:
        about = about & _named(library, word)
    if not about.any():
        for word in asked:
            told &= library.with_word(word)
        if not told.any():
            why = words.no_article_there.format(filter=clipped(argument, LONGEST_WRITTEN))
            return Listed(why=why)
    inside = not about.any()
    return Listed(library.newest(told if inside else about), inside)


def _named(library: Library, word: str) -> Mask:
    """The articles that a word names by their title, outlet or year."""
    catalogue = library.catalogue
    mask = library.titled(word)
    names, asked = catalogue.mastheads, set(name_of(word))
    mask |= names.published_by(name for name in names.all if asked <= set(name))
    if _YEAR.fullmatch(word):
        mask |= catalogue.published_in(date(int(word), 1, 1), date(int(word), 12, 31))
    return mask


def sources_message(
    library: Library, argument: str = "", skip: int = 0, words: Wording = ENGLISH
) -> Message:
    """The articles that `argument` searches for, from number `skip` on, and buttons to those
    before and behind."""
    found = found_sources(library, argument, words=words)
    if found.why is not None:
        return Message(found.why)
    articles = found.articles
    head = _head(found, argument, words)
    shown = _page(articles[skip : skip + SOURCES_A_PAGE], len(head), words)
    if not shown:
        return Message(words.no_more_articles)
    draft = Draft()
    draft.add(head, Style.BOLD)
    draft.add("".join(shown))
    searched = bool(argument)
    before = articles[max(0, skip - SOURCES_A_PAGE) : skip]
    first = skip - len(_page(before[::-1], len(head), words))
    left = len(articles) - skip - len(shown)
    turning = []
    if skip:
        turning.append(Button(f"{words.newer} ({skip})", ShowSources(first, searched)))
    if left > 0:
        turning.append(Button(f"{words.older} ({left})", ShowSources(skip + len(shown), searched)))
    return draft.done(turning)


def _head(found: Listed, argument: str, words: Wording) -> str:
    counted = words.counted(len(found.articles), words.article)
    if not argument:
        return words.newest_first.format(articles=counted)
    asked = clipped(argument, LONGEST_WRITTEN)
    head = words.found_inside if found.inside else words.newest_found
    return head.format(asked=asked, articles=counted)


def _page(articles: Sequence[Article], head: int, words: Wording) -> list[str]:
    """A line for each of the articles, in their order, as many as fit below a head so long."""
    room, lines = LONGEST_MESSAGE - head, list[str]()
    for article in articles:
        line = f"\n{words.day(article.published)} – {named(article, words)}"
        if len(line) > room:
            break
        room -= len(line)
        lines.append(line)
    return lines
