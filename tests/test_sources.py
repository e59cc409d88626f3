import pytest

from index.attribution import attributions
from index.model import Attribution
from index.segmentation import segment
from tests.conftest import article_of


def found(text: str, language: str = "en") -> tuple[Attribution, ...]:
    article = article_of(text, language=language)
    return attributions(article, segment(article))


ANTECEDENTS = [
    ("The Daily Star reported that the dam broke. The same source said ten died.",
     "en", "The Daily Star"),
    ("A spokesman for the clinic said it was full. The official said help had come.",
     "en", "A spokesman for the clinic"),
    ("Trade Minister Ana Lopez said prices fell. The minister said wages rose.",
     "en", "Trade Minister Ana Lopez"),
    ("Sen. Ann Roe said she would vote. He said so too. The farmer said it rained.", "en", None),
    ("Ann Roe said she would vote. She said it was close.", "en", None),
    ("Jeune Afrique rapporte que le pont est fermé. Selon la même source, il rouvrira.",
     "fr", "Jeune Afrique"),
    ("Le ministre Paul Roy a dit que tout allait bien. Le ministre a ajouté que rien ne presse.",
     "fr", "Le ministre Paul Roy"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected"), ANTECEDENTS)
def test_a_description_stands_for_the_latest_source_that_it_fits(
    text: str, language: str, expected: str | None
) -> None:
    antecedent = found(text, language)[-1].antecedent

    assert (antecedent.of(text) if antecedent else None) == expected


ANONYMOUS = [
    ("The mine is closed, an official said on condition of anonymity.", "en", [True]),
    ("An aide, who asked not to be identified, said the deal was off.", "en", [True]),
    ("A diplomat said the deal was off. The diplomat declined to be named.", "en", [True]),
    ("Un responsable a déclaré sous couvert d'anonymat que le pont était fermé.", "fr", [True]),
    ("An official said the deal was off.", "en", [False]),
    ("Ann Roe said an aide had spoken on condition of anonymity.", "en", [False]),
    ("Ann Roe said the deal was off, and an aide said on condition of anonymity that it was on.",
     "en", [False, True]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected"), ANONYMOUS)
def test_who_wished_not_to_be_named_is_marked(
    text: str, language: str, expected: list[bool]
) -> None:
    assert [a.anonymous for a in found(text, language)] == expected
