"""What denials and disputes are worth; every function gives rows of (figure, value, floor)."""

from collections.abc import Sequence
from pathlib import Path

from index.denials import denials
from index.model import Article
from index.segmentation import segment
from tests.quality.data import Row, article, rows
from tests.quality.measures import Figure


def polnear_disputes(data: Path) -> list[Figure]:
    """Attributions in their context: is the source denying?

    A denial of a fact counts as one; rejections of criticism and opinion ("rebuttal") are left
    out, counted as denials, and counted against, in turn.
    """
    found = rows(data / "polnear_disputes/dev.jsonl")
    said = [(row["label"], denies(row)) for row in found]
    without = [(label == "denial", guess) for label, guess in said if label != "rebuttal"]
    either = [(label != "not_dispute", guess) for label, guess in said]
    against = [(label == "denial", guess) for label, guess in said]
    precision, recall, f1 = _rates(without)
    return [
        ("denial precision, rebuttals left out", precision, None),
        ("denial recall", recall, None),
        ("denial F1, rebuttals left out", f1, 0.85),
        ("F1, rebuttals are disputes", _rates(either)[2], None),
        ("F1, rebuttals are none", _rates(against)[2], None),
    ]


def denies(row: Row) -> bool:
    """Whether a denial's cue lies in the attribution that a row describes."""
    whole = article(row["id"], row["context"])
    parts = [part for part in (row["cue"], row["content"]) if part]
    places = [(at, at + len(part)) for part in parts if (at := row["context"].find(part)) >= 0]
    for sentence in segment(whole).sentences:
        for denial in denials(whole.text, sentence.span, "en"):
            if any(start <= denial.cue.start < end for start, end in places):
                return True
    return False


def _rates(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (is, guessed) pairs."""
    both = sum(true and guess for true, guess in pairs)
    precision = both / max(1, sum(guess for _, guess in pairs))
    recall = both / max(1, sum(true for true, _ in pairs))
    return precision, recall, 2 * both / max(1, sum(true + guess for true, guess in pairs))


ALL = (polnear_disputes,)
