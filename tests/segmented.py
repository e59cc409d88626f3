"""Segments of invented terms, cut up as a test wants them."""

from collections.abc import Mapping, Sequence

from index.segments import ArticleTerms, Part, PassageTerms, Snapshot, build

Units = Mapping[str, Mapping[str, int]]


def article_of_units(article_id: str, units: Units) -> ArticleTerms:
    return ArticleTerms(article_id, [PassageTerms(key, counts) for key, counts in units.items()])


def snapshot_of_units(units: Units) -> Snapshot:
    """One article, one segment."""
    return Snapshot([Part(build([article_of_units("all", units)]))])


def snapshot_of_sentences(articles: Sequence[Sequence[Sequence[str]]]) -> Snapshot:
    """One segment; each sentence is a passage."""
    return Snapshot([Part(build(articles_of_sentences(articles)))])


def articles_of_sentences(articles: Sequence[Sequence[Sequence[str]]]) -> list[ArticleTerms]:
    return [
        ArticleTerms(
            str(number),
            [
                PassageTerms(f"{number}#{place}", dict.fromkeys(held, 1), [held])
                for place, held in enumerate(sentences)
            ],
        )
        for number, sentences in enumerate(articles)
    ]
