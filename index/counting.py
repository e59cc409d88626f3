"""How often the terms of an article occur: in its passages, and which sentences hold them."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from index.analysis import Form, content_tokens
from index.model import Article, Passage, Segmentation

Numbers: TypeAlias = "array[int]"


class PassageTerms(NamedTuple):
    """A passage's id, how often it holds each term of any field, and for each of its sentences
    the stems and bigrams it holds: terms by their places among those of the article."""

    id: str
    counts: Mapping[int, int]
    sentences: Sequence[Set[int]]


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """What a segment is built from: an article's id, its terms, each once, and the ids of its
    passages in the order of the text.

    All else in numbers, passage by passage: how many terms it holds, which, and how often; how
    many sentences it has; and sentence by sentence how many terms that holds, and which. An
    article is handed from one process to another, and would be hundreds of objects.
    """

    id: str
    terms: Sequence[str]
    passages: Sequence[str]
    distinct: Numbers
    occurring: Numbers
    often: Numbers
    sentences: Numbers
    holding: Numbers
    held: Numbers

    @classmethod
    def of(
        cls, article_id: str, terms: Iterable[str], passages: Sequence[PassageTerms]
    ) -> "ArticleTerms":
        distinct, occurring, often = list[int](), list[int](), list[int]()
        sentences, holding, held = list[int](), list[int](), list[int]()
        for passage in passages:
            distinct.append(len(passage.counts))
            occurring += passage.counts
            often += passage.counts.values()
            sentences.append(len(passage.sentences))
            for sentence in passage.sentences:
                holding.append(len(sentence))
                held += sentence
        numbers = (distinct, occurring, often, sentences, holding, held)
        ids = [passage.id for passage in passages]
        return cls(article_id, list(terms), ids, *(array("i", listed) for listed in numbers))


def counted(article: Article, cut: Segmentation) -> ArticleTerms:
    """The terms of an article that has been cut up; the same text always gives the same."""
    places: dict[str, int] = {}
    passages = [_counted(article, passage, places) for passage in cut.passages]
    return ArticleTerms.of(article.id, places, passages)


def _counted(article: Article, passage: Passage, places: dict[str, int]) -> PassageTerms:
    """The terms as `index.analysis.terms_of` gives them of all words of the passage, and of
    those of each sentence; new ones get a place."""
    occurring: list[int] = []
    sentences: list[set[int]] = []
    place = places.setdefault
    previous: Form | None = None
    for sentence in passage.sentences:
        held: list[int] = []
        hold = held.append
        tokens = content_tokens(sentence.span.of(article.text), article.language)
        for number, (_, _, form) in enumerate(tokens):
            for stem in form.stems:
                hold(place(stem, len(places)))
            occurring.append(place(f"={form.folded}", len(places)))
            if previous is not None:
                bigram = place(f"{previous.stems[-1]} {form.stems[0]}", len(places))
                # The first of a sentence begins in the one before.
                (held if number else occurring).append(bigram)
            previous = form
        occurring += held
        sentences.append(set(held))
    return PassageTerms(passage.id, Counter(occurring), sentences)
