"""The views as messages: disputes, a timeline, and what somebody says; page by page."""

from collections.abc import Sequence

from bot.callbacks import ShowView, ViewName
from bot.citation import add_source, clipped, provenance
from bot.evidence import rank_sentences
from bot.ledger import Contested, Event, Narrowed, contested, said_by, said_too, timeline
from bot.message import LONGEST_MESSAGE, Button, Draft, Message, Style
from bot.question import read_question
from bot.quotation import Quotation, Side
from bot.rendering import add_quotations, add_quote
from bot.scope import Scope, unsearchable
from bot.scoping import firmly
from bot.wording import Wording
from index.library import Library

DISPUTES_A_PAGE = 3
EVENTS_A_PAGE = 8
QUOTES_A_PAGE = 4

MOST_ARTICLES = 200
"""Articles of which everything is looked at."""

ROOM_FOR_HEAD = 60
"""Code points for the line above a page of disputes."""

COVERED = 0.5
"""Share of the words, by rarity, that a sentence needs to hold to bear on them."""


def narrowed_by(library: Library, scope: Scope) -> Narrowed | None:
    """What bears on the words of a question, by the same ranking as for questions, in the
    articles that are asked; all that these say where there are no words. None for everything."""
    within = scope.mask(library) if scope.narrows else None
    if scope.question.strip():
        ranked = rank_sentences(library, read_question(scope.question), within=within)
        return Narrowed(dict.fromkeys(e.sentence for e in ranked if e.coverage >= COVERED))
    if within is None:
        return None
    asked = library.catalogue.newest_first(within)
    return Narrowed(dict.fromkeys(s for one in asked for s in library.segmentation(one).sentences))


def too_much(library: Library, scope: Scope, words: Wording) -> str | None:
    """Why the articles that a view is narrowed to cannot be looked at, in a sentence: there are
    none, or too many without a word to look for."""
    if not scope.narrows:
        return None
    within = scope.mask(library)
    if why := unsearchable(scope, within, library.catalogue, words):
        return why
    count = library.catalogue.extent(within).articles
    if scope.question.strip() or count <= MOST_ARTICLES:
        return None
    return words.too_many.format(articles=words.counted(count, words.article))


def view(
    library: Library, name: ViewName, argument: str, skip: int, words: Wording
) -> tuple[Message, int]:
    """A page of a view, from entry number `skip` on, and how many entries it shows.

    `argument` narrows "disputes" and "timeline" to what bears on its words, and is the name for
    "who"; filters in it narrow the articles.
    """
    scope = firmly(argument, library.catalogue)
    if why := too_much(library, scope, words):
        return Message(why), 0
    draft = Draft()
    if name == "who":
        quotes = _said_by(library, scope)
        shown, total = _quotes(draft, scope.question, quotes, skip, words), len(quotes)
        empty = words.nothing_said.format(name=clipped(scope.question, 200))
    elif name == "timeline":
        events = timeline(library, narrowed_by(library, scope))
        blocks = [_event(event, words) for event in events[skip : skip + EVENTS_A_PAGE]]
        shown, total = _page(draft, words.counted(len(events), words.event), blocks), len(events)
        empty = words.no_events
    else:
        found = contested(library, narrowed_by(library, scope))
        blocks = [_dispute(dispute, words) for dispute in found[skip : skip + DISPUTES_A_PAGE]]
        shown, total = _page(draft, words.counted(len(found), words.dispute), blocks), len(found)
        empty = words.no_disputes
    if not shown:
        return Message(words.no_more if total else empty), 0
    left = total - skip - shown
    more = [Button(f"{words.more} ({left})", ShowView(name, skip + shown))] if left > 0 else []
    return draft.done(more), shown


def _said_by(library: Library, scope: Scope) -> list[Quotation]:
    found = said_by(library, scope.question)
    if not scope.narrows:
        return found
    within = scope.mask(library)
    return [quotation for quotation in found if within[library.number(quotation.article.id)]]


def said_too_message(library: Library, quotation: Quotation, words: Wording) -> Message:
    """What else the source of a quote says, as much as fits into one message."""
    found = said_too(library, quotation)
    claim = quotation.speaking
    source = claim.attribution.source if claim and claim.attribution else ()
    name = source[0].of(quotation.article.text) if source else words.itself
    draft = Draft()
    if not _quotes(draft, name, found, 0, words):
        return Message(words.nothing_else.format(name=clipped(name, 200)))
    return draft.done()


def sides_message(quotation: Quotation, words: Wording) -> Message:
    """Who disputes a quote: each denial with who says it, when, and where."""
    draft = Draft()
    for side in quotation.disputed_by:
        block = Draft("\n\n" if draft.text else "")
        _add_side(block, side, words.strengths[side.strength], words)
        if draft.text and len(draft.text) + len(block.text) > LONGEST_MESSAGE:
            break
        draft.append(block)
    return draft.done() if draft.text else Message(words.sides_gone)


def label(event: Event, words: Wording) -> str:
    """The day or period of an event, and whether it is that of a statement."""
    meant = words.when(event.timex)
    return words.said_then.format(when=meant) if event.said else meant


def _quotes(draft: Draft, name: str, found: Sequence[Quotation], skip: int, words: Wording) -> int:
    page = found[skip : skip + QUOTES_A_PAGE]
    if not page:
        return 0
    draft.add(clipped(name, 200), Style.BOLD)
    draft.add(f" – {words.counted(len(found), words.quote)}\n\n")
    return len(add_quotations(draft, page, skip + 1, words))


def _page(draft: Draft, head: str, blocks: Sequence[Draft]) -> int:
    """Add the blocks that fit, the first in any case; how many were added."""
    draft.add(head, Style.BOLD)
    shown = 0
    for block in blocks:
        if shown and len(draft.text) + len(block.text) + 2 > LONGEST_MESSAGE:
            break
        draft.add("\n\n")
        draft.append(block)
        shown += 1
    return shown


def _dispute(dispute: Contested, words: Wording) -> Draft:
    """The denial is always there; of the claims those that fit with it into one message."""
    denial = Draft("\n")
    _add_side(denial, dispute.denial, words.strengths[dispute.denial.strength], words)
    draft = Draft()
    for claim in dispute.claims:
        block = Draft("\n" if draft.text else "")
        _add_side(block, claim, words.says.rstrip(), words)
        if len(draft.text) + len(block.text) + len(denial.text) > LONGEST_MESSAGE - ROOM_FOR_HEAD:
            break
        draft.append(block)
    draft.append(denial)
    return draft


def _add_side(draft: Draft, side: Side, lead: str, words: Wording) -> None:
    """Who says it, the quote, when it was said and happened, and where it stands."""
    draft.add(lead, Style.BOLD)
    draft.add(" ")
    add_source(draft, side.quotation.article, side.claim, words)
    draft.add("\n")
    add_quote(draft, side.quotation, words)


def _event(event: Event, words: Wording) -> Draft:
    draft = Draft()
    draft.add(label(event, words), Style.BOLD)
    draft.add("\n")
    draft.quote(event.article, event.sentence.span)
    draft.add(f"\n{words.says}")
    add_source(draft, event.article, event.claim, words)
    draft.add("\n")
    line = provenance(event.article, event.sentence.span, event.sentence.paragraph, words)
    draft.add(line, Style.ITALIC)
    return draft
