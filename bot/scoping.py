"""From a question as it was typed to what is asked of which articles."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.filters import AROUND, MOST_FILTERS, by_day, filters, of_outlets
from bot.mentions import Mention, mentions
from bot.scope import EVERYTHING, Scope
from index.catalogue import Catalogue
from index.model import Span

_WORD = re.compile(r"[^\W_]")
_EMPTY = re.compile(r"\(\s*\)")
_HANGING = re.compile(r"\s*[,;]\s*(?=[?!.]+(?:\s|$))")
"""What is left of "Who struck (from:afp), according to Reuters?"."""


def scoped(text: str, catalogue: Catalogue) -> Scope:
    """What the text asks, and of which articles.

    Words narrow it to an outlet or to days only where no filter does so.
    """
    spans, firm = list[Span](), EVERYTHING
    for span, asked in filters(text, catalogue):
        if len(spans) == MOST_FILTERS:  # none is passed over in silence
            firm = replace(firm, wrong=span.of(text))
            break
        if not any(span.overlaps(other) for other in spans):
            spans.append(span)
            firm = firm.also(asked)
    if firm.wrong is not None:
        return _of(text, spans, replace(firm, wrong=firm.wrong.strip(AROUND)))
    loose = list[Mention]()
    for mention in _heeded(text, catalogue, spans, firm):
        if mention.otherwise is None:
            spans.append(mention.span)
            firm = firm.also(mention.scope)
        else:
            loose.append(mention)
    narrowed = otherwise = firm
    for mention in loose:
        narrowed = narrowed.also(mention.scope)
        otherwise = otherwise.also(mention.otherwise or EVERYTHING)
    whole = _of(text, [*spans, *(mention.span for mention in loose)], narrowed)
    spans += [mention.span for mention in loose if not mention.counts]
    return replace(whole, otherwise=_of(text, spans, otherwise)) if loose else whole


def firmly(text: str, catalogue: Catalogue) -> Scope:
    """What the text asks in so many words, for where nobody would be told what was taken."""
    scope = scoped(text, catalogue)
    otherwise = scope.otherwise
    if otherwise is not None and otherwise.naming is not None:
        return replace(otherwise, naming=None)
    return otherwise or scope


def _heeded(text: str, catalogue: Catalogue, spans: list[Span], asked: Scope) -> list[Mention]:
    """The mentions beside filters; none where nothing would be left to ask."""
    found = [
        mention
        for mention in mentions(text, catalogue)
        if not any(mention.span.overlaps(span) for span in spans)
        and not (mention.scope.outlets and asked.outlets is not None)
        and not ((mention.scope.first or mention.scope.last) and (asked.first or asked.last))
    ]
    left = _without(text, [*spans, *(mention.span for mention in found)])
    return found if _WORD.search(left) else []


def _of(text: str, spans: list[Span], scope: Scope) -> Scope:
    ordered = sorted(spans)
    written = " ".join(span.of(text).strip(AROUND) for span in ordered)
    question = _without(text, ordered) if ordered else text
    return replace(scope, question=question, written=written)


def _without(text: str, spans: list[Span]) -> str:
    """The text without the spans, and without what stood around them alone."""
    for span in sorted(spans, reverse=True):
        text = f"{text[: span.start]} {text[span.end :]}"
    bare = _EMPTY.sub(" ", " ".join(text.split()))
    return _HANGING.sub(" ", bare).strip(" ,;")


def standing(outlets: Sequence[str], days: Mapping[str, str], catalogue: Catalogue) -> Scope:
    """What a program or a command asks of every question: articles of one of the outlets, and
    since, after, until or before days."""
    scope, written = EVERYTHING, list[str]()
    for outlet in outlets:
        written.append(f"from:{outlet}")
        scope = scope.also(of_outlets(written[-1], outlet, catalogue.mastheads, plain=True))
    for key, value in days.items():
        written.append(f"{key}:{value}")
        scope = scope.also(by_day(key, value))
    return replace(scope, written=" ".join(written))
