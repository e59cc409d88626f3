import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.denials.negation import negated
from index.model import Span


@pytest.mark.parametrize(
    ("text", "language", "scope"),
    [
        ("The jets were [not] orders from the old regime [...] We go on.", "en",
         ["orders from the old regime"]),
        ("We have never sold milk to schools, he said.", "en", ["sold milk to schools"]),
        ("The dam didn't burst because of rain.", "en", ["burst"]),
        ("No lorry was burned, but two were stopped.", "en", ["lorry was burned"]),
        ("Not only the mayor but all came.", "en", []),
        ("Aucun lit n'a été fermé.", "fr", ["lit n'a été fermé"]),
        ("Nous n'avons pas vendu ces doses, mais elles existent.", "fr",
         ["avons pas vendu ces doses"]),
    ],
)  # fmt: skip
def test_a_negation_reaches_to_the_end_of_its_clause(
    text: str, language: str, scope: list[str]
) -> None:
    assert [span.of(text) for span in negated(text, Span(0, len(text)), language)] == scope


@given(st.text(min_size=1, max_size=80))
def test_any_text_has_its_scopes_inside_it(text: str) -> None:
    sentence = f"not {text} never"
    stretch = Span(0, len(sentence))

    assert all(stretch.contains(span) for span in negated(sentence, stretch, "und"))
