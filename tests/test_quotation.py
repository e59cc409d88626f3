from datetime import date

import pytest

from bot.quotation import LONGEST_QUOTE, quote, quote_claim, whole_quotation
from index.library import Library
from index.model import Article, Span
from tests.conftest import article_of, library_of

TEXT = (
    "Rail Union said on Tuesday that drivers had stopped work on 3 May.\n\n"
    "The operator, Metro, denied that drivers had stopped work.\n\n"
    "Trains are red. They are old, the mayor said."
)
ARTICLE = article_of(TEXT, "strike", published=date(2023, 5, 10))


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(ARTICLE)


def span_of(words: str, article: Article = ARTICLE) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def sentence(library: Library, words: str) -> Span:
    at = span_of(words)
    found = library.segmentation("strike").sentences
    return next(s.span for s in found if s.span.contains(at))


def test_a_quote_knows_who_says_it_when_it_was_said_and_when_it_happened(library: Library) -> None:
    quoted = quote(library, ARTICLE, sentence(library, "3 May"), 1)

    assert quoted.speaking is not None
    assert quoted.speaking.attribution is not None
    assert [s.of(TEXT) for s in quoted.speaking.attribution.source] == ["Rail Union"]
    dates = [(timex.span.of(TEXT), said) for timex, said in quoted.dates()]
    assert dates == [("Tuesday", True), ("3 May", False)]


def test_a_quote_knows_its_denial_and_the_denial_what_it_denies(library: Library) -> None:
    claim = quote(library, ARTICLE, sentence(library, "3 May"), 1)
    denial = quote(library, ARTICLE, sentence(library, "Metro"), 2)

    assert [side.quotation.text for side in claim.disputed_by] == [denial.text]
    assert [side.strength for side in claim.disputed_by] == ["denies"]
    assert [side.quotation.text for side in denial.disputes] == [claim.text]
    assert claim.disputes == denial.disputed_by == ()


def test_what_the_article_says_itself_has_no_speaker(library: Library) -> None:
    quoted = quote(library, ARTICLE, sentence(library, "Trains are red"), 3)

    assert quoted.speaking is None


def test_a_claim_is_quoted_for_its_own_source(library: Library) -> None:
    claim = next(c for c in library.claims("strike") if c.attribution)

    assert quote_claim(library, claim).speaking == claim


def test_when_somebody_else_spoke_is_no_date_of_the_one_who_is_named() -> None:
    text = (
        "The harbour said on Monday that it had paid for the cranes, "
        "but the dockers' union said on Tuesday that nothing had come."
    )
    held = library_of(article_of(text, "two", published=date(2023, 5, 12)))

    said = {}
    for claim in held.claims("two"):
        assert claim.attribution
        (source,) = claim.attribution.source
        said[source.of(text)] = [t.span.of(text) for t, _ in quote_claim(held, claim).dates()]

    assert said == {"The harbour": ["Monday"], "the dockers' union": ["Tuesday"]}


def test_what_another_in_the_same_sentence_denies_is_not_said_to_be_denied_by_the_speaker() -> None:
    text = (
        "Rail Union said that drivers had stopped work on the coast line.\n\n"
        "The mayor of Lomara said on Tuesday that the harbour was safe for every ship, that the "
        "quays had been rebuilt stone by stone since the great storm, and that the fishing fleet "
        "of the whole coast was welcome, while Metro denied that drivers had stopped work."
    )
    held = library_of(article_of(text, "both", published=date(2023, 5, 12)))
    second = held.segmentation("both").sentences[1].span

    of_mayor = quote(held, held.articles["both"], second, 2)
    (dispute,) = held.disputes
    of_metro = quote_claim(held, dispute.denial)

    assert of_mayor.speaking != of_metro.speaking
    assert of_mayor.disputes == ()
    assert [side.quotation.text for side in of_metro.disputes] == [text.partition("\n")[0]]


def test_of_two_who_speak_side_by_side_neither_is_named_for_the_whole() -> None:
    text = (
        "The harbour said that the ship had sunk, but the dockers' union said that it was afloat."
    )
    held = library_of(article_of(text, "two"))
    (only,) = held.segmentation("two").sentences

    quoted = quote(held, held.articles["two"], only.span, 1)

    assert quoted.speaking is None
    assert len([claim for claim in quoted.claims if claim.attribution]) == 2


def test_a_quotation_of_several_sentences_stays_whole_while_it_is_short() -> None:
    short = article_of("“It sank. It was old. Nobody died,” she said.", "short")
    endless = article_of("“" + "It sank. " * (LONGEST_QUOTE // 9 + 2) + "” she said.", "endless")
    held = library_of(short, endless)

    first = whole_quotation(held, short, held.segmentation("short").sentences[0].span)
    one = held.segmentation("endless").sentences[0].span

    assert first.of(short.text) == short.text
    assert whole_quotation(held, endless, one) == one
