"""What denials and disputes are worth; every function gives rows of (figure, value, floor)."""

import json
import re
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.attribution import attributions
from index.claims import claims
from index.corpus import read_folder
from index.denials import denials
from index.denials.clauses import Reading, lexicon
from index.denials.negation import negated
from index.disputes import disputes_across, disputes_within
from index.disputes.debate import Debate
from index.model import Article, Claim, Span
from index.segmentation import segment
from index.temporal import timexes
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
        ("denial F1, rebuttals left out", f1, 0.72),
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


def seed_disputes(data: Path) -> list[Figure]:
    """The project's own article: the officer's denial and the two claims that it denies."""
    gold = json.loads((data / "seed/claims.json").read_text(encoding="utf-8"))
    spans = {s["id"]: Span(s["start"], s["end"]) for s in gold["sentences"]}
    pairs = {
        (spans[denial], spans[sentence])
        for claim in gold["claims"]
        for opponent in claim["disputed_by"]
        for sentence in claim["sentences"]
        for denial in _sentences(gold, opponent["claim"])
    }
    own = read_folder(Path("seeds")).articles[0]
    found = {
        (denial.span, sentence.span)
        for dispute in disputes_within(own, annotated(own))
        for denial in dispute.denial.sentences
        for claim in dispute.claims
        for sentence in claim.sentences
    }
    return [
        ("pairs of sentences found of 4", len(pairs & found), 4),
        ("pairs of sentences besides", len(found - pairs), None),
    ]


def allsides_disputes(data: Path) -> list[Figure]:
    """Real disputes and traps, read by hand, among 2,079 articles."""
    held = {
        row["id"]: article(row["id"], row["text"], "en", row["date"])
        for row in rows(data / "allsides_corpus/dev.jsonl")
    }
    told = [(one, annotated(one)) for one in held.values()]
    start = time.process_time()
    within = [d for one, said in told for d in disputes_within(one, said)]
    inside = time.process_time() - start
    start = time.process_time()
    across = disputes_across(told)
    between = time.process_time() - start
    claims_of = {one.id: said for one, said in told}
    disputes = [*within, *across]
    denied, paired, traps = [], [], []
    for row in rows(data / "allsides_corpus/disputes.jsonl"):
        if row.get("trap"):
            traps.append(any(_meets(held, d.denial, row) for d in disputes))
            continue
        denial, claim = row["denial"], row["claim"]
        made = Debate(held[denial["article"]], claims_of[denial["article"]]).denied
        denied.append(any(_meets(held, d.statement.claim, denial) for d in made))
        paired.append(
            any(
                _meets(held, d.denial, denial) and any(_meets(held, c, claim) for c in d.claims)
                for d in disputes
            )
        )
    return [
        ("denials found", statistics.fmean(denied), None),
        ("paired with their claim", statistics.fmean(paired), None),
        ("traps taken of 35", sum(traps), None),
        ("disputes inside articles", len(within), None),
        ("disputes across articles", len(across), None),
        ("ms an article inside", 1000 * inside / len(told), None),
        ("seconds across all", between, None),
    ]


def annotated(one: Article) -> tuple[Claim, ...]:
    cut = segment(one)
    return claims(one, cut, attributions(one, cut), timexes(one, cut))


def _sentences(gold: Row, claim_id: str) -> list[str]:
    return [s for claim in gold["claims"] if claim["id"] == claim_id for s in claim["sentences"]]


def _meets(held: Mapping[str, Article], claim: Claim, row: Row) -> bool:
    """Whether a claim overlaps the words of a row, in the row's article."""
    if claim.article_id != row["article"]:
        return False
    start = held[claim.article_id].text.find(row["text"])
    return start >= 0 and claim.span.overlaps(Span(start, start + len(row["text"])))


def _rates(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (is, guessed) pairs."""
    both = sum(true and guess for true, guess in pairs)
    precision = both / max(1, sum(guess for _, guess in pairs))
    recall = both / max(1, sum(true for true, _ in pairs))
    return precision, recall, 2 * both / max(1, sum(true + guess for true, guess in pairs))


def emergent(data: Path) -> list[Figure]:
    """Headlines for a claim, against it, or only observing that it is made."""
    right: dict[str, list[bool]] = {}
    for row in rows(data / "emergent/dev.jsonl"):
        right.setdefault(row["stance"], []).append(stance(row["headline"]) == row["stance"])
    return [
        ("accuracy", statistics.fmean(found for each in right.values() for found in each), 0.72),
        *((f"  {name}", statistics.fmean(found), None) for name, found in sorted(right.items())),
    ]


def stance(headline: str) -> str:
    """What a headline does to its claim. Headlines leave out "is" and articles, so words that
    make a denial only beside them count by themselves here."""
    reading = Reading.of(headline, Span(0, len(headline)), lexicon("denials", "en", ()))
    words = range(len(reading))
    bare = any(reading.word(at) in _BARE_VERDICTS for at in words)
    if bare or denials(headline, Span(0, len(headline)), "en"):
        return "against"
    asks = "?" in headline
    hedges = any(reading.listed(at, "alleging", "unasserted", "unreal") for at in words)
    if negated(headline, Span(0, len(headline)), "en") and not asks:
        return "against"
    return "observing" if asks or hedges or _TOLD.search(headline) else "for"


_BARE_VERDICTS = frozenset(
    ["hoax", "fake", "false", "untrue", "debunked", "debunks", "fabricated", "myth"]
)
_TOLD = re.compile(r"\b(?:says|said|say|expected|according|sources?|via|set to)\b", re.IGNORECASE)


ALL = (seed_disputes, polnear_disputes, emergent, allsides_disputes)
