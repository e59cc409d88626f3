"""The quotations of an article, also those in marks that are apostrophes elsewhere."""

import re
from collections.abc import Sequence

from index.attribution.tagging import Token
from index.model import Segmentation, Span

# ''...'' and ``...'' as agencies type them; ‘...’ and '...' where they end with a mark of
# their own, as in 'I will not go,' he said: an apostrophe does not follow a comma.
_LOOSE = re.compile(
    r"(?=['`‘])"  # said once, that other characters are passed over at once
    r"(?:(?<![\w'])(?:''|``)(?=\w)[^\n]*?(?:''|$)"
    r"|(?<!\w)‘(?=\w)[^‘\n“”\"]{2,600}?(?:(?<=[,.!?…])’|’(?!\w)(?=[\s,.;:)]))"
    r"|(?<![\w'])'(?=\w)[^\n“”\"]{2,600}?(?<=[,.!?…])'(?!'))",
    re.MULTILINE,
)
_ENDS_STATEMENT = re.compile(r"[,.!?…;:—–-]\s*[\"”»'’\s]*$")
_NAMING_WORDS = 5  # longer ones say something, whatever surrounds them


def quotations(text: str, segmentation: Segmentation) -> tuple[Span, ...]:
    """Every quotation, in the order of the text; none overlaps another."""
    plain = segmentation.quotations
    if "'" not in text and "‘" not in text and "``" not in text:
        return plain
    found = list(plain)
    for paragraph in segmentation.paragraphs:
        for match in _LOOSE.finditer(text, paragraph.start, paragraph.end):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in plain):
                found.append(span)
    return tuple(sorted(found))


def whole_quotations(text: str, sentence: Span, touching: Sequence[Span]) -> list[Token]:
    """A token for each quotation, as far as it lies in the sentence, marks included: tagged
    "Q" where it says something, "QN" where it names ("the so-called "Iron Lady"")."""
    found = []
    for quotation in touching:
        start, end = max(quotation.start, sentence.start), min(quotation.end, sentence.end)
        inside = text[start:end]
        behind = text[end : end + 2].lstrip()[:1]
        before = text[max(sentence.start, start - 3) : start].rstrip()[-1:]
        says = (
            _ENDS_STATEMENT.search(inside) is not None
            or behind == ","
            or before in (":", ",", "")
            or inside.count(" ") > _NAMING_WORDS
        )
        found.append(Token(start, end, inside, "", "Q" if says else "QN"))
    return found
