from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.annotation import annotate
from index.claims import claims
from index.model import Attribution, Claim, Span, Timex
from index.segmentation import segment
from tests.conftest import article_of, library_of


def spans(text: str, *parts: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def said(text: str, source: str, cue: str, *content: str) -> Attribution:
    return Attribution(spans(text, source), spans(text, cue), spans(text, *content), "indirect")


def day(text: str, words: str) -> Timex:
    (span,) = spans(text, words)
    return Timex(span, "DATE", "2024-05-06", date(2024, 5, 6), date(2024, 5, 6))


def made(text: str, *attributions: Attribution, times: tuple[Timex, ...] = ()) -> list[Claim]:
    article = article_of(text)
    return list(claims(article, segment(article), attributions, times))


def test_a_sentence_without_a_source_is_a_claim_of_the_article_itself() -> None:
    text = "The mill closed. Ana Roy said that it would open again."
    first, second = made(text, said(text, "Ana Roy", "said", "that it would open again"))

    assert first.attribution is None
    assert first.content == (Span(0, 16),)
    assert second.attribution is not None


def test_a_quotation_of_several_sentences_is_one_claim() -> None:
    text = '"We were told. We went home," Ana Roy said.'
    (claim,) = made(text, said(text, "Ana Roy", "said", '"We were told. We went home,"'))

    assert len(claim.sentences) == 2
    assert claim.span.of(text) == text


def test_a_sentence_with_two_sources_is_two_claims() -> None:
    text = "Roy said that it rained, and Meyer said that it was dry."
    found = made(
        text,
        said(text, "Roy", "said", "that it rained"),
        Attribution(
            spans(text, "Meyer"), (Span(35, 39),), spans(text, "that it was dry"), "indirect"
        ),
    )

    assert [claim.span for claim in found] == [Span(0, len(text))] * 2


def test_when_it_was_said_is_kept_apart_from_when_it_happened() -> None:
    text = "Roy said on Monday that the dam broke in May."
    said_on, happened = day(text, "on Monday"), day(text, "in May")
    (claim,) = made(
        text,
        said(text, "Roy", "said", "that the dam broke in May"),
        times=(said_on, happened),
    )

    assert claim.stated_on == said_on
    assert claim.timexes == (happened,)


def test_a_date_of_the_speaker_is_no_date_of_the_statement() -> None:
    text = "Roy, who took office in May, said that the dam broke."
    (claim,) = made(
        text, said(text, "Roy", "said", "that the dam broke"), times=(day(text, "May"),)
    )

    assert claim.stated_on is None
    assert claim.timexes == ()


def test_the_day_of_a_bare_denial_is_when_it_was_denied() -> None:
    text = "The port denied the report on Tuesday."
    denial = Attribution(
        spans(text, "The port"), spans(text, "denied"), spans(text, "the report on Tuesday"),
        "indirect", "denies",
    )  # fmt: skip
    (claim,) = made(text, denial, times=(day(text, "Tuesday"),))

    assert claim.stated_on is not None
    assert claim.timexes == ()


def test_who_disputes_a_claim_is_its_source_also_in_the_passive() -> None:
    text = "The claim was disputed by two nurses."
    (claim,) = made(text)

    assert claim.attribution is not None
    assert [span.of(text) for span in claim.attribution.source] == ["two nurses"]
    assert claim.attribution.stance == "denies"


@given(
    st.lists(
        st.sampled_from(
            [
                "Roy denied it. ",
                '"No, ',
                'never," she said. ',
                "« C'est faux » ",
                "\n\n",
                "by Meyer ",
                "On Monday ",
                "accused Roy of fraud. ",
                "a claim ",
                "was disputed ",
            ]
        ),
        max_size=12,
    )
)
def test_every_sentence_of_any_text_is_in_a_claim_and_every_claim_inside_the_text(
    parts: list[str],
) -> None:
    article = article_of("".join(parts) + "End.", language="und")
    annotation = annotate(article)
    held = {sentence for claim in annotation.claims for sentence in claim.sentences}

    assert held == set(annotation.segmentation.sentences)
    for dispute in annotation.disputes:
        assert dispute.denial.span.of(article.text)
        assert all(claim.span.of(article.text) for claim in dispute.claims)


@pytest.mark.parametrize(
    "text",
    [
        "Since the war began in May, Oran has warned that the port would close.",
        "Since May, Oran has warned that the port would close.",
        "Lorsque la guerre a éclaté en mai, Oran a affirmé que le port fermerait.",
        "Friday's vote was a defeat for Caron, who has said that the port would close.",
    ],
)
def test_the_time_of_a_clause_aside_is_not_when_something_was_said(text: str) -> None:
    language = "fr" if text.startswith("Lorsque") else "en"
    library = library_of(article_of(text, language=language, published=date(2023, 6, 9)))

    said = [claim for claim in library.claims("a") if claim.attribution]

    assert said
    assert all(claim.stated_on is None for claim in said)
