from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.annotation import annotate
from index.corpus import read_folder
from index.model import Article, Segmentation
from index.store.codec import (
    Known,
    Outline,
    Unpacked,
    pack_claim,
    pack_cut,
    pack_known,
    pack_sides,
    unpack_claim,
    unpack_cut,
    unpack_sides,
)
from tests.conftest import FRENCH_VACCINES, PORT_STRIKE, SEEDS, article_of

LEDGERS = Path(__file__).parent / "ledgers"
ARTICLES = (
    *read_folder(SEEDS).articles,
    *read_folder(LEDGERS).articles,
    article_of(" ", "empty"),
    article_of("“We will not,” Ana Roy said.\n\n“Never”.", "quoted"),
)


def check(article: Article) -> None:
    """All that is known of an article is the same after it was packed and unpacked."""
    found = annotate(article)
    known = Known(found.timexes, found.attributions, found.claims)
    cut = unpack_cut(pack_cut(found.segmentation), article.id)

    assert cut == found.segmentation
    outline = Outline(pack_cut(found.segmentation), article.id)
    assert tuple(map(outline.sentence, range(len(cut.sentences)))) == cut.sentences
    assert [p.sentences for p in cut.passages] == [p.sentences for p in found.segmentation.passages]
    read = Unpacked(pack_known(cut, known), cut, article.id)
    assert Known(read.timexes, read.attributions, read.claims) == known
    said = [*found.attributions, *(c.attribution for c in found.claims if c.attribution)]
    assert read.denies is any(attribution.stance == "denies" for attribution in said)
    for sentence in cut.sentences:
        over = [c for c in found.claims if any(s.span.overlaps(sentence.span) for s in c.sentences)]
        assert Unpacked(pack_known(cut, known), cut, article.id).claims_over(
            sentence.span
        ) == tuple(over)
    for dispute in found.disputes:
        packed = pack_sides(dispute)
        assert unpack_sides(packed, dispute.strength, article.id, article.id) == dispute
    for claim in found.claims:
        assert unpack_claim(pack_claim(claim), article.id) == claim


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_what_is_known_of_an_article_survives(article: Article) -> None:
    check(article)


@given(st.text(alphabet="AB said denied . \n“”\"' 2022 on Monday é𝛢", max_size=120))
def test_what_is_known_of_any_text_survives(text: str) -> None:
    check(article_of(text))


@given(st.permutations((PORT_STRIKE + FRENCH_VACCINES).split("\n")))
def test_what_is_known_of_shuffled_news_survives(lines: list[str]) -> None:
    check(article_of("\n".join(lines)))


def test_sentences_outside_of_passages_are_refused() -> None:
    cut = annotate(article_of("The ship sank. It was old.")).segmentation
    lacking = Segmentation(cut.paragraphs, cut.sentences, cut.quotations, ())

    with pytest.raises(ValueError, match="passages"):
        pack_cut(lacking)


def test_what_is_packed_holds_no_text_of_the_article() -> None:
    article = ARTICLES[0]
    found = annotate(article)
    known = Known(found.timexes, found.attributions, found.claims)

    packed = pack_cut(found.segmentation) + pack_known(found.segmentation, known)

    assert len(packed) < len(article.text) / 2
