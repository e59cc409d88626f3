"""How often the terms of an article occur: in its passages, and which sentences hold them."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from index.analysis import Form, content_tokens
from index.model import Article, Passage, Segmentation


class PassageTerms(NamedTuple):
    """A passage's id, how often it holds each term of any field, and for each of its sentences
    the stems and bigrams it holds: terms by their places among those of the article."""

    id: str
    counts: Mapping[int, int]
    sentences: Sequence[Set[int]]


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """What a segment is built from: an article's id, its terms, each once, and its passages in
    the order of the text. An article may have a hundred of each term in its sentences and is
    handed from one process to another: hence the places."""

    id: str
    terms: Sequence[str]
    passages: Sequence[PassageTerms]


def counted(article: Article, cut: Segmentation) -> ArticleTerms:
    """The terms of an article that has been cut up; the same text always gives the same."""
    places: dict[str, int] = {}
    passages = [_counted(article, passage, places) for passage in cut.passages]
    return ArticleTerms(article.id, list(places), passages)


def _counted(article: Article, passage: Passage, places: dict[str, int]) -> PassageTerms:
    """The terms as `index.analysis.terms_of` gives them of all words of the passage, and of
    those of each sentence; new ones get a place."""
    occurring: list[int] = []
    sentences: list[set[int]] = []
    previous: Form | None = None
    for sentence in passage.sentences:
        held: list[int] = []
        tokens = content_tokens(sentence.span.of(article.text), article.language)
        for number, (_, _, form) in enumerate(tokens):
            for stem in form.stems:
                held += (places.setdefault(stem, len(places)),)
            occurring.append(places.setdefault(f"={form.folded}", len(places)))
            if previous is not None:
                bigram = f"{previous.stems[-1]} {form.stems[0]}"
                # The first of a sentence begins in the one before.
                (held if number else occurring).append(places.setdefault(bigram, len(places)))
            previous = form
        occurring += held
        sentences.append(set(held))
    return PassageTerms(passage.id, dict(Counter(occurring)), sentences)
