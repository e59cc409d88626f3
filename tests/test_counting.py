from collections import Counter
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from index.analysis import content_words, field_of, terms_of
from index.counting import counted
from index.segmentation import segment
from tests.conftest import article_of

TEXTS = st.lists(
    st.lists(st.sampled_from(["Mali", "the", "junta's", "Mi-35P", "denied", "it"]), min_size=1),
    min_size=1,
    max_size=4,
).map(lambda sentences: " ".join(f"{' '.join(words)}. So" for words in sentences))


@given(TEXTS)
def test_a_passage_has_the_terms_of_its_words_and_each_sentence_those_of_its_own(text: str) -> None:
    article = article_of(text)
    cut = segment(article)

    found = counted(article, cut)

    assert len(set(found.terms)) == len(found.terms)
    assert list(found.passages) == [passage.id for passage in cut.passages]
    assert list(found.sentences) == [len(passage.sentences) for passage in cut.passages]
    counts = zip(found.occurring, found.often, strict=True)
    held, holding = iter(found.held), iter(found.holding)
    for passage, distinct in zip(cut.passages, found.distinct, strict=True):
        words = [
            content_words(s.span.of(article.text), article.language) for s in passage.sentences
        ]
        assert {found.terms[n]: often for n, often in islice(counts, distinct)} == Counter(
            terms_of(word for inside in words for word in inside)
        )
        for inside in words:
            assert {found.terms[n] for n in islice(held, next(holding))} == {
                term for term in terms_of(inside) if field_of(term) != "exact"
            }
    assert not [*counts, *held, *holding]
