"""What each data set measures; every function gives rows of (figure, value, floor or None)."""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from bot.answering import Answer, Answerer, NoAnswer
from bot.evidence import Evidence, rank_passages, rank_sentences
from bot.followup import follow_up
from bot.question import read_question
from bot.quotation import Quotation
from bot.refusal import strength
from index.analysis import content_words
from index.claims import speakers
from index.library import Library
from index.model import Article
from tests.quality.data import Row, article, contexts, library, rows

Figure = tuple[str, float, float | None]


def seed(data: Path) -> list[Figure]:
    """The 60 questions on the project's own article."""
    return _seed(data, Library.of_folder(Path("seeds")))


def seed_among_news(data: Path) -> list[Figure]:
    """The same 60, the article lying among allsides_corpus."""
    own = Library.of_folder(Path("seeds"))
    return _seed(data, library([*own.articles.values(), *_allsides(data)]), floors=False)


def squad2(data: Path) -> list[Figure]:
    return _reading(rows(data / "squad2/dev.jsonl"), "en", 0.783, 0.669)


def piaf_fr(data: Path) -> list[Figure]:
    return _reading(rows(data / "piaf_fr/dev.jsonl"), "fr", 0.70, 0.47)


def afriqa_fr(data: Path) -> list[Figure]:
    return _reading(rows(data / "afriqa_fr/dev.jsonl"), "fr", 0.75, 0.38)


def abstain_en(data: Path) -> list[Figure]:
    return _abstain(data / "abstain_en", "en", 0.82)


def abstain_fr(data: Path) -> list[Figure]:
    return _abstain(data / "abstain_fr", "fr", 0.60)


def trecqa(data: Path) -> list[Figure]:
    """Each question's candidates ranked, with the rarity of words among all candidates."""
    asked = rows(data / "trecqa/dev.jsonl")
    held = library(
        article(f"{row['id']}-{n}", candidate["text"])
        for row in asked
        for n, candidate in enumerate(row["sentences"])
        if candidate["text"].strip()
    )
    precisions = []
    for row in asked:
        labels = [candidate["label"] for candidate in row["sentences"]]
        if 0 < sum(labels) < len(labels):
            question = read_question(row["question"])
            among = {f"{row['id']}-{n}": n for n in range(len(labels))}
            mask = np.zeros(len(held.ids), np.bool_)
            mask[[held.number(one) for one in among if one in held.articles]] = True
            order = [
                among[e.sentence.article_id] for e in rank_sentences(held, question, within=mask)
            ]
            order = list(dict.fromkeys(order)) + sorted(set(range(len(labels))) - set(order))
            precisions.append(_average_precision([labels[n] for n in order]))
    return [("MAP", statistics.fmean(precisions), 0.72)]


def muc4(data: Path) -> list[Figure]:
    """The document given: does the first quote hold the answer?"""
    documents = {row["doc_id"]: row["text_tc"] for row in rows(data / "muc4/dev_docs.jsonl")}
    asked: dict[str, list[Row]] = {}
    for row in rows(data / "muc4/dev.jsonl"):
        if row["slot"] != "when":
            asked.setdefault(row["doc_id"], []).append(row)
    right: dict[str, list[bool]] = {}
    refused: list[bool] = []
    for document, questions in asked.items():
        answerer = Answerer(library([article(document, documents[document])]))
        for row in questions:
            answer = answerer.answer(row["question"])
            if not row["answerable"]:
                refused.append(isinstance(answer, NoAnswer))
                continue
            text = " ".join(_shown(answer)[0].text.upper().split()) if _shown(answer) else ""
            found = any(value.upper() in text for value in row["answers"])
            right.setdefault(row["slot"], []).append(found)
    everything = [found for slot in right.values() for found in slot]
    return [
        ("first quote holds the answer", statistics.fmean(everything), 0.47),
        *((f"  {slot}", statistics.fmean(found), None) for slot, found in sorted(right.items())),
        ("refused of those without an answer", statistics.fmean(refused), None),
    ]


def allsides(data: Path) -> list[Figure]:
    """80 questions as a journalist types them, over 2,079 articles."""
    return _gold(rows(data / "allsides_corpus/questions.jsonl"), library(_allsides(data)), 0.09)


def masakhanews(data: Path) -> list[Figure]:
    """28 French questions, on French articles and on the English ones of allsides_corpus."""
    french = [
        article(row["id"], row["text"], "fr") for row in rows(data / "masakhanews_fr/dev.jsonl")
    ]
    held = library([*french, *_allsides(data)])
    return _gold(rows(data / "masakhanews_fr/questions_fr.jsonl"), held, 0.0)


def feedback(data: Path) -> list[Figure]:
    """What people marked, as `saidwho feedback export` writes it, asked again: of the library that
    lies beside it, restored from a backup, else of the project's own article."""
    asked, kept = data / "feedback/questions.jsonl", data / "feedback/library"
    if not asked.is_file():
        return []
    held = Library.open(kept) if kept.is_dir() else Library.of_folder(Path("seeds"))
    return _gold(rows(asked), held, None)


def cast(data: Path) -> list[Figure]:
    """Follow-ups made readable by themselves: ROUGE-1 against what a person wrote."""
    scores: dict[str, list[float]] = {}
    for row in rows(data / "cast/dev.jsonl"):
        read = follow_up(row["utterance"], tuple(turn["user"] for turn in row["history"]))
        year = "2020" if row["year"] == 2020 else "2019 and 2021"
        need = "needs context" if row["needs_context"] else "needs none"
        scores.setdefault(f"{year}, {need}", []).append(_rouge(read.rewritten, row["rewrite"]))
        scores.setdefault(f"{year}, {need}, copied", []).append(
            _rouge(row["utterance"], row["rewrite"])
        )
    return [(name, statistics.fmean(found), None) for name, found in sorted(scores.items())]


ALL = (
    seed,
    seed_among_news,
    squad2,
    piaf_fr,
    afriqa_fr,
    abstain_en,
    abstain_fr,
    trecqa,
    muc4,
    allsides,
    masakhanews,
    feedback,
    cast,
)


def _allsides(data: Path) -> Iterable[Article]:
    for row in rows(data / "allsides_corpus/dev.jsonl"):
        yield article(row["id"], row["text"], "en", row["date"])


def _seed(data: Path, held: Library, floors: bool = True) -> list[Figure]:
    answerer = Answerer(held)
    first: dict[str, list[bool]] = {}
    ranked, reciprocal, refused, wrongly = [], [], [], []
    for row in rows(data / "seed/questions.jsonl"):
        after = (row["preceding_question"],) if row.get("preceding_question") else ()
        answer = answerer.answer(row["question"], after)
        if not row["answerable"]:
            refused.append(isinstance(answer, NoAnswer))
            continue
        wrongly.append(isinstance(answer, NoAnswer))
        gold = [(g["start"], g["end"]) for g in row["answer_sentences"] + row["also_acceptable"]]

        def fits(article_id: str, start: int, end: int, gold: list[tuple[int, int]] = gold) -> bool:
            own = article_id.startswith("000_")
            return own and any(start < stop and begin < end for begin, stop in gold)

        evidence = rank_sentences(held, read_question(row["question"], after))[:10]
        hits = [
            fits(e.sentence.article_id, e.sentence.span.start, e.sentence.span.end)
            for e in evidence
        ]
        ranked.append(bool(hits) and hits[0])
        reciprocal.append(1 / (hits.index(True) + 1) if True in hits else 0.0)
        shown = answer.quotations[0] if isinstance(answer, Answer) else None
        first.setdefault(row["kind"], []).append(
            shown is not None and fits(shown.article.id, shown.span.start, shown.span.end)
        )
    return [
        ("Hit@1 of the ranking", statistics.fmean(ranked), 0.62 if floors else None),
        ("MRR of the ranking", statistics.fmean(reciprocal), None),
        ("Hit@1 of the answers", statistics.fmean(x for k in first.values() for x in k), None),
        *((f"  {kind}", statistics.fmean(found), None) for kind, found in first.items()),
        ("refused of 10 unanswerable", sum(refused), 7 if floors else None),
        ("wrongly refused of 50", sum(wrongly), None),
    ]


def _reading(found: Sequence[Row], language: str, passage: float, sentence: float) -> list[Figure]:
    held = contexts(found, language)
    asked = [
        row
        for row in found
        if row.get("answerable", True)
        and row["answers"]
        and row["answers"][0].get("start", -1) >= 0
    ]
    in_context, reciprocal, in_sentence = [], [], []
    for row in asked:
        question = read_question(row["question"])
        hits = rank_passages(held, question, 10)
        unique = list(dict.fromkeys(held.passage(hit.passage_id).article_id for hit in hits))
        in_context.append(bool(unique) and unique[0] == row["context_id"])
        place = unique.index(row["context_id"]) + 1 if row["context_id"] in unique else 0
        reciprocal.append(1 / place if place else 0.0)
        in_sentence.append(_holds(rank_sentences(held, question)[:1], row))
    return [
        ("passage R@1", statistics.fmean(in_context), passage),
        ("passage MRR@10", statistics.fmean(reciprocal), None),
        ("sentence@1", statistics.fmean(in_sentence), sentence),
    ]


def _holds(best: list[Evidence], row: Row) -> bool:
    return any(
        e.sentence.article_id == row["context_id"]
        and any(e.sentence.span.start <= a["start"] < e.sentence.span.end for a in row["answers"])
        for e in best
    )


def _abstain(folder: Path, language: str, floor: float) -> list[Figure]:
    """Answered share at the strength of evidence that refuses nine in ten without an answer."""
    corpus = rows(folder / "dev_corpus.jsonl")
    held = library(
        article(row["context_id"], row["text"], language) for row in corpus if row["text"].strip()
    )
    answerer = Answerer(held)
    strengths: dict[bool, list[float]] = {True: [], False: []}
    refused: dict[bool, list[bool]] = {True: [], False: []}
    for row in rows(folder / "dev.jsonl"):
        evidence = rank_sentences(held, read_question(row["question"]))
        value = strength(evidence)
        strengths[row["answerable"]].append(value)
        answer = answerer.answer(row["question"])
        refused[row["answerable"]].append(isinstance(answer, NoAnswer))
    threshold = sorted(strengths[False])[int(len(strengths[False]) * 0.9)]
    answered = statistics.fmean(value > threshold for value in strengths[True])
    return [
        ("answered at 90 % right abstention", answered, floor),
        ("as set: answered", 1 - statistics.fmean(refused[True]), None),
        ("as set: right abstention", statistics.fmean(refused[False]), None),
    ]


def _gold(asked: Sequence[Row], held: Library, floor: float | None) -> list[Figure]:
    """`abstain` is null where nobody has said whether the articles have an answer."""
    answerer = Answerer(held)
    first, among, refused, wrongly = [], [], [], []
    sides, speakers, months = [], [], []
    gone, answered = [], []
    for row in asked:
        after = row.get("after") or ()
        answer = answerer.answer(row["question"], (after,) if isinstance(after, str) else (*after,))
        texts = [quote.text for quote in _shown(answer)]
        gone += [all(wrong not in text for text in texts) for wrong in row.get("wrong", ())]
        if row["abstain"]:
            refused.append(isinstance(answer, NoAnswer))
            continue
        if not row["gold"]:
            answered += [] if row.get("wrong") else [isinstance(answer, Answer)]
            continue
        wrongly.append(isinstance(answer, NoAnswer))
        hits = [any(gold in text for gold in row["gold"]) for text in texts]
        first.append(bool(hits) and hits[0])
        among.append(any(hits))
        if row.get("both_sides"):
            sides.append(_shows_both(_shown(answer), row["both_sides"]))
        if first[-1] and row.get("speaker"):
            speakers.append(_names(_shown(answer)[0], row["speaker"]))
        if first[-1] and row.get("date"):
            months.append(_tells(_shown(answer)[0], row["date"][:7]))
    figures: list[Figure] = [
        ("Hit@1, nearest counted too", _share(first), floor),
        ("among those shown", _share(among), None if floor is None else 0.13),
        ("both sides of a dispute shown", _share(sides), None),
        ("named as the row does who speaks, of hits", _share(speakers), None),
        ("month right, of hits", _share(months), None),
        ("refused of the unanswerable", _share(refused), None),
        ("wrongly refused", _share(wrongly), None),
    ]
    figures += [("marked wrong, shown no more", _share(gone), None)] if gone else []
    figures += [("of unknown answer, answered", _share(answered), None)] if answered else []
    return figures


def _share(found: Sequence[bool]) -> float:
    return statistics.fmean(found) if found else 0.0


def _shows_both(shown: Sequence[Quotation], both: Sequence[Sequence[str]]) -> bool:
    texts = [quote.text for quote in shown]
    for quote in shown:
        texts += [side.quotation.text for side in (*quote.disputed_by, *quote.disputes)]
    return all(any(part in text for part in side for text in texts) for side in both)


def _names(quote: Quotation, speaker: str) -> bool:
    """Whether one of those named as speaking shares a word with the speaker."""
    claim = quote.speaking
    said = claim.attribution if claim else None
    if claim is None or said is None:
        return False
    spans = [*speakers(claim), *filter(None, (said.secondary_source,))]
    named = {stem for span in spans for stem in _stems(span.of(quote.article.text))}
    return bool(named & set(_stems(speaker)))


def _stems(text: str) -> list[str]:
    return [stem for word in content_words(text, "und") for stem in word.stems]


def _tells(quote: Quotation, month: str) -> bool:
    """Whether a date shown with the quote, or else its day of publication, is of the month."""
    told = [timex.value for timex, _ in quote.dates() if timex.value]
    published = quote.article.published
    return any(value.startswith(month) for value in [*told, str(published or "")])


def _shown(answer: Answer | NoAnswer) -> tuple[Quotation, ...]:
    return answer.quotations if isinstance(answer, Answer) else answer.nearest


def _average_precision(labels: Sequence[int]) -> float:
    hits = 0
    total = 0.0
    for place, label in enumerate(labels, start=1):
        if label:
            hits += 1
            total += hits / place
    return total / hits


def _rouge(one: str, other: str) -> float:
    """ROUGE-1: F1 of the words in common."""
    left, right = (Counter(re.findall(r"\w+", text.lower())) for text in (one, other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0
