"""A timeline as a picture, made for a phone: days at the left, quotes at the right."""

import io
import textwrap
import warnings
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from bot.citation import add_source
from bot.ledger import Event, timeline
from bot.message import Draft
from bot.scoping import firmly
from bot.views import label, narrowed_by, too_much
from bot.wording import Wording
from index.library import Library

MOST_PICTURED = 10
"""Events on one picture; more would be too small to read."""

LONGEST_EXCERPT = 200
"""Code points of a quote; a longer one is cut with an ellipsis, its whole is in the message."""

_WIDTH = 6.75  # inches; 1080 pixels at _DPI
_DPI = 160
_LINE = 0.23  # inches a line of text
_GAP = 0.34  # inches between two events
_AXIS = 1.95  # inches from the left
_DAY_COLUMNS, _TEXT_COLUMNS = 17, 47  # characters that fit beside the axis
_INK, _GREY, _ACCENT = "#1c2733", "#6b7a88", "#2481cc"


def timeline_picture(library: Library, argument: str, words: Wording) -> bytes | None:
    """A PNG of the first MOST_PICTURED events that bear on the words of `argument`, earliest
    at the top; None where the articles date nothing of that.

    A filled dot is an event, a hollow one a statement.
    """
    scope = firmly(argument, library.catalogue)
    if too_much(library, scope, words) is not None:
        return None
    events = timeline(library, narrowed_by(library, scope))[:MOST_PICTURED]
    if not events:
        return None
    entries = [entry(event, words) for event in events]
    heights = [_LINE * max(len(day), len(text) + len(source)) for day, text, source in entries]
    height = sum(heights) + _GAP * (len(entries) + 1)
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor="white")
    pen = _Pen(figure, height)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    top, dots = _GAP, []
    for event, (day, text, source), tall in zip(events, entries, heights, strict=False):
        middle = top + _LINE / 2
        dots.append(middle)
        pen.write(_AXIS - 0.25, top, day, weight="bold", color=_ACCENT, ha="right")
        pen.write(_AXIS + 0.25, top, text, color=_INK)
        pen.write(_AXIS + 0.25, top + _LINE * len(text), source, color=_GREY, style="italic")
        face = "white" if event.said else _ACCENT
        axes.plot([_AXIS], [middle], "o", ms=9, mfc=face, mec=_ACCENT, mew=2, zorder=3)
        top += tall + _GAP
    axes.plot([_AXIS, _AXIS], [dots[0], dots[-1]], color=_ACCENT, lw=2, alpha=0.5, zorder=1)
    written = io.BytesIO()
    with warnings.catch_warnings():
        # Scripts that the font lacks are drawn as boxes; the message beside has them right.
        warnings.filterwarnings("ignore", "Glyph .* missing from font", UserWarning)
        figure.savefig(written, format="png")
    return written.getvalue()


def entry(event: Event, words: Wording) -> tuple[list[str], list[str], list[str]]:
    """The lines of the day, of the quote, and of who says so and where it stands."""
    text = " ".join(event.sentence.span.of(event.article.text).split())
    if len(text) > LONGEST_EXCERPT:
        text = text[:LONGEST_EXCERPT].rsplit(" ", 1)[0] + " …"
    file = event.article.path.rpartition("/")[2]
    where = event.article.outlet or event.article.title or file
    place = f"{' '.join(where.split())}, {words.day(event.article.published)}"
    says = Draft(words.says)
    add_source(says, event.article, event.claim, words)
    return (
        textwrap.wrap(label(event, words), _DAY_COLUMNS),
        textwrap.wrap(text, _TEXT_COLUMNS),
        [*_lines(says.text, 3), *_lines(place, 2)],
    )


def _lines(text: str, most: int) -> list[str]:
    return textwrap.wrap(text, _TEXT_COLUMNS, max_lines=most, placeholder=" …")


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes lines of text from a point on, in inches from the upper left."""

    figure: Figure
    height: float

    def write(self, left: float, top: float, lines: list[str], **style: Any) -> None:
        for number, line in enumerate(lines):
            self.figure.text(
                left / _WIDTH,
                1 - (top + _LINE * (number + 0.5)) / self.height,
                line,
                va="center",
                fontsize=10.5,
                parse_math=False,  # an article's "$5m to $6m" is no formula
                **style,
            )
