"""Speed and memory beside others: python -m tests.benchmarks [--sizes N …] [--answers N …]"""

import argparse
import os
import platform
import sys
import time

import numpy as np
from rich.console import Console

from tests.benchmarks import (
    adding,
    annotating,
    answering,
    narrowing,
    searching,
    under_load,
)

SIZES = (1_000, 20_000, 100_000)
ANSWERS = (10, 1_000, 20_000)
KEPT = 20_000
LOAD = 20.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        *("--sizes", "-s"),
        type=int,
        nargs="+",
        default=SIZES,
        metavar="N",
        help="passages searched by all engines; 1000000 takes ten minutes and 15 GB",
    )
    parser.add_argument(
        *("--answers", "-a"),
        type=int,
        nargs="+",
        default=ANSWERS,
        metavar="N",
        help="passages of libraries that are read from files and asked",
    )
    parser.add_argument(
        *("--kept", "-k"),
        type=int,
        default=KEPT,
        metavar="N",
        help="passages of a library on disk that is added to, started and asked",
    )
    parser.add_argument(
        *("--load", "-l"),
        type=float,
        default=LOAD,
        metavar="SECONDS",
        help="for how long questions are asked while articles are added",
    )
    chosen = parser.parse_args()
    console = Console(width=110)
    start = time.perf_counter()
    console.print(_machine())
    console.print(answering.starting())  # first, while this process holds little
    console.print(annotating.table())
    console.print(adding.bulk())
    console.print(adding.kept(chosen.kept))
    console.print(answering.table(chosen.answers))
    console.print(answering.stages(chosen.answers[-1]))
    console.print(under_load.table(chosen.load, chosen.kept))
    console.print(narrowing.table(max(chosen.sizes)))
    console.print(searching.table(chosen.sizes))
    console.print(f"Measured in {time.perf_counter() - start:.0f} s.")
    return 0


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{cores} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, NumPy {np.__version__}"
    )


if __name__ == "__main__":
    sys.exit(main())
