"""The figures of /stats as a picture, made for a phone: a bar a day."""

import io
from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.figures import Figures
from bot.wording import Wording

_WIDTH, _HEIGHT = 6.75, 5.4  # inches; 1080 pixels wide at _DPI
_DPI = 160
_MARKED = 7  # days between two that are named
_INK, _GREY = "#1c2733", "#6b7a88"
_ANSWERED, _REFUSED, _HELPFUL, _WRONG = "#2481cc", "#c7d6e2", "#3a9d5d", "#d0483e"


def figures_picture(found: Figures, words: Wording) -> bytes | None:
    """A PNG: above how much was asked and answered each day, below how it was rated; None where
    nothing was."""
    if all(day.quiet for day in found.days):
        return None
    figure = Figure(figsize=(_WIDTH, _HEIGHT), dpi=_DPI, facecolor="white", layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    days = [day.day for day in found.days]
    named = words.stats_bars
    _bars(above, [day.answered for day in found.days], _ANSWERED, named["answered"])
    answered = [day.answered for day in found.days]
    _bars(above, [day.refused for day in found.days], _REFUSED, named["refused"], answered)
    _bars(below, [day.helpful for day in found.days], _HELPFUL, named["helpful"])
    helpful = [day.helpful for day in found.days]
    _bars(below, [day.wrong for day in found.days], _WRONG, named["wrong"], helpful)
    for axes in (above, below):
        _dress(axes)
    _name(below, days, words)
    written = io.BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _bars(
    axes: Axes, heights: Sequence[int], colour: str, label: str, on: Sequence[int] | None = None
) -> None:
    """A bar a day, standing `on` others; the label tells their sum, too."""
    places = range(len(heights))
    axes.bar(places, heights, 0.8, on or 0, color=colour, label=f"{label}: {sum(heights):,}")


def _dress(axes: Axes) -> None:
    """Whole numbers, faint lines, and what the colours mean above the bars."""
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.set_ylim(0, max(axes.get_ylim()[1], 4))
    axes.grid(axis="y", color=_GREY, alpha=0.2)
    axes.set_axisbelow(True)
    axes.tick_params(colors=_GREY, length=0)
    axes.spines[:].set_visible(False)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=2,
        frameon=False,
        labelcolor=_INK,
        fontsize=11,
    )


def _name(axes: Axes, days: Sequence[date], words: Wording) -> None:
    """The last day and each a week before it."""
    marked = range(len(days) - 1, -1, -_MARKED)
    axes.set_xticks(list(marked), [words.day_of_month(days[place]) for place in marked])
