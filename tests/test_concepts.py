import pytest

from index.analysis import content_words
from index.concepts import LINKED, SYNONYM, _terms, related
from index.lexicon import lines


def stem(word: str, language: str = "en") -> str:
    return content_words(word, language)[0].stems[0]


@pytest.mark.parametrize(
    ("asked", "language", "written"),
    [
        ("delivered", "en", "received"),
        ("delivered", "en", "shipment"),
        ("disputes", "en", "denied"),
        ("hélicos", "fr", "helicopters"),
        ("livrer", "fr", "shipment"),
        ("dément", "fr", "denied"),
        ("statement", "en", "communiqué"),
        ("shipped", "en", "cargo"),
        ("ousted", "en", "topple"),
        ("layoffs", "en", "redundancy"),
        ("blackout", "en", "outage"),
        ("quake", "en", "tremor"),
        ("licenciement", "fr", "layoffs"),
        ("grippe", "fr", "influenza"),
        ("arbitre", "fr", "referee"),
        ("extradé", "fr", "extradition"),
    ],
)
def test_words_of_one_event_lead_to_each_other(asked: str, language: str, written: str) -> None:
    written_language = "fr" if written == "communiqué" else "en"

    assert 0 < related(stem(asked, language)).get(stem(written, written_language), 0) < 1


def test_a_linked_concept_counts_for_less_than_a_synonym() -> None:
    found = related(stem("supplier"))

    assert max(found.values()) <= SYNONYM
    assert LINKED < SYNONYM


def test_an_unknown_word_and_a_word_itself_are_not_related() -> None:
    assert related("xyzzy") == {}
    assert stem("helicopter") not in related(stem("helicopter"))


def test_every_line_of_the_list_is_read_and_every_link_names_a_concept() -> None:
    names = {line.partition(":")[0] for line in lines("news_concepts") if ":" in line}
    linked = [line for line in lines("news_concepts") if "~" in line]

    assert len(names) == len([line for line in lines("news_concepts") if ":" in line])
    assert {name for line in linked for name in line.replace("~", " ").split()} <= names


def test_every_entry_of_the_list_gives_a_term_and_stands_once_in_its_concept() -> None:
    for line in lines("news_concepts"):
        _, colon, entries = line.partition(":")
        for language, side in zip(("en", "fr"), entries.split("|") if colon else (), strict=False):
            assert len(set(side.split())) == len(side.split()), line
            assert all(list(_terms(entry, language)) for entry in side.split()), line
