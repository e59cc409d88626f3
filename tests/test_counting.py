from collections import Counter

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
    for passage, held in zip(cut.passages, found.passages, strict=True):
        words = [
            content_words(s.span.of(article.text), article.language) for s in passage.sentences
        ]
        assert held.id == passage.id
        assert {found.terms[n]: often for n, often in held.counts.items()} == Counter(
            terms_of(word for inside in words for word in inside)
        )
        assert [{found.terms[n] for n in inside} for inside in held.sentences] == [
            {term for term in terms_of(inside) if field_of(term) != "exact"} for inside in words
        ]
