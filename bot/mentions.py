"""Where to look, in plain words: "what did Reuters report", "articles from 2016", "before 18
April", "selon Le Monde".

An outlet is asked for only where the words around its name are those of publishing, and the
library has an outlet of that name: outlets are called Time, Metro, Liberation. "According to X"
may mean X itself, as others quote it, and "before 18 April" the day of an event: such a mention
is not firm. A time that only dates an event ("in April 2022") is bot.period's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.daywords import any_days, days_in, stands_alone, year_in
from bot.filters import BOUND
from bot.scope import EVERYTHING, Scope, bounded
from index.analysis import folded_in_place
from index.catalogue import Catalogue
from index.lexicon import UNDERSTOOD
from index.lexicon import words as listed
from index.mastheads import Mastheads, Name
from index.model import Span

_PUBLISHED = r"(?:report|publish|print)(?:s|ed|es|ing)?|writes?|written|wrote"
_SAID = r"says?|said|saying|claims?|claimed|tells?|told|describes?|described"
_PUBLIE = r"(?:rapporte|ecri[ts]|publie|imprime|relate|raconte)(?:nt|es?|ees?)?"
_DIT = r"dit|disent|affirme(?:nt)?"
_TEXTS = (
    r"(?:news(?:paper)? )?(?:articles?|reports?|reporting|stor(?:y|ies)|coverage|news"
    r"|dispatch(?:es)?|depeches?|informations)"
)
_OF = r"(?:\s+(?:on|about|of|that|regarding|sur|au sujet de|de|du|des|que)\b)?"

_THE = r"(?:the\s+|l'|la\s+|le\s+|les\s+)?"
_BEFORE = re.compile(
    rf"(?P<did>\b(?:did|does|do|has|have|had|is|are|was|were)\s+{_THE})$"
    rf"|(?P<says>\b(?:que|qu'|comment)\s*(?:(?P<firm_fr>{_PUBLIE})|{_DIT})\s+{_THE}"
    rf"|\bqu'(?:a|ont)\s+(?:(?P<firm_a>{_PUBLIE})|{_DIT})\s+{_THE})$"
    r"|(?P<by>\b(?:(?:as\s+)?(?:reported|published|written|printed|carried|read)\s+(?:by|in|on)\s"
    rf"|{_TEXTS}\s+(?:(?:by|from|in|of|on|de|du|des|dans|parus? dans)\s|d')"
    rf"|{_PUBLIE}\s+(?:par|dans|sur)\s|paru(?:e|s|es)?\s+dans\s|lu\s+dans\s)\s*{_THE})$"
    rf"|(?P<by_the_way>\b(?:according\s+to|per|selon|d'apres)\s+{_THE})$"
    rf"|(?P<place>\b(?:in|on|dans|sur)\s+{_THE})$"
)
_ALONE = re.compile(rf"\W*(?:and |et |but |mais )?(?:what about |how about )?{_THE}$")
"""What stands before an outlet that is all that a question names: "And the BBC?"."""

_AND = re.compile(rf"(?P<joint>\s*(?:,|,?\s+(?:and|or|et|ou)|\s+&)\s+){_THE}")
_DOES = re.compile(rf"\s+(?:ever\s+|also\s+)?(?:(?P<firm>{_PUBLISHED})|{_SAID})\b{_OF}")
_A_DIT = re.compile(
    rf"\s+(?:a(?:-t-(?:il|elle))?|ont(?:-ils)?)\s+(?:(?P<firm>{_PUBLIE})|{_DIT})\b{_OF}"
)
_ITS_TEXTS = re.compile(rf"(?:'s?)?\s+(?:own\s+)?{_TEXTS}\b{_OF}")
_TOPIC = re.compile(r"\s+(?:on|about|regarding|sur|au sujet de|de|du|des)\b|\s*,")
_IN_DAYS = re.compile(
    rf"\s*,?\s+(?:in|on|during|of|from|en|de|du|le|au)\s+(?:the\s+)?{any_days()}{_OF}"
)
_ARTICLES = r"(?:articles?|reports|stories|coverage|news|dispatch(?:es)?|depeches?|informations)"
_TEXTS_IN_DAYS = re.compile(
    rf"\b(?:(?P<articles>{_ARTICLES})(?:\s+(?:published|printed|written|parus?|publiee?s?))?"
    r"|(?:published|printed|written|reported|publiee?s?|paru(?:e|s|es)?|rapportee?s?))"
    rf"\s+(?:(?P<key>{BOUND})|(?:from|in|of|on|during|de|d'|du|en|le)\s?)\s*(?:du )?"
    rf"{any_days()}{_OF}"
)
_BETWEEN = re.compile(
    rf"\b(?:(?P<between>between|entre)\s+{any_days('_1')}\s+(?:and|et)\s+{any_days('_2')}"
    rf"|(?:from|du|de)\s+{any_days('_3')}\s+(?:to|until|till|au|a)\s+{any_days('_4')})"
)
_BOUND_IN_WORDS = re.compile(rf"\b(?P<key>{BOUND}|up to)\s+(?:on )?{any_days()}")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_TOKEN = re.compile(r"(?:(?<![^\W_])[ldLD]['’])?([^\W_]+(?:['’.-][^\W_]+)*)")
"""A word, less the article that is elided before it: "AFP" of "l'AFP"."""

_SHORTEST = 2
_LONGEST = 6
"""Words of a name in a question."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where words narrow a question, and to what. `otherwise` is what they may mean as well;
    None where they can mean nothing else. `counts`: then they are asked for like other words."""

    span: Span
    scope: Scope
    otherwise: Scope | None = None
    counts: bool = True


def mentions(text: str, catalogue: Catalogue) -> Iterator[Mention]:
    """The mentions of a question, none overlapping another: at most one of an outlet."""
    bare = folded_in_place(text)
    found: list[Mention] = []
    for mention in (
        *_outlet(text, bare, catalogue),
        *_texts_in_days(bare, catalogue),
        *_bounds(bare, catalogue),
    ):
        if not any(mention.span.overlaps(other.span) for other in found):
            found.append(mention)
            yield mention


def _outlet(text: str, bare: str, catalogue: Catalogue) -> Iterator[Mention]:
    named = _names(text, catalogue.mastheads)
    for name, meant in named:
        whole, names = name, list(meant)
        while further := _one_more(bare, whole.end, named):  # "Reuters and the BBC"
            whole, names = Span(name.start, further[0].end), [*names, *further[1]]
        written = tuple(dict.fromkeys(map(catalogue.mastheads.written, names)))
        found = _asked_of(bare, whole, written)
        if found is None:
            continue
        start, end, firm = found
        scope = Scope(outlets=written)
        if dated := _IN_DAYS.match(bare, end):
            days = days_in(dated, "", catalogue.everything.last)
            if days is not None and not stands_alone(dated):
                scope, end = replace(scope, first=days[0], last=days[1]), dated.end()
        naming = None if firm else Scope(naming=name.of(text))
        yield Mention(Span(start, end), scope, naming, counts=False)
        return


def _one_more(
    bare: str, end: int, named: list[tuple[Span, list[Name]]]
) -> tuple[Span, list[Name]] | None:
    """The outlet that is named beside the one that ends there."""
    joint = _AND.match(bare, end)
    beside = {joint.end("joint"), joint.end()} if joint else set()
    return next((one for one in named if one[0].start in beside), None)


def _asked_of(bare: str, name: Span, written: tuple[str, ...]) -> tuple[int, int, bool] | None:
    """From where to where the words around an outlet's name ask for what it publishes, and
    whether they can mean nothing else; None where they ask for something else."""
    if name.start and _ALONE.match(bare, 0, name.start) and not _TOKEN.search(bare, name.end):
        return name.start, name.end, True
    led = _BEFORE.search(bare, 0, name.start)
    if led is not None and led["did"]:
        does = _DOES.match(bare, name.end)  # "did Metro deny it": something else than publish
        return (led.start(), does.end(), bool(does["firm"])) if does else None
    if texts := _ITS_TEXTS.match(bare, name.end):
        return name.start, texts.end(), True
    if led is not None:
        if led["place"] and not all(" " in one or one.isupper() for one in written):
            return None  # "in the Metro"
        loosely = led["place"] or led["by_the_way"]
        topic = None if loosely else _TOPIC.match(bare, name.end)
        firm = bool(led["by"] or led["firm_fr"] or led["firm_a"])
        return led.start(), topic.end() if topic else name.end, firm
    does = _A_DIT.match(bare, name.end) or _DOES.match(bare, name.end)
    # "what Reuters said": of itself, more likely than of the news
    return (name.start, does.end(), True) if does and does["firm"] else None


def _names(text: str, mastheads: Mastheads) -> list[tuple[Span, list[Name]]]:
    """Where outlets are named, in order; of names in one another the longest. They are written
    with a capital, as names are."""
    tokens = [match.span(1) for match in _TOKEN.finditer(text)]
    found: dict[Span, list[Name]] = {}
    for size in range(min(_LONGEST, mastheads.longest + 1, len(tokens)), 0, -1):
        for at in range(len(tokens) - size + 1):
            span = Span(tokens[at][0], tokens[at + size - 1][1])
            if span.of(text).lower().endswith(("'s", "’s")):
                span = Span(span.start, span.end - 2)
            typed = span.of(text)
            if typed[:1].islower() or any(span.overlaps(other) for other in found):
                continue
            names = mastheads.called(typed)
            if not names and size == 1 and typed.isupper() and len(typed) >= _SHORTEST:
                names = mastheads.short_for(typed)
            if names:
                found[span] = names
    return sorted(found.items())


def _texts_in_days(bare: str, catalogue: Catalogue) -> Iterator[Mention]:
    """ "articles from 2016", "published before 18 April" """
    for match in _TEXTS_IN_DAYS.finditer(bare):
        days = days_in(match, "", catalogue.everything.last)
        if days is not None and not stands_alone(match):
            first, last = days
            scope = (
                bounded(match["key"], first, last)
                if match["key"]
                else Scope(first=first, last=last)
            )
            # "the report published in May" may be no article of the library
            yield Mention(Span(*match.span()), scope, None if match["articles"] else EVERYTHING)


def _bounds(bare: str, catalogue: Catalogue) -> Iterator[Mention]:
    """ "before 18 April", "depuis mars 2022", "between March and May 2022" """
    newest = catalogue.everything.last
    for match in _BETWEEN.finditer(bare):
        marks = (
            ("_1", "_2")
            if match["iso_1"] or match["month_1"] or match["month_first_1"]
            else ("_3", "_4")
        )
        last = days_in(match, marks[1], newest)
        first = last and days_in(match, marks[0], last[1])
        if first and last and first[0] <= last[1] and _ends_there(bare, match.end()):
            scope = Scope(first=first[0], last=last[1])
            yield Mention(Span(*match.span()), scope, EVERYTHING)
    for match in _BOUND_IN_WORDS.finditer(bare):
        days = days_in(match, "", newest)
        if days is not None and not stands_alone(match) and _ends_there(bare, match.end()):
            scope = bounded(match["key"], *days)
            # What happened since a day stands in no article that is older.
            dated = year_in(match) is not None
            since = Scope(first=scope.first, undated=True) if scope.first and dated else EVERYTHING
            yield Mention(Span(*match.span()), scope, since, counts=dated)


def _ends_there(bare: str, end: int) -> bool:
    """Whether a time stands for itself: not that of "before the 2020 election"."""
    following = _NEXT_WORD.match(bare, end)
    if following is None:
        return True
    return any(following[1] in listed(f"function_words.{code}") for code in UNDERSTOOD)
