import pytest

from index.annotation import annotate
from index.library import Library
from index.model import Claim, Dispute
from tests.conftest import article_of

COMPANY = "The union said that the dairy sold sour milk to schools."


def disputes(text: str, language: str = "en") -> list[tuple[str, str, list[str]]]:
    article = article_of(text, language=language)
    return [
        (d.strength, d.denial.span.of(text), [c.span.of(text) for c in d.claims])
        for d in annotate(article).disputes
    ]


@pytest.mark.parametrize(
    ("denial", "strength"),
    [
        ("The dairy denied that it sold sour milk.", "denies"),
        ("The dairy denied the report.", "denies"),
        ("The dairy rejected the claim as baseless.", "rejects"),
        ("A chemist questioned whether the dairy sold sour milk.", "doubts"),
        ('"That is not true," the director of the dairy, Paul Meyer, said.', "denies"),
    ],
)
def test_a_denial_is_paired_with_the_claim_it_denies(denial: str, strength: str) -> None:
    found = disputes(f"{COMPANY}\n\n{denial}")

    assert [(kind, claims) for kind, _, claims in found] in (
        [(strength, [COMPANY])],
        [("may concern", [COMPANY])],
    )


def test_only_what_the_denier_goes_on_to_negate_is_disputed() -> None:
    delivered = "Radio Sud said that the town received two buses in May."
    paid = "Radio Sud said that the old council ordered the buses without a tender."
    denial = (
        "The mayor denied this information. "
        '"The buses were not orders from the old council," he said.'
    )

    found = disputes(f"{delivered}\n\n{paid}\n\n{denial}")

    assert found == [("denies", denial, [paid])]


def test_nobody_disputes_what_he_said_himself() -> None:
    assert (
        disputes("Ana Roy said that the port was closed. Roy denied that the port was closed.")
        == []
    )


def test_a_claim_that_agrees_with_a_denial_is_not_disputed_by_it() -> None:
    text = (
        "Ana Roy said that no crates were lost in the port.\n\n"
        "The customs service denied that crates were lost in the port."
    )

    assert disputes(text) == []


def test_several_sources_may_dispute_one_claim() -> None:
    first = "The dairy denied that it sold sour milk to schools."
    second = "A school nurse, Lena Brandt, denied that schools got sour milk from the dairy."

    found = disputes(f"{COMPANY}\n\n{first}\n\n{second}")

    assert [(denial, claims) for _, denial, claims in found] == [
        (first, [COMPANY]),
        (second, [COMPANY]),
    ]


def test_a_denial_can_be_denied() -> None:
    denial = "The dairy denied that it sold sour milk to schools."
    again = "The union rejected the dairy's denial."

    found = disputes(f"{COMPANY}\n\n{denial}\n\n{again}")

    assert [(said, claims) for _, said, claims in found] == [
        (denial, [COMPANY]),
        (again, [denial]),
    ]


def test_the_claim_may_stand_in_the_sentence_of_the_denial() -> None:
    text = "Borland accused Karst of blocking the strait, a charge that Karst denies."

    assert [(kind, claims) for kind, _, claims in disputes(text)] == [("denies", [text])]


def test_an_allegation_told_only_by_its_denial_is_a_claim_of_whoever_made_it() -> None:
    article = article_of("Kenya denied Uganda's accusation that it had smuggled sugar.")
    (dispute,) = annotate(article).disputes
    attribution = dispute.claims[0].attribution

    assert attribution is not None
    assert [span.of(article.text) for span in attribution.source] == ["Uganda"]
    assert [span.of(article.text) for span in attribution.content] == ["it had smuggled sugar"]


def test_a_quotation_that_answers_an_accusation_denies_it() -> None:
    accusation = "The union accuses the dairy of selling sour milk to schools in Lyon."
    answer = '"We have never sold sour milk to any school," Paul Meyer of the dairy said.'

    assert disputes(f"{accusation}\n\n{answer}") == [("denies", answer, [accusation])]


@pytest.mark.parametrize(
    "text",
    [
        f"{COMPANY}\n\nThe dairy declined to comment on the report.",
        f"{COMPANY}\n\nThe dairy did not deny the report.",
        f"{COMPANY}\n\nThe union was denied entry to the dairy.",
        f"{COMPANY}\n\nThe ministry rejected a bill on milk.",
        f"{COMPANY}\n\nNobody disputes that the dairy sold sour milk.",
    ],
)
def test_traps_dispute_nothing(text: str) -> None:
    assert disputes(text) == []


def test_in_the_article_the_officer_disputes_the_order_and_not_the_delivery(
    seed_library: Library,
) -> None:
    (dispute,) = seed_library.disputes
    (article,) = seed_library.articles.values()

    assert len(dispute.denial.sentences) == 2
    assert [claim.span.of(article.text)[:26] for claim in dispute.claims] == [
        '"If this equipment allows ',
        "According to the same sour",
    ]


def test_a_dispute_needs_a_claim(seed_library: Library) -> None:
    (dispute,) = seed_library.disputes
    claim: Claim = dispute.denial

    with pytest.raises(ValueError, match="needs a claim"):
        Dispute(claim, (), "denies")
