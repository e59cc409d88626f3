"""Prints what the answers are worth: python -m tests.quality [--data FOLDER] [MEASURE ...]"""

import argparse
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.quality import attributions, dates, disputes, measures
from tests.quality.compared import FIRST, REACH


def main() -> int:
    modules = (measures, attributions, dates, disputes)
    names = {measure.__name__: measure for module in modules for measure in module.ALL}
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument("measure", nargs="*", choices=[[], *names], default=[])
    chosen = parser.parse_args()
    if not chosen.data.is_dir():
        print(f"Skipped: no measuring data at {chosen.data}; name its folder with --data.")
        return 0
    table = Table("data", "figure", "today", "first", "floor", "reach", "seconds")
    below = 0
    for name in chosen.measure or names:
        start = time.perf_counter()
        figures = names[name](chosen.data)
        took = f"{time.perf_counter() - start:.1f}"
        for place, (figure, value, floor) in enumerate(figures):
            missed = floor is not None and value < floor
            below += missed
            table.add_row(
                "" if place else name,
                figure,
                f"{value:.3f}" if isinstance(value, float) else str(value),
                f"{FIRST.get(name, {}).get(figure, '')}",
                "" if floor is None else f"{floor}{'  BELOW' if missed else ''}",
                f"{REACH.get(name, {}).get(figure, '')}",
                "" if place else took,
            )
        table.add_section()
    Console(width=115).print(table)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
