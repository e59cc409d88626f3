import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.furniture import is_furniture, without_labels
from index.model import Span


def pieces(text: str) -> list[str]:
    return [piece.of(text) for piece in without_labels(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hide Caption 3 of 12 Photos: Photos: Port of Sète Port of Sète – Cranes stand idle.",
            [
                "Hide Caption 3 of 12",
                "Photos: Photos: Port of Sète Port of Sète –",
                "Cranes stand idle.",
            ],
        ),
        (
            "Story highlights Minister rejects the report",
            ["Story highlights", "Minister rejects the report"],
        ),
        ("CLOSE The mayor spoke on Monday.", ["CLOSE", "The mayor spoke on Monday."]),
        ("FILE PHOTO: A crane in the port.", ["FILE PHOTO:", "A crane in the port."]),
        ("Photo: Photo: A crane.", ["Photo: Photo:", "A crane."]),
        (
            "It left. Story Highlights Ada Obi won.",
            ["It left.", "Story Highlights", "Ada Obi won."],
        ),
        (
            "Media playback is unsupported on your device",
            [
                "Media playback is unsupported on your device",
            ],
        ),
        (
            "A crane. Image caption It stands idle.",
            ["A crane.", "Image caption", "It stands idle."],
        ),
        ("Une grue. Légende image, La grue.", ["Une grue.", "Légende image,", "La grue."]),
        ("Une grue. Crédit photo : A. Roy", ["Une grue.", "Crédit photo", ": A. Roy"]),
        ("Advertisement It rained.", ["Advertisement", "It rained."]),
        ("ADVERTISEMENT", ["ADVERTISEMENT"]),
        ("Tap here to sign up Cranes stand.", ["Tap here to sign up", "Cranes stand."]),
    ],
)
def test_labels_are_cut_off_from_what_stands_beside_them(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The story highlights a problem that photos cannot show.",
        "Ministers are close to a deal; Close allies left.",
        "The advertisement was withdrawn.",
        "She said the photos: three of them, were old.",
    ],
)
def test_sentences_that_use_the_same_words_stay_whole(text: str) -> None:
    assert pieces(text) == [text]
    assert not is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hide Caption 3 of 12",
        "JUST WATCHED Cranes idle in Sète",
        "SEE ALSO: Cranes idle in Sète",
        "A lire aussi : Les grues de Sète",
    ],
)
def test_labels_and_pointers_to_other_articles_are_no_sentences_of_this_one(text: str) -> None:
    assert is_furniture(text)


@given(st.text(alphabet="Photos: HideCapton123 of\n–CLOSE.", min_size=1, max_size=60))
def test_nothing_is_lost_but_white_space(text: str) -> None:
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())
