import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import (
    FIELDS,
    content_tokens,
    content_words,
    field_of,
    folded,
    terms,
    terms_of,
)


def stems(text: str, language: str = "en") -> list[str]:
    return [stem for word in content_words(text, language) for stem in word.stems]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The helicopters", "en", ["helicopt"]),
        ("Mali's Mali’s", "en", ["mali", "mali"]),
        ("Goïta GOITA", "en", ["goita", "goita"]),
        ("Mi-35P", "en", ["mi-35p", "mi", "35p"]),
        ("the U.S. told us of the US", "en", ["us", "told", "us"]),
        ("50,000 men", "en", ["50000", "men"]),
        ("3.5 percent", "en", ["3.5", "percent"]),
        ("l'armée d’Haïti", "fr", ["arme", "hait"]),
        ("a-t-il reçus, doit-elle livrer", "fr", ["recu", "livr"]),
        ("livrer livrée livrent livrèrent", "fr", ["livr"] * 4),
        ("hélicos hélico vendus vendu", "fr", ["helico", "helico", "vendu", "vendu"]),
        ("gouvernement les bus", "fr", ["gouvern", "bus"]),
        ("Straße œuvre", "en", ["strass", "oeuvr"]),
        ("who is it", "en", []),
        ("qui est-ce", "fr", []),
        ("THE ARMY SAID SO", "en", ["armi", "said"]),
    ],
)
def test_words_become_stems(text: str, language: str, expected: list[str]) -> None:
    assert stems(text, language) == expected


def test_every_field_of_a_text_is_told_by_the_form_of_its_terms() -> None:
    found = terms("two combat helicopters", "en")

    assert {term: field_of(term) for term in found} == {
        "two": "stem",
        "combat": "stem",
        "helicopt": "stem",
        "=two": "exact",
        "=combat": "exact",
        "=helicopters": "exact",
        "two combat": "bigram",
        "combat helicopt": "bigram",
    }


def test_bigrams_pass_over_function_words() -> None:
    assert "order regim" in terms("orders from the regime", "en")


def test_words_say_where_they_stand() -> None:
    text = "Colonel Assimi Goïta, l’ami"

    assert [word.span.of(text) for word in content_words(text, "fr")] == [
        "Colonel",
        "Assimi",
        "Goïta",
        "l’ami",
    ]
    assert [word.capital for word in content_words(text, "fr")] == [True, True, True, False]


@given(st.text(max_size=100), st.sampled_from(["en", "fr", "und"]))
def test_any_text_has_terms_of_known_fields_and_words_inside_it(text: str, language: str) -> None:
    words = content_words(text, language)

    assert all(word.span.end <= len(text) and word.stems for word in words)
    assert {field_of(term) for term in terms_of(words)} <= set(FIELDS)


@given(st.text(max_size=100))
def test_folding_is_stable(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=20))
def test_folding_one_by_one_is_folding_the_whole(text: str) -> None:
    once = unicodedata.normalize("NFKD", text).casefold()
    bare = [c for c in unicodedata.normalize("NFKD", once) if not unicodedata.combining(c)]

    assert folded(f"é{text}") == folded("é" + "".join(bare))


@given(st.text("Mi-35P’s U.S. 50,000 l’Étoile", max_size=60), st.sampled_from(["en", "fr", "und"]))
def test_tokens_are_the_words_made_faster(text: str, language: str) -> None:
    found = [
        (word.span.start, word.span.end, (word.folded, word.stems, word.capital))
        for word in content_words(text, language)
    ]

    assert found == content_tokens(text, language)
