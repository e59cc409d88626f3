"""How speed and size change as a library grows:
python -m tests.benchmarks.growth [--kept FOLDER] [PASSAGES …]

Each size is a library on disk of its own, of different made-up passages; another process starts,
answers and searches it. The figures go to .readme/growth.json, from which `make growth` draws.
A million passages take twenty minutes to add: with --kept, libraries stay in the folder, and are
asked again the next time.
"""

import argparse
import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from index.library import Library
from tests.benchmarks.generator import PASSAGES_AN_ARTICLE, articles_of, passages, questions

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / ".readme" / "growth.json"
SIZES = (1_000, 10_000, 100_000)
AT_ONCE = 50_000
"""Passages that are made up and added before the next are."""

ASKED = 60

ASKING = """
import json, sys, time
began = time.perf_counter()
from pathlib import Path
from bot.answering import Answerer
from index.library import Library
from tests.benchmarks.measuring import median, resident, seconds, slow
from index.analysis import terms
from index.processes import collect_rarely
asked = json.loads(sys.stdin.read())
collect_rarely()  # as the command does
library = Library.open(Path(sys.argv[1]))
answerer = Answerer(library)
answerer.answer(asked[0])
start = time.perf_counter() - began
megabytes = resident()
answers = [seconds(lambda: answerer.answer(question)) for question in asked]
queries = [dict.fromkeys(terms(question, "en"), 1.0) for question in asked]
searches = [seconds(lambda: library.search(query, 10)) for query in 3 * queries]
print(json.dumps({
    "passages": library.passage_count,
    "start s": start,
    "resident MB": megabytes,
    "disk MB": library.size / 1e6,
    "answer p50 ms": 1e3 * median(answers),
    "answer p95 ms": 1e3 * slow(answers),
    "search p50 ms": 1e3 * median(searches),
}))
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth")
    parser.add_argument("sizes", metavar="PASSAGES", nargs="*", type=int, default=SIZES)
    parser.add_argument("--kept", metavar="FOLDER", type=Path)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        figures = [measured(size, chosen.kept or Path(folder)) for size in chosen.sizes]
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def measured(size: int, folder: Path) -> dict[str, float]:
    """What another process finds in a library of `size` passages, which is made in the folder if
    it is not there."""
    kept = folder / f"{size}"
    if not kept.exists():
        library = Library.open(kept)
        for seed, start in enumerate(range(0, size, AT_ONCE), start=1):
            texts = passages(min(AT_ONCE, size - start), seed)
            library.add(islice(articles_of(texts), len(texts) // PASSAGES_AN_ARTICLE))
    asked = questions(passages(min(AT_ONCE, size), 1), ASKED)
    run = subprocess.run(
        [sys.executable, "-c", ASKING, str(kept)],
        input=json.dumps(asked),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(run.stdout)
    print(found, flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
