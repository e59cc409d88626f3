"""Draws how speed and size change as a library grows: make growth"""

import json
import sys
from pathlib import Path

from matplotlib import rcParams
from matplotlib.figure import Figure

HERE = Path(__file__).parent
INK, GREY = "#1c2733", "#6b7a88"
PANELS = {
    "milliseconds": {
        "answer p95 ms": "whole answer, 95 in 100",
        "answer p50 ms": "whole answer, half",
        "search p50 ms": "search, half",
    },
    "seconds": {"start s": "start to first answer"},
    "megabytes": {"disk MB": "on disk", "resident MB": "in memory, after the first answer"},
}
COLOURS = ("#2481cc", "#1c2733", "#e0843c")


def main() -> int:
    rcParams["svg.hashsalt"] = "growth"  # the same figures give the same file
    figures = json.loads((HERE / "growth.json").read_text(encoding="utf-8"))
    drawn(figures).savefig(HERE / "growth.svg", metadata={"Date": None})
    return 0


def drawn(figures: list[dict[str, float]]) -> Figure:
    """A panel for each unit; axes are logarithmic, but for seconds, which hardly
    change."""
    figure = Figure(figsize=(9.5, 3.4), facecolor="white", layout="constrained")
    sizes = [found["passages"] for found in figures]
    for axes, (unit, lines) in zip(figure.subplots(1, len(PANELS)), PANELS.items(), strict=True):
        for colour, (name, label) in zip(COLOURS, lines.items(), strict=False):
            values = [found[name] for found in figures]
            axes.plot(sizes, values, "o-", color=colour, label=label, lw=2, ms=4)
        axes.set_xscale("log")
        if unit == "seconds":
            axes.set_ylim(0, 1.5 * max(line.get_ydata().max() for line in axes.get_lines()))
        else:
            axes.set_yscale("log")
        axes.set_xlabel("passages", color=GREY)
        axes.set_title(unit, color=INK, fontsize=10)
        axes.set_xticks(sizes, [f"{size:,.0f}" for size in sizes], fontsize=8)
        axes.minorticks_off()
        axes.grid(color="#e3e7eb", lw=0.8)
        axes.legend(fontsize=8, frameon=False)
    return figure


if __name__ == "__main__":
    sys.exit(main())
