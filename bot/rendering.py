"""Answer to message: the quotes, and under each who says it, when, and who says otherwise.

The words are bot.wording's; the message is bot.message's, for Telegram and the terminal alike.
"""

from collections.abc import Mapping, Sequence

from bot.answering import Answer, NoAnswer
from bot.callbacks import VERSION_DIGITS, ShowContext, ShowMore
from bot.citation import (
    LONGEST_SOURCE,
    MOST_SOURCES,
    add_source,
    add_words,
    clipped,
    provenance,
)
from bot.message import LONGEST_MESSAGE, Button, Draft, Mark, Message, Style
from bot.quotation import Quotation, Side
from bot.scope import remarks
from bot.toolbar import toolbar
from bot.wording import ENGLISH, Wording, wording
from index.copies import Place
from index.model import Article, Segmentation, Span, Timex

MOST_DATES = 3
LONGEST_DATE = 60
MOST_CORRECTIONS = 2
LONGEST_WORD = 40

MOST_ALSO = 4
LONGEST_OUTLET = 60

Where = tuple[str, Span]


def answer_message(answer: Answer | NoAnswer, skip: int = 0) -> Message:
    """The answer as a message, in the question's language where the interface has it, else in
    that of the person's interface; `skip` is the number of quotes shown before it.

    Quotes that would not fit into one message are left to the button "More".
    """
    words = wording(answer.question.language, answer.question.spoken)
    if isinstance(answer, NoAnswer):
        return _no_answer(answer, words)
    draft = Draft()
    _add_remarks(draft, answer, words)
    shown = add_quotations(draft, answer.quotations, skip + 1, words)
    more = answer.more or len(shown) < len(answer.quotations)
    further = Button(words.more, ShowMore(skip + len(shown), bool(answer.question.earlier)))
    return draft.done(*toolbar(shown, skip + 1, words, [further] if more else []))


def quote_message(quotation: Quotation, words: Wording) -> Message:
    """One quote by itself."""
    draft = Draft()
    add_quotations(draft, [quotation], 1, words)
    return draft.done(*toolbar([quotation], 1, words, []))


def context_message(
    article: Article,
    segmentation: Segmentation,
    quote: Span,
    words: Wording = ENGLISH,
    paragraph: int | None = None,
) -> Message:
    """A paragraph with its neighbours, by default that of the quote; the quote in bold where it
    is in sight. Buttons lead to the paragraph before and the one behind.

    What does not fit is left out from the outside inwards. ValueError for a paragraph that the
    article does not have.
    """
    paragraphs = segmentation.paragraphs
    if paragraph is None:
        paragraph = next(n for n, p in enumerate(paragraphs, start=1) if quote.start < p.end)
    if not 1 <= paragraph <= len(paragraphs):
        raise ValueError(f"there is no paragraph {paragraph} among {len(paragraphs)}")
    middle = paragraphs[paragraph - 1]
    whole = Span(
        paragraphs[max(0, paragraph - 2)].start, paragraphs[min(paragraph, len(paragraphs) - 1)].end
    )
    draft = Draft()
    # The line below what is left can only be shorter: fewer characters that Telegram changes.
    tail = len("\n" + provenance(article, whole, paragraph, words))
    room = LONGEST_MESSAGE - tail - 2 * len(" …\n")
    in_sight = quote if quote.overlaps(middle) else Span(middle.start, middle.start + 1)
    around = _shortened(article.text, whole, in_sight, room)
    draft.add("…\n" if around.start > paragraphs[0].start else "")
    at = draft.quote(article, around, collapsed=False)
    if quote.overlaps(around):
        start, end = max(quote.start, around.start), min(quote.end, around.end)
        draft.marks.append(Mark(Style.BOLD, Span(start, end).shifted(at.start - around.start)))
    draft.add("\n…" if around.end < paragraphs[-1].end else "")
    draft.add("\n")
    draft.add(provenance(article, around, paragraph, words), Style.ITALIC)
    return draft.done(_turning(article, quote, paragraph, len(paragraphs), words))


def _turning(
    article: Article, quote: Span, paragraph: int, last: int, words: Wording
) -> list[Button]:
    """To the paragraph before and the one behind, where there are such."""

    def to(label: str, number: int) -> Button:
        return Button(label, ShowContext(article.digest[:VERSION_DIGITS], quote, number))

    before = [to(words.paragraph_before, paragraph - 1)] if paragraph > 1 else []
    return before + ([to(words.paragraph_behind, paragraph + 1)] if paragraph < last else [])


def searched_line(answer: Answer | NoAnswer, words: Wording = ENGLISH) -> str:
    """What was searched: "Searched 1 article of 18 April 2022, 9 passages." """
    searched = answer.searched
    period = undated = ""
    if searched.first and searched.last:
        first, last = words.day(searched.first), words.day(searched.last)
        same = words.of_day.format(day=last)
        period = same if first == last else words.from_to.format(first=first, last=last)
    if searched.undated:
        undated = words.undated.format(number=searched.undated)
    return words.searched.format(
        articles=words.counted(searched.articles, words.article),
        passages=words.counted(searched.passages, words.passage),
        period=period,
        undated=undated,
    )


def add_quotations(
    draft: Draft, quotations: Sequence[Quotation], first_number: int, words: Wording
) -> list[Quotation]:
    """Add quotes while they fit, then beneath each the other sides while those fit; gives the
    quotes added. What stands in the message already is not quoted again but referred to."""
    several = len(quotations) > 1 or first_number > 1
    room = LONGEST_MESSAGE - len(draft.text)
    blocks: list[Draft] = []
    for number, quotation in enumerate(quotations, start=first_number):
        block = Draft("\n\n" if blocks else "")
        block.add(f"{number}.\n" if several else "")
        _add_bare(block, quotation, words)
        if blocks and len(block.text) > room:
            break
        room -= len(block.text)
        blocks.append(block)
    shown = list(quotations[: len(blocks)])
    places = {
        _place(quotation): words.see_quote.format(number=number)
        for number, quotation in enumerate(shown, start=first_number)
    }
    for number, (quotation, block) in enumerate(zip(shown, blocks, strict=True), first_number):
        before = len(block.text)
        sides = _add_sides(block, quotation, words, room, places)
        room -= len(block.text) - before
        for side in sides:
            places.setdefault(_place(side.quotation), words.see_under.format(number=number))
        draft.append(block)
    return shown


def add_dates(draft: Draft, quotation: Quotation, words: Wording) -> None:
    """A line for when it was said and one for when it happened, where the words are there."""
    dates = [(timex, said) for timex, said in quotation.dates() if timex.type in ("DATE", "TIME")]
    for label, wanted in ((words.said, True), (words.happened, False)):
        chosen = [timex for timex, said in dates if said is wanted and _tells(timex, quotation)]
        for n, timex in enumerate(chosen[:MOST_DATES]):
            draft.add("; " if n else f"\n{label}")
            draft.add("“")
            add_words(draft, quotation.article, timex.span, LONGEST_DATE)
            draft.add("”")
            text = " ".join(timex.span.of(quotation.article.text).split())
            meant = words.when(timex) or ("" if timex.value else words.unresolved)
            draft.add(f" ({meant})" if meant and meant.lower() not in text.lower() else "")


def _tells(timex: Timex, quotation: Quotation) -> bool:
    """A day or period, or one that only lacks the article's date; not "now" or "recently"."""
    return timex.earliest is not None or quotation.article.published is None


def _add_remarks(draft: Draft, answer: Answer | NoAnswer, words: Wording) -> None:
    for typed, meant in getattr(answer.question, "corrections", ())[:MOST_CORRECTIONS]:
        short = {"typed": clipped(typed, LONGEST_WORD), "meant": clipped(meant, LONGEST_WORD)}
        draft.add(words.taken_as.format(**short) + "\n")
    for remark in remarks(answer.scope, words):
        draft.add(remark + "\n")


def _no_answer(answer: NoAnswer, words: Wording) -> Message:
    draft = Draft()
    _add_remarks(draft, answer, words)
    draft.add(clipped(answer.why, 600))
    draft.add("\n" + searched_line(answer, words), Style.ITALIC)
    if not answer.nearest:
        return draft.done()
    draft.add("\n\n")
    draft.add(words.nearest, Style.BOLD)
    draft.add("\n")
    shown = add_quotations(draft, answer.nearest, 1, words)
    return draft.done(*toolbar(shown, 1, words, []))


def _add_sides(
    draft: Draft, quotation: Quotation, words: Wording, room: int, places: Mapping[Where, str]
) -> list[Side]:
    """The denials of a quote, and the claims that it denies itself, as far as they fit; gives
    those that did.

    `places` tells of what is quoted in the message already where that is.
    """
    added: list[Side] = []
    by = [(side, words.strengths[side.strength]) for side in quotation.disputed_by]
    against = [(side, words.against[side.strength]) for side in quotation.disputes]
    for side, lead in (*by, *against):
        block = Draft("\n")
        block.add(lead, Style.BOLD)
        block.add(" ")
        add_source(block, side.quotation.article, side.claim, words)
        if (where := places.get(_place(side.quotation))) is not None:
            block.add(f" – {where}")
        else:
            block.add("\n")
            add_quote(block, side.quotation, words)
        if len(block.text) > room:
            break
        room -= len(block.text)
        draft.append(block)
        added.append(side)
    return added


def add_quote(
    draft: Draft, quotation: Quotation, words: Wording, said: Draft | None = None
) -> None:
    """A quote, then what `said` says of who says it, when it was said and happened, and where
    it stands."""
    at = draft.quote(quotation.article, quotation.span)
    if (answer := quotation.answer) is not None and quotation.span.contains(answer):
        draft.marks.append(Mark(Style.BOLD, answer.shifted(at.start - quotation.span.start)))
    if said is not None:
        draft.append(said)
    add_dates(draft, quotation, words)
    draft.add("\n")
    line = provenance(quotation.article, quotation.span, quotation.paragraph, words)
    draft.add(line, Style.ITALIC)
    add_also(draft, at, quotation.also_in, words)


def add_also(draft: Draft, at: Span, places: Sequence[Place], words: Wording) -> None:
    """A line with the other articles in which the quote `at` stands, each proved like it."""
    for n, place in enumerate(places[:MOST_ALSO]):
        article = place.article
        draft.add(", " if n else f"\n{words.also_in}")
        name = clipped(article.outlet or article.title or article.path, LONGEST_OUTLET)
        draft.add(f"{name or words.untitled} ({words.day(article.published)})")
        draft.echo(at, article, place.span)
    if len(places) > MOST_ALSO:
        draft.add(words.and_more.format(number=len(places) - MOST_ALSO))


def _place(quotation: Quotation) -> Where:
    return quotation.article.id, quotation.span


def _add_bare(draft: Draft, quotation: Quotation, words: Wording) -> None:
    """A quote with who says it, when and where."""
    said = Draft(f"\n{words.says}")
    add_source(said, quotation.article, quotation.speaking, words)
    if quotation.speaking is None:
        _add_partly(said, quotation, words)
    add_quote(draft, quotation, words, said)


def _add_partly(draft: Draft, quotation: Quotation, words: Wording) -> None:
    """The sources that speak a part of what the article says itself."""
    quoted = [c for c in quotation.claims if c.attribution and c.attribution.source]
    for n, claim in enumerate(quoted[:MOST_SOURCES]):
        draft.add("; " if n else words.quoting)
        source = claim.attribution.source[0] if claim.attribution else claim.span
        add_words(draft, quotation.article, source, LONGEST_SOURCE, Style.BOLD)


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
