"""Segments of invented terms, cut up as a test wants them."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from index.counting import ArticleTerms, PassageTerms
from index.segments import Part, Snapshot, build

Units = Mapping[str, Mapping[str, int]]
Passage = tuple[str, Mapping[str, int], Sequence[Collection[str]]]
"""Its id, how often it holds each term, and the terms of its sentences."""


def article_of_passages(article_id: str, passages: Iterable[Passage]) -> ArticleTerms:
    places: dict[str, int] = {}

    def place(term: str) -> int:
        return places.setdefault(term, len(places))

    placed = [
        PassageTerms(
            passage_id,
            {place(term): count for term, count in counts.items()},
            [{place(term) for term in sentence} for sentence in sentences],
        )
        for passage_id, counts, sentences in passages
    ]
    return ArticleTerms.of(article_id, places, placed)


def article_of_units(article_id: str, units: Units) -> ArticleTerms:
    return article_of_passages(article_id, [(key, counts, ()) for key, counts in units.items()])


def snapshot_of_units(units: Units) -> Snapshot:
    """One article, one segment."""
    return Snapshot([Part(build([article_of_units("all", units)]))])


def snapshot_of_sentences(articles: Sequence[Sequence[Sequence[str]]]) -> Snapshot:
    """One segment; each sentence is a passage."""
    return Snapshot([Part(build(articles_of_sentences(articles)))])


def articles_of_sentences(articles: Sequence[Sequence[Sequence[str]]]) -> list[ArticleTerms]:
    return [
        article_of_passages(
            str(number),
            [
                (f"{number}#{place}", dict.fromkeys(held, 1), [held])
                for place, held in enumerate(sentences)
            ],
        )
        for number, sentences in enumerate(articles)
    ]
