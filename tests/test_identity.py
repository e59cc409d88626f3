import pytest

from index.disputes.identity import identity_of
from index.model import Span
from tests.conftest import article_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the mayor of Sète, Anne Roy", "Roy", True),
        ("Israel", "an Israeli army spokesman", True),
        ("Israel", "Israeli activists", False),
        ("North Korea", "South Korea's ministry of unification", False),
        ("the Evening Times", "the Morning Times", False),
        ("President Anne Roy", "President Paul Meyer", False),
        ("two nurses", "the nurses", True),
        ("a former ministry official", "former ministry officials", True),
        ("the union", "the company", False),
        ("Anne Roy, mayor of Sète", "the mayor", True),
        ("Radio Sud", "the mayor", False),
    ],
)
def test_two_sources_are_one_where_their_names_or_words_say_so(
    one: str, other: str, same: bool
) -> None:
    text = f"{one}|{other}"
    article = article_of(text)
    first = identity_of(article, (Span(0, len(one)),))
    second = identity_of(article, (Span(len(one) + 1, len(text)),))

    assert first.same(second) is same
    assert second.same(first) is same


@pytest.mark.parametrize(
    ("source", "back"),
    [("he", True), ("the official", True), ("the regional health agency", False), ("Roy", False)],
)
def test_a_pronoun_and_a_bare_description_may_mean_the_source_before(
    source: str, back: bool
) -> None:
    assert identity_of(article_of(source), (Span(0, len(source)),)).back is back
