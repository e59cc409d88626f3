"""Who says what: against people's annotations of news, and on the project's own article."""

import json
import re
import statistics
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from index.attribution import attributions
from index.corpus import read_file
from index.model import Article, Attribution, Span
from index.segmentation import segment
from tests.quality.data import article, rows

Figure = tuple[str, float, float | None]
_Gold = dict[str, list[Span]]

_PARTS = ("source", "cue", "content")
_WORD = re.compile(r"\w+")


def polnear(data: Path, part: str = "dev", sample: slice = slice(None)) -> list[Figure]:
    """Counted by overlap: a cue is right where it overlaps a cue of the annotators; a relation
    where source, cue and content all do (no source where they give none). "words" are stricter:
    the F1 of the words of source and content, a wrong or missing relation counting 0."""
    judged = [_judged(row) for row in rows(data / f"polnear/{part}.jsonl")[sample]]
    found = sum(j.found for j in judged)
    gold = sum(j.gold for j in judged)
    cues = sum(j.cues for j in judged)
    recalled = sum(j.recalled for j in judged)
    sources = [s for j in judged for s in j.sources]
    relations = sum(j.relations for j in judged)
    relations_gold = sum(j.relations_gold for j in judged)
    precision, recall = relations / found, relations_gold / gold
    words = {
        name: 2 * sum(f for j in judged for f in j.words[name]) / (found + gold)
        for name in ("source", "content")
    }
    seconds = sum(j.seconds for j in judged)
    length = sum(j.length for j in judged)
    return [
        ("cue precision", cues / found, 0.90),
        ("cue recall", recalled / gold, 0.44),
        ("source right, given the cue", statistics.fmean(sources), 0.93),
        ("relation precision", precision, None),
        ("relation recall", recall, None),
        ("relation F1", 2 * precision * recall / (precision + recall), 0.43),
        ("words of the source, F1", words["source"], None),
        ("words of the content, F1", words["content"], None),
        ("ms for 500 words, segmented before", 1e3 * seconds / length * 500, None),
    ]


class _Judgement:
    """One article's attributions beside the annotators'."""

    def __init__(self, held: Article, gold: Sequence[_Gold]) -> None:
        segmentation = segment(held)
        start = time.perf_counter()
        given = attributions(held, segmentation)
        self.seconds = time.perf_counter() - start
        self.length = len(_WORD.findall(held.text))
        self.found, self.gold = len(given), len(gold)
        self.cues = sum(any(_meet(a.cue, g["cue"]) for g in gold) for a in given)
        self.recalled = sum(any(_meet(a.cue, g["cue"]) for a in given) for g in gold)
        self.sources: list[bool] = []
        self.words: dict[str, list[float]] = {"source": [], "content": []}
        matched = set()
        self.relations = 0
        for a in given:
            same_cue = [n for n, g in enumerate(gold) if _meet(a.cue, g["cue"])]
            if not same_cue:
                continue
            self.sources.append(any(_same(a.source, gold[n]["source"]) for n in same_cue))
            fitting = [n for n in same_cue if _fits(a, gold[n])]
            self.relations += bool(fitting)
            matched.update(fitting)
            best = max(same_cue, key=lambda n: _overlap(held.text, a.content, gold[n]["content"]))
            for name in self.words:
                f = _overlap(held.text, getattr(a, name), gold[best][name])
                self.words[name].append(f)
        self.relations_gold = len(matched)


def _judged(row: Any) -> _Judgement:
    gold = [
        {p: [Span(s["start"], s["end"]) for s in a[p]] for p in _PARTS} for a in row["attributions"]
    ]
    gold = [g for g in gold if g["cue"] and g["content"]]
    return _Judgement(article(row["doc_id"], row["text"], "en", row["date"]), gold)


def _meet(one: Iterable[Span], other: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in one for b in other)


def _same(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return _meet(one, other) or not (one or other)


def _fits(a: Attribution, gold: _Gold) -> bool:
    return _same(a.source, gold["source"]) and _meet(a.content, gold["content"])


def _overlap(text: str, one: Sequence[Span], other: Sequence[Span]) -> float:
    """F1 of the words of two lists of spans."""
    first, second = (
        {m.start() for s in spans for m in _WORD.finditer(text, s.start, s.end)}
        for spans in (one, other)
    )
    if not first and not second:
        return 1.0
    return 2 * len(first & second) / (len(first) + len(second))


def seed_claims(data: Path) -> list[Figure]:
    """The project's article: source and cue right, content the same but for marks at its ends."""
    claims = json.loads((data / "seed/claims.json").read_text(encoding="utf-8"))
    held, _ = read_file(Path(claims["file"]), "seed")
    given = attributions(held, segment(held))
    wanted = [c for c in claims["claims"] if c["cue"]]
    right = contents = passed_on = 0
    for claim in wanted:
        cue, source = _span(claim["cue"]), _span(claim["source"])
        fitting = [a for a in given if _meet(a.cue, [cue]) and a.source == (source,)]
        right += bool(fitting)
        if claim.get("secondary_source"):
            passed_on += any(
                a.secondary_source == _span(claim["secondary_source"]) for a in fitting
            )
        content = tuple(_span(c) for c in claim["content"])
        contents += any(_bare(held.text, a.content) == _bare(held.text, content) for a in fitting)
    return [
        ("source and cue right", right, float(len(wanted))),
        ("  and content exact but for marks", contents, float(len(wanted))),
        ("and who passes it on", passed_on, 1.0),
        ("attributions given", len(given), None),
    ]


def _span(row: Any) -> Span:
    return Span(row["start"], row["end"])


def _bare(text: str, spans: Iterable[Span]) -> list[str]:
    return [s.of(text).strip(" .,;:\"“”'«»") for s in spans]


ALL = (polnear, seed_claims)
