"""How often the terms of an article occur: in its passages, and which sentences hold them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from index.analysis import content_tokens, field_of, terms_of
from index.model import Article, Segmentation


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """A passage's id, how often it holds each term of any field, and for each of its sentences
    the stems and bigrams it holds."""

    id: str
    counts: Mapping[str, int]
    sentences: Sequence[Collection[str]] = ()


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """What a segment is built from: an article's id and its passages in the order of the text."""

    id: str
    passages: Sequence[PassageTerms]


def counted(article: Article, cut: Segmentation) -> ArticleTerms:
    """The terms of an article that has been cut up; the same text always gives the same."""
    passages = []
    for passage in cut.passages:
        found = [
            [
                form
                for _, _, form in content_tokens(sentence.span.of(article.text), article.language)
            ]
            for sentence in passage.sentences
        ]
        passages.append(
            PassageTerms(
                passage.id,
                Counter(terms_of(chain.from_iterable(found))),
                [
                    {term for term in terms_of(words) if field_of(term) != "exact"}
                    for words in found
                ],
            )
        )
    return ArticleTerms(article.id, passages)
