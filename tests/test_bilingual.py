import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import bilingual
from index.analysis import content_words
from index.bilingual import COGNATE, LISTS, TRANSLATION, cognates, translations
from index.lexicon import UNDERSTOOD, lines

ENTRIES = [line for name in LISTS for line in lines(name)]


def stem(word: str, language: str) -> str:
    return content_words(word, language)[0].stems[0]


def translated(word: str, language: str) -> set[str]:
    bare = content_words(word, language)[0]
    return set(translations(bare.stems[0], language, bare.folded))


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("livrée", "delivered"),
        ("livraisons", "deliveries"),
        ("hélicos", "helicopters"),
        ("reçu", "received"),
        ("vendues", "sold"),
        ("tué", "killed"),
        ("morts", "died"),
        ("pris", "took"),
        ("tenu", "held"),
        ("élue", "elected"),
        ("dément", "denied"),
        ("conteste", "disputes"),
        ("coûter", "cost"),
        ("dure", "lasts"),
        ("arrivé", "arrived"),
        ("flics", "cops"),
        ("toubib", "doctor"),
        ("grève", "strike"),
        ("sécheresse", "drought"),
        ("grippe", "flu"),
        ("chômage", "unemployment"),
        ("séisme", "earthquake"),
        ("entraîneur", "coach"),
        ("scrutin", "ballot"),
        ("Londres", "London"),
        ("août", "August"),
        ("trois", "three"),
        ("milliards", "billion"),
    ],
)
def test_words_of_the_news_are_translated_both_ways(french: str, english: str) -> None:
    assert stem(english, "en") in translated(french, "fr")
    assert stem(french, "fr") in translated(english, "en")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("ONU", "UN"),
        ("OTAN", "NATO"),
        ("FMI", "IMF"),
        ("OMS", "WHO"),
        ("CEDEAO", "ECOWAS"),
        ("CPI", "ICC"),
    ],
)
def test_institutions_are_known_by_their_initials(french: str, english: str) -> None:
    assert english.lower() in translations(french.lower(), "fr")
    assert french.lower() in translations(english.lower(), "en")


@pytest.mark.parametrize(
    ("phrase", "language", "expected"),
    [
        ("garde à vue", "fr", "custodi"),
        ("conseil de sécurité", "fr", "secur council"),
        ("prime minister", "en", "premi ministr"),
        ("Red Cross", "en", "croix-rouge"),
    ],
)
def test_phrases_are_translated_as_a_whole(phrase: str, language: str, expected: str) -> None:
    first, second = content_words(phrase, language)

    assert expected in translations(f"{first.stems[-1]} {second.stems[0]}", language)


def test_the_form_of_the_word_tells_which_entry_counts_most() -> None:
    livre = translations("livr", "fr", "livre")

    assert livre["book"] == TRANSLATION
    assert 0 < livre["deliv"] < TRANSLATION


def test_a_translation_that_is_another_word_of_the_asking_language_counts_little() -> None:
    assert 0 < translations("countri", "en", "country")["pay"] < 0.5


@pytest.mark.parametrize(
    ("word", "language", "other"),
    [
        ("nihilisme", "fr", "nihilism"),
        ("perspicacités", "fr", "perspicacity"),
        ("dramaturgie", "fr", "dramaturgy"),
        ("hystérique", "fr", "hysterical"),
        ("fabulateur", "fr", "fabulator"),
        ("volubility", "en", "volubilité"),
        ("nihilism", "en", "nihilisme"),
    ],
)
def test_words_in_no_list_are_tried_as_cognates(word: str, language: str, other: str) -> None:
    other_language = "fr" if language == "en" else "en"
    guessed = cognates(word, language)

    assert stem(other, other_language) in {*guessed, stem(word, other_language)}
    assert all(weight == COGNATE < TRANSLATION for weight in guessed.values())


def test_a_word_with_a_translation_has_no_cognates() -> None:
    assert cognates("sécurité", "fr") == {}
    assert cognates("", "fr") == {}
    assert cognates("de la", "fr") == {}


@given(word=st.text(), language=st.sampled_from(["en", "fr"]))
def test_any_text_has_some_mapping(word: str, language: str) -> None:
    for found in (translations(word, language, word), cognates(word, language)):
        assert all(0 < weight < 1 for weight in found.values())


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_has_words_on_both_sides_and_none_twice(name: str) -> None:
    for line in lines(name):
        assert re.fullmatch(r"\S+( \S+)* \| \S+( \S+)*", line)
        for language, side in zip(UNDERSTOOD, line.split("|"), strict=True):
            entries = side.split()
            assert len(set(entries)) == len(entries), line
            assert all(entry in (entry.lower(), entry.upper()) for entry in entries), line
            assert all(bilingual._terms(entry, language) for entry in entries), line


def test_no_entry_stands_twice() -> None:
    assert len(set(ENTRIES)) == len(ENTRIES)


def test_every_word_is_found_by_its_own_stem() -> None:
    for number, sides in enumerate(bilingual._lexicon()):
        for language, entries in sides.items():
            for entry in entries:
                for term in bilingual._terms(entry, language):
                    assert number in bilingual._entries_of(term, language), entry


def test_few_stems_have_many_meanings() -> None:
    entries_of: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, sides in enumerate(bilingual._lexicon()):
        for language, entries in sides.items():
            for entry in entries:
                for term in bilingual._terms(entry, language):
                    entries_of[language, term].add(number)

    assert max(len(numbers) for numbers in entries_of.values()) < 16
