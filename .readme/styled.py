"""A message's text and entities cut into styled runs, blocks, and lines that fit."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from telegram import MessageEntity

QUOTES = (MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look the same: `styles` are the types of the entities over them."""

    text: str
    styles: frozenset[str] = frozenset()


Line = tuple[Run, ...]
Measure = Callable[[Run], float]
"""How wide a run is drawn."""


@dataclass(frozen=True, slots=True)
class Block:
    """Runs that stand together: in a quote of this type, or outside quotes where it is None."""

    quote: str | None
    runs: tuple[Run, ...]


def blocks(text: str, entities: Sequence[MessageEntity]) -> list[Block]:
    """Quotes and what stands between them, in order. The line break at a quote's border is
    the border, and no empty line besides."""
    at = _code_points(text)
    spans = [(at(e.offset), at(e.offset + e.length), str(e.type)) for e in entities]
    quotes = sorted(span for span in spans if span[2] in QUOTES)
    found: list[Block] = []
    end_before = 0
    for start, end, kind in [*quotes, (len(text), len(text), "")]:
        between = Block(None, _runs(text, end_before, start, spans))
        if found:
            between = _without_first_break(between)
        if kind:
            between = _without_last_break(between)
        found += [between, Block(kind, _runs(text, start, end, spans))] if kind else [between]
        end_before = end
    return [block for block in found if block.runs]


def runs(text: str, entities: Sequence[MessageEntity]) -> list[Run]:
    """The whole text in runs; joined they give it back. Offsets are UTF-16 units."""
    at = _code_points(text)
    spans = [(at(e.offset), at(e.offset + e.length), str(e.type)) for e in entities]
    return list(_runs(text, 0, len(text), spans))


def lines(given: Iterable[Run], width: float, measure: Measure) -> list[Line]:
    """Wrapped at spaces; a word wider than a line is cut where it must be."""
    wrapped: list[Line] = []
    for paragraph in _split(given, "\n"):
        current: Line = ()
        for word in _words(paragraph):
            if _width(_joined((*current, *word)), measure, bare=True) <= width:
                current = _joined((*current, *word))
                continue
            if current:
                wrapped.append(_bare(current))
            *full, current = _cut(word, width, measure)
            wrapped += full
        wrapped.append(_bare(current))
    return wrapped


def width_of(line: Line, measure: Measure) -> float:
    return _width(line, measure, bare=False)


def _code_points(text: str) -> Callable[[int], int]:
    """From an offset in UTF-16 units to one in code points."""
    units = [0]
    for character in text:
        units.append(units[-1] + 1 + (ord(character) > 0xFFFF))
    back = {unit: place for place, unit in enumerate(units)}
    return lambda unit: back[unit]


def _runs(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]
) -> tuple[Run, ...]:
    borders = {start, end}
    borders |= {at for span in spans for at in span[:2] if start < at < end}
    return tuple(
        Run(text[a:b], frozenset(kind for s, e, kind in spans if s <= a and b <= e))
        for a, b in pairwise(sorted(borders))
    )


def _without_first_break(block: Block) -> Block:
    first, *rest = block.runs or (Run(""),)
    kept = (Run(first.text.removeprefix("\n"), first.styles), *rest)
    return Block(block.quote, tuple(run for run in kept if run.text))


def _without_last_break(block: Block) -> Block:
    *rest, last = block.runs or (Run(""),)
    kept = (*rest, Run(last.text.removesuffix("\n"), last.styles))
    return Block(block.quote, tuple(run for run in kept if run.text))


def _split(given: Iterable[Run], at: str) -> list[Line]:
    parts: list[list[Run]] = [[]]
    for run in given:
        first, *rest = run.text.split(at)
        parts[-1].append(Run(first, run.styles))
        parts += [[Run(text, run.styles)] for text in rest]
    return [tuple(run for run in part if run.text) for part in parts]


def _words(paragraph: Line) -> list[Line]:
    """Words with the spaces after them; a word may change its style inside."""
    words: list[list[Run]] = [[]]
    for run in paragraph:
        for piece in re.findall(r"[^ ]+ *| +", run.text):
            words[-1].append(Run(piece, run.styles))
            if piece.endswith(" "):
                words.append([])
    return [tuple(word) for word in words if word]


def _cut(word: Line, width: float, measure: Measure) -> list[Line]:
    """One line or, where the word is too wide for one, several; each has a character."""
    cut: list[Line] = [()]
    for run in word:
        for character in run.text:
            longer = _joined((*cut[-1], Run(character, run.styles)))
            if cut[-1] and _width(longer, measure, bare=True) > width:
                cut.append((Run(character, run.styles),))
            else:
                cut[-1] = longer
    return cut


def _joined(line: Line) -> Line:
    """Neighbours of one style as one run, as it is measured and drawn."""
    return tuple(
        Run("".join(run.text for run in same), styles)
        for styles, same in groupby(line, key=lambda run: run.styles)
    )


def _bare(line: Line) -> Line:
    """Without the spaces at the end, which hang over the margin."""
    if not line:
        return line
    *rest, last = line
    text = last.text.rstrip(" ")
    return (*rest, Run(text, last.styles)) if text else _bare(tuple(rest))


def _width(line: Line, measure: Measure, *, bare: bool) -> float:
    return sum(measure(run) for run in (_bare(line) if bare else line))
