"""The buttons under quotes: few at a time, none of which needs to be remembered.

Under several quotes those that ask on stand for each; the tools (source, copy, share, proof,
rating) stand for one of them, and "… 2" puts those of the second in their place.
"""

from collections.abc import Iterable, Sequence

from bot.callbacks import (
    VERSION_DIGITS,
    Action,
    CopyQuote,
    Rate,
    ShowContext,
    ShowProof,
    ShowSide,
    ShowTools,
)
from bot.citation import citation
from bot.links import page
from bot.message import Button, Copy, Draft, Message, Open, Quoted, Share, Style, as_telegram_shows
from bot.quotation import Quotation
from bot.references import Reference
from bot.wording import Wording
from index.model import Span

MOST_COPIED = 256
"""UTF-16 units of a text that a button may copy by itself."""

Row = list[Button]

_TOOLS = (Open, Copy, Share, CopyQuote, Rate, ShowProof)


def toolbar(
    shown: Sequence[Quotation], first_number: int, words: Wording, further: Row
) -> list[Row]:
    """The rows of buttons under quotes that are numbered from `first_number` on; `further` are
    those of the message itself."""
    several = len(shown) > 1
    numbered = [(n if several else None, q) for n, q in enumerate(shown, start=first_number)]
    context = _row(words.in_context, [(n, ShowContext(version(q), q.span)) for n, q in numbered])
    disputes = _row(
        words.who_disputes,
        [
            (n, ShowSide("disputes", version(q), q.span, q.cue))
            for n, q in numbered
            if q.disputed_by
        ],
    )
    says = _row(
        words.who_says,
        [(n, ShowSide("says", version(q), q.span, q.cue)) for n, q in numbered if q.speaking],
    )
    asking = [disputes, says] if several else [disputes + says]
    opened = tools(shown[0], numbered[0][0], words) if shown else []
    picking = [
        _opening(ShowTools(n, version(q), q.span, q.cue), first_number)
        for n, q in numbered
        if n is not None
    ]
    return [row for row in (context, *asking, *opened, picking + further) if row]


def tools(quotation: Quotation, number: int | None, words: Wording) -> list[Row]:
    """What can be done with one quote; `number` is its own among several."""
    name = version(quotation), quotation.span
    url = page(quotation.article.url, quotation.text)
    copied = copy_text(quotation, words)
    copying = Copy(copied, quotation.article.id, quotation.span) if copied else None
    behind = f" {number}" if number is not None else ""
    taking = [
        *([Button(words.open_source + behind, Open(url))] if url else []),
        Button(words.copy_quote + behind, copying or CopyQuote(*name, quotation.cue)),
        Button(words.share + behind, Share(str(Reference.to(quotation)))),
    ]
    judging = [
        Button(words.helpful + behind, Rate("helpful", *name)),
        Button(words.wrong_quote + behind, Rate("wrong", *name)),
        Button(words.proof + behind, ShowProof(*name)),
    ]
    return [taking, judging]


def copy_text(quotation: Quotation, words: Wording) -> str | None:
    """The quote and its citation line, to be copied; None where that is too long for a button,
    or where Telegram would copy other characters: a shortened quote would be none."""
    text = _cited(quotation, words).text
    if as_telegram_shows(text) != text or len(text.encode("utf-16-le", "surrogatepass")) > (
        2 * MOST_COPIED
    ):
        return None
    return text


def copy_message(quotation: Quotation, words: Wording) -> Message:
    """The quote and its citation line as a message that a tap copies whole."""
    return _cited(quotation, words).done()


def _cited(quotation: Quotation, words: Wording) -> Draft:
    line = citation(quotation.article, quotation.speaking, words)
    plain = quotation.text.replace("\r\n", "\n")  # looks the same without its \r
    if as_telegram_shows(plain) != plain:
        line += f" ({words.normalised})"
    draft = Draft()
    draft.add(f"{quotation.text}\n{line}", Style.COPY)
    at = Span(0, len(quotation.span))
    draft.quotes.append(Quoted(at, quotation.article.id, quotation.span))
    return draft


def turned(rows: Iterable[Sequence[Button]], opened: Sequence[Row], number: int) -> list[Row]:
    """The rows under a message with the tools of quote `number` in the place of the others."""
    kept = [[b for b in row if not isinstance(b.action, _TOOLS)] for row in rows]
    at = next((n for n, row in enumerate(kept) if _picks(row)), len(kept))
    kept = [
        [_opening(b.action, number) if isinstance(b.action, ShowTools) else b for b in row]
        for row in kept
    ]
    return [row for row in (*kept[:at], *opened, *kept[at:]) if row]


def _picks(row: Row) -> bool:
    return any(isinstance(button.action, ShowTools) for button in row)


def _opening(action: ShowTools, number: int) -> Button:
    """Marked where its quote is the one, `number`, whose tools are shown."""
    opened = action.number == number
    return Button(f"· {action.number} ·" if opened else f"… {action.number}", action)


def _row(label: str, made: Sequence[tuple[int | None, Action]]) -> Row:
    return [Button(label if n is None else f"{label} {n}", action) for n, action in made]


def version(quotation: Quotation) -> str:
    return quotation.article.digest[:VERSION_DIGITS]
