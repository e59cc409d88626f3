"""The picture of growth shows the figures that were saved."""

import json
from pathlib import Path

import numpy as np

from growth import PANELS, drawn

FIGURES = Path(__file__).parent.parent / ".readme" / "growth.json"


def test_each_figure_is_drawn_at_its_size() -> None:
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))

    panels = drawn(figures).axes

    for axes, (unit, lines) in zip(panels, PANELS.items(), strict=True):
        assert axes.get_title() == unit
        for line, name in zip(axes.get_lines(), lines, strict=True):
            found = [[each["passages"], each[name]] for each in figures]
            assert np.asarray(line.get_xydata()).tolist() == found
