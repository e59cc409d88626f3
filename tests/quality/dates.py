"""What the dates are worth: TimeBank, and the project's own article."""

import json
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.corpus import read_folder
from index.model import Span, Timex
from index.segmentation import segment
from index.temporal import timexes
from tests.quality.data import Row, article, rows
from tests.quality.measures import Figure


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold expression and the found one that overlaps it most, None where it was missed."""

    gold: Row
    found: Timex | None


def timebank(data: Path) -> list[Figure]:
    """Rows in pairs: rules were developed on the even ones, the odd ones are only scored."""
    found = rows(data / "timebank/dev.jsonl")
    return [
        *(_figures("", found, floors=False)),
        *(_figures("odd rows: ", found[1::2])),
        *(_figures("even rows: ", found[::2], floors=False)),
    ]


def seed_dates(data: Path) -> list[Figure]:
    """Of the dates in the project's own article: overlap and the same value."""
    gold = json.loads((data / "seed/claims.json").read_text(encoding="utf-8"))["time_expressions"]
    own = read_folder(Path("seeds")).articles[0]
    found = timexes(own, segment(own))
    right = 0
    for row in gold:
        span = Span(row["start"], row["end"])
        header = own.body is not None and span.end <= own.body.start
        right += (header and str(own.published) == row["value"]) or any(
            timex.span.overlaps(span) and timex.value == row["value"] for timex in found
        )
    return [(f"right of {len(gold)}", right, len(gold))]


def pairs(row: Row) -> tuple[list[Pair], list[Timex]]:
    """Each gold expression of a row with its match, and what was found beside them."""
    held = article(row["doc_id"], row["text"], published=row["dct"][:10])
    found = list(timexes(held, segment(held)))
    matched = []
    for gold in row["timexes"]:
        span = Span(gold["start"], gold["end"])
        over = [timex for timex in found if timex.span.overlaps(span)]
        matched.append(Pair(gold, max(over, key=lambda t: _overlap(t.span, span), default=None)))
    spans = [Span(gold["start"], gold["end"]) for gold in row["timexes"]]
    spare = [t for t in found if not any(t.span.overlaps(span) for span in spans)]
    return matched, spare


def _figures(which: str, found: Sequence[Row], floors: bool = True) -> Iterator[Figure]:
    matched, spare = [], 0
    for row in found:
        here, beside = pairs(row)
        matched.extend(here)
        spare += len(beside)
    hit = [pair for pair in matched if pair.found]
    strict = [p for p in hit if p.found and p.found.span == Span(p.gold["start"], p.gold["end"])]
    dates = [pair for pair in hit if pair.gold["type"] == "DATE"]
    days = [
        pair for pair in dates if len(pair.gold["value"]) == 10 and pair.gold["value"][4] == "-"
    ]
    yield f"{which}value of dates found", _right(dates), 0.65 if floors else None
    yield f"{which}the same, X in the gold value open", _right(dates, leave_open=True), None
    yield f"{which}value of days found", _right(days), None
    yield f"{which}extent F1", _f1(len(hit), len(matched), spare), None
    yield f"{which}extent precision", len(hit) / (len(hit) + spare), None
    yield f"{which}extent recall", len(hit) / len(matched), None
    yield (
        f"{which}strict extent F1",
        _f1(len(strict), len(matched), spare + len(hit) - len(strict)),
        None,
    )


def _right(found: Sequence[Pair], leave_open: bool = False) -> float:
    return statistics.fmean(
        pair.found is not None and _same(pair.found.value or "", pair.gold["value"], leave_open)
        for pair in found
    )


def _same(found: str, gold: str, leave_open: bool) -> bool:
    if not leave_open:
        return found == gold
    return re.fullmatch(re.escape(gold).replace("X", r"\w"), found) is not None


def _f1(hit: int, gold: int, spare: int) -> float:
    return 2 * hit / (gold + hit + spare)


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


ALL = (timebank, seed_dates)
