import json
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.proof import AROUND, file_name, is_former, proof_of, seal, written
from index.errors import UnprovenQuoteError
from index.library import Library
from index.model import Article, Span
from tests.conftest import article_of, library_of

ARTICLE = article_of(
    "It began.\n\nLa Goïta sank 𝟛 times.\n\nIt ended.",
    "ship",
    title="A ship sinks",
    outlet="The Harbour",
    url="https://example.org/ship",
    published=date(2023, 5, 9),
)
SINKING = Span(11, 34)


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(ARTICLE)


def held(library: Library) -> Article:
    return library.articles["ship"]


def test_a_proof_says_what_stands_where_in_which_version(library: Library) -> None:
    proof = proof_of(library, held(library), SINKING)

    assert proof["quote"] == {
        "text": "La Goïta sank 𝟛 times.\n",
        "start": 11,
        "end": 34,
        "sha256": sha256("La Goïta sank 𝟛 times.\n".encode()).hexdigest(),
    }
    assert proof["article"] == {
        "id": "ship",
        "file": ARTICLE.path,
        "sha256": sha256(ARTICLE.text.encode()).hexdigest(),
        "characters": len(ARTICLE.text),
        "title": "A ship sinks",
        "outlet": "The Harbour",
        "url": "https://example.org/ship",
        "published": "2023-05-09",
        "language": held(library).language,
    }
    assert proof["around"] == {"text": ARTICLE.text, "start": 0, "end": len(ARTICLE.text)}
    assert proof["library"]["edition"] == library.edition


def test_the_text_around_is_raw_and_reaches_a_little_beyond_the_quote() -> None:
    text = "It rains.\r\n" * 200 + "It ended. " + "It snows. " * 200
    library = library_of(article_of(text, "rain"))
    start = text.index("It ended.")

    around = proof_of(library, library.articles["rain"], Span(start, start + 9))["around"]

    assert (around["start"], around["end"]) == (start - AROUND, start + 9 + AROUND)
    assert around["text"] == text[start - AROUND : start + 9 + AROUND]


def test_what_does_not_stand_in_the_library_is_not_proved(library: Library) -> None:
    other = article_of("It never began.", "ship")

    with pytest.raises(UnprovenQuoteError):
        proof_of(library, other, Span(0, 15))


def test_a_former_version_is_proved_under_the_id_it_had(library: Library) -> None:
    library = library_of(ARTICLE)
    library.add([article_of("It began anew.", "ship")])
    former = library.latest().version(ARTICLE.digest)
    assert former is not None

    proof = proof_of(library.latest(), former, SINKING)

    assert is_former(former)
    assert (proof["article"]["id"], proof["article"]["sha256"]) == ("ship", ARTICLE.digest)


def test_the_seal_does_not_depend_on_the_layout_of_the_file(library: Library) -> None:
    proof = proof_of(library, held(library), SINKING)
    compact = json.loads(json.dumps(dict(reversed(proof.items()))))

    assert seal(compact) == proof["seal"]
    assert seal({**compact, "library": {}}) != proof["seal"]


@given(st.text(st.characters(), min_size=1, max_size=60))
def test_a_written_proof_is_read_again_whatever_it_quotes(text: str) -> None:
    proof = {"quote": {"text": text}}

    assert json.loads(written(proof)) == proof


@pytest.mark.parametrize(
    ("article_id", "name"),
    [
        ("ship", "proof-ship-3-9.json"),
        ("example.org/a/../b", "proof-example.org-a-..-b-3-9.json"),
        ("…", "proof-article-3-9.json"),
        ("x" * 300, f"proof-{'x' * 60}-3-9.json"),
    ],
)
def test_a_file_is_called_after_the_article_and_the_place(article_id: str, name: str) -> None:
    assert file_name(article_of("It began.", article_id), Span(3, 9)) == name
