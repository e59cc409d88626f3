import pytest

from bot.persons import likely_person
from index.model import Span


def sure(text: str, name: str) -> float:
    start = text.index(name)
    return likely_person(text, Span(start, start + len(name)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The inquiry is led by Inès Caron, a judge from Sète.", "Inès Caron"),
        ("The inquiry is led by Judge Caron.", "Caron"),
        ("Caron said it would take a year.", "Caron"),
        ("It met French Prime Minister Inès Caron in May.", "French Prime Minister Inès Caron"),
        ("Le maire Paul Obono (à gauche) a refusé.", "Paul Obono"),
        ("Selon Paul Obono, la route est fermée.", "Paul Obono"),
    ],
)
def test_a_person_is_told_by_title_apposition_and_speech(text: str, name: str) -> None:
    assert sure(text, name) > 0.2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The inquiry is led by the Port Authority, a body of the state.", "Port Authority"),
        ("It was bought by Sète Airlines, a carrier.", "Sète Airlines"),
        ("Shots were heard in Burkina Faso, officials said.", "Burkina"),
        ("The NTSB said it would take a year.", "NTSB"),
        ("It was told by the weekly newsletter Sète Matin, a rival.", "Sète Matin"),
        ("They met on the Amber Road, a track.", "Amber Road"),
    ],
)
def test_bodies_countries_acronyms_and_what_has_an_article_are_no_persons(
    text: str, name: str
) -> None:
    assert sure(text, name) == 0


def test_a_full_name_with_a_title_is_surer_than_a_name_alone() -> None:
    alone = sure("It was signed by Caron in May.", "Caron")
    full = sure("It was signed by Inès Caron in May.", "Inès Caron")
    titled = sure("It was signed by Judge Inès Caron in May.", "Inès Caron")

    assert alone < full < titled
