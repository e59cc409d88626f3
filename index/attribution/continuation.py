"""Quotations that go on: behind "X said.", in the next paragraph, behind "X said:".

News gives the speaker once and lets the quotation run on. It is taken to run on only where
nothing stands between; never over a question mark, where another speaker may answer.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.model import Attribution, Segmentation, Sentence, Span

_MARKS = "\"“”«»„'’‘` \u00a0\u202f"


def continued(
    text: str, segmentation: Segmentation, quoted: Sequence[Span], found: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions, grown by the quotations that go on from their content."""
    grown = list(found)
    taken = sorted(span for a in grown for span in a.content)
    sentences = segmentation.sentences
    starts = {sentence.span.start: place for place, sentence in enumerate(sentences)}
    for quotation in quoted:
        if any(quotation.overlaps(span) for span in taken):
            continue
        first = starts.get(quotation.start)
        if first is None or first == 0 or not _fills(text, sentences, first, quotation):
            continue
        if any(quotation.contains(cue) for a in grown for cue in a.cue):
            continue
        speaker = _speaker_before(text, segmentation, first, quotation, grown)
        if speaker is not None:
            content = tuple(sorted((*grown[speaker].content, quotation)))
            direct = grown[speaker].mode == "direct"
            grown[speaker] = replace(
                grown[speaker], content=content, mode="direct" if direct else "mixed"
            )
            taken.append(quotation)
    return grown


def _fills(text: str, sentences: Sequence[Sentence], first: int, quotation: Span) -> bool:
    """Whether the quotation ends with a sentence, nothing said beside it."""
    for sentence in sentences[first:]:
        if sentence.span.end >= quotation.end:
            return not text[quotation.end : sentence.span.end].strip(_MARKS + ".")
    return False


def _speaker_before(
    text: str,
    segmentation: Segmentation,
    first: int,
    quotation: Span,
    found: Sequence[Attribution],
) -> int | None:
    """Which attribution the quotation that begins the sentence `first` goes on."""
    sentences = segmentation.sentences
    before, own = sentences[first - 1], sentences[first]
    nearest = [n for n, a in enumerate(found) if a.source and _ends_in(a, before.span)]
    if not nearest:
        return None
    if before.paragraph == own.paragraph:
        return _main(found, nearest)
    paragraph = segmentation.paragraphs[own.paragraph - 1]
    whole = quotation.start == paragraph.start and quotation.end >= paragraph.end - 1
    quoting = [n for n in nearest if found[n].mode != "indirect"]
    if not (whole and quoting):
        return None
    speaker = _main(found, quoting)
    asked = found[speaker].content[-1].of(text) + quotation.of(text)
    return None if "?" in asked else speaker


def _ends_in(attribution: Attribution, sentence: Span) -> bool:
    last = max(span.end for span in (*attribution.cue, *attribution.content))
    cue = any(span.overlaps(sentence) for span in attribution.cue)
    return cue or sentence.start < last <= sentence.end + 1


def _main(found: Sequence[Attribution], nearest: list[int]) -> int:
    """Of several in a sentence the one that quotes, else the first."""
    quoting = [n for n in nearest if found[n].mode != "indirect"]
    return quoting[-1] if quoting else nearest[0]
