"""Inline mode as Telegram shows it: what is typed, and above it the results to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from canvas import Canvas, width_of
from styled import Run, lines
from telegram_look import (
    ACCENT,
    BLACK,
    BOLD,
    GREY,
    MARGIN,
    SMALL,
    TEXT,
    WALLPAPER,
    WHITE,
    WIDTH,
    clipped,
)

LINE = 19.0
DESCRIPTION_LINES = 2
SQUARE = 52.0
EDGE = 12.0
ROW = 2 * EDGE + 20 + DESCRIPTION_LINES * LINE
FIELD = 52.0
ABOVE = 60.0


@dataclass(frozen=True, slots=True)
class Result:
    title: str
    description: str


def draw(typed: str, results: Sequence[Result], path: Path) -> None:
    """Draw what is typed with its results, as a PNG that tells its text, too."""
    canvas = Canvas(WIDTH, ABOVE + len(results) * ROW + FIELD)
    canvas.gradient(WALLPAPER)
    canvas.rounded((0, ABOVE, WIDTH, ABOVE + len(results) * ROW + FIELD), 0, WHITE)
    for number, result in enumerate(results):
        _draw_result(canvas, ABOVE + number * ROW, result)
    top = ABOVE + len(results) * ROW
    canvas.rounded((0, top, WIDTH, top + FIELD), 0, WHITE)
    canvas.rounded((0, top, WIDTH, top + 1), 0, (205, 212, 208))
    query = clipped(Run(typed), WIDTH - 3 * MARGIN, _text)
    end = canvas.text(MARGIN, top + 32, query, TEXT, BLACK)
    canvas.rounded((end + 2, top + 16, end + 3.5, top + 37), 0, ACCENT)
    canvas.save(path, told(typed, results))


def told(typed: str, results: Sequence[Result]) -> str:
    """The same as text."""
    return "\n\n".join([typed, *(f"{one.title}\n{one.description}" for one in results)])


def _draw_result(canvas: Canvas, top: float, result: Result) -> None:
    box = (MARGIN, top + EDGE, MARGIN + SQUARE, top + EDGE + SQUARE)
    canvas.rounded(box, 6, ACCENT)
    initial = Run(result.title[0].upper(), BOLD)
    middle = MARGIN + (SQUARE - width_of(initial, 22)) / 2
    canvas.text(middle, top + EDGE + 34, initial, 22, WHITE)
    left = MARGIN + SQUARE + 14
    room = WIDTH - MARGIN - left
    title = clipped(Run(result.title, BOLD), room, _text)
    canvas.text(left, top + EDGE + 14, title, TEXT, BLACK)
    shown = lines([Run(result.description)], room, _small)
    for number, line in enumerate(shown[:DESCRIPTION_LINES]):
        text = "".join(run.text for run in line)
        cut = number == DESCRIPTION_LINES - 1 and len(shown) > DESCRIPTION_LINES
        canvas.text(
            left,
            top + EDGE + 20 + (number + 1) * LINE - 4,
            clipped(Run(text + " …"), room, _small) if cut else Run(text),
            SMALL + 1,
            GREY,
        )
    canvas.rounded((left, top + ROW - 1, WIDTH, top + ROW), 0, (232, 236, 238))


_small = partial(width_of, size=SMALL + 1)
_text = partial(width_of, size=TEXT)
