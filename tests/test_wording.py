import ast
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from bot.presses import LONGEST_ALERT
from bot.wording import ENGLISH, FRENCH, LANGUAGES, Phrase, Wording, WordingError, wording
from index.lexicon import UNDERSTOOD
from index.model import STRENGTHS, Span, Timex

ALL = tuple(LANGUAGES.values())
WORDING = Path(__file__).parent.parent / "bot" / "wording"


def texts(words: Wording) -> dict[str, str]:
    """Every text of a language by the name of its field."""
    found: dict[str, str] = {}
    for field in fields(Wording):
        value = getattr(words, field.name)
        if isinstance(value, Mapping):
            found |= {f"{field.name}.{key}": text for key, text in value.items()}
        elif isinstance(value, Phrase):
            found[field.name] = value.format(**dict.fromkeys(value.places, 7))
        else:
            found[field.name] = value
    return found


def places(words: Wording) -> dict[str, frozenset[str]]:
    """The places of each phrase."""
    values = {field.name: getattr(words, field.name) for field in fields(Wording)}
    return {name: value.places for name, value in values.items() if isinstance(value, Phrase)}


def timex(
    first: date | None, last: date | None, value: str = "", approximate: bool = False
) -> Timex:
    return Timex(Span(0, 1), "DATE", value or None, first, last, approximate)


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.code)
def test_no_text_is_missing(words: Wording) -> None:
    assert all(text.strip() for text in texts(words).values())


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.code)
def test_each_language_has_the_same_texts_with_the_same_places(words: Wording) -> None:
    assert texts(words).keys() == texts(ENGLISH).keys()
    assert places(words) == places(ENGLISH)


def test_every_phrase_is_given_what_it_has_places_for() -> None:
    known, wrong = places(ENGLISH), []
    for path in WORDING.parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(ast.Attribute(attr=name), "format"), keywords=given
                ) if name in known and all(keyword.arg for keyword in given):
                    if {keyword.arg for keyword in given} != known[name]:
                        wrong.append(f"{path.name}:{node.lineno}: {name}")

    assert wrong == []


def test_a_phrase_refuses_values_that_it_has_no_place_for() -> None:
    with pytest.raises(TypeError, match="via takes"):
        ENGLISH.via.format(first="x")


def test_what_is_put_into_a_phrase_stays_as_it_is() -> None:
    odd = "{ $x } \u202e<b>\u2068 \\u0041"

    assert ENGLISH.quoted.format(text=odd) == f"“{odd}”"


def test_another_file_is_another_language() -> None:
    written = (WORDING / "en.ftl").read_text(encoding="utf-8")
    polish = Wording.read("pl", written.replace("[one] { $number } article", "[few] artykuły"))

    assert polish.counted(3, polish.article) == "artykuły"
    assert polish.day(date(2022, 5, 3)) == "3 maja 2022"
    assert polish.name == "Polski"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("more = More", "", "missing or unknown: more"),
        ("more = More", "more = More\nodd = Odd", "missing or unknown: odd"),
        ("more = More", "more = { $number } more", "more has to be"),
        ("more = More", "more = { $number", "is no message"),
    ],
)
def test_a_faulty_file_is_told_by_language_and_message(before: str, after: str, told: str) -> None:
    written = (WORDING / "en.ftl").read_text(encoding="utf-8")

    with pytest.raises(WordingError, match=rf"xx\.ftl: .*{told}"):
        Wording.read("xx", written.replace(f"\n{before}\n", f"\n{after}\n"))


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.code)
def test_commands_and_descriptions_keep_telegrams_limits(words: Wording) -> None:
    assert all(name.islower() and 1 <= len(text) <= 256 for name, text in words.commands.items())
    assert len(words.description) <= 512
    assert len(words.short_description) <= 120
    assert len(words.start + words.help) <= 4096


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.code)
def test_an_alert_is_shown_whole(words: Wording) -> None:
    alerts = (words.button_unknown, words.question_gone, words.article_changed, words.no_more)

    assert all(len(alert) <= LONGEST_ALERT for alert in alerts)


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.code)
def test_there_are_words_for_each_strength_of_a_dispute_and_each_language(words: Wording) -> None:
    assert tuple(words.strengths) == tuple(words.against) == STRENGTHS
    assert all(words.language(code) for code in UNDERSTOOD)


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.code)
def test_the_help_names_every_command(words: Wording) -> None:
    named = set(re.findall(r"^/([a-z]+)", words.help, re.MULTILINE))

    assert named == words.commands.keys() - {"help"}


def test_a_day_without_a_date_says_so() -> None:
    assert (ENGLISH.day(None), FRENCH.day(None)) == ("no date", "sans date")


@pytest.mark.parametrize(
    ("meant", "english", "french"),
    [
        (timex(date(2022, 5, 1), date(2022, 5, 1)), "1 May 2022", "1er mai 2022"),
        (timex(date(2022, 2, 1), date(2022, 2, 28)), "February 2022", "février 2022"),
        (timex(date(2019, 1, 1), date(2019, 12, 31)), "2019", "2019"),
        (timex(date(1990, 1, 1), date(1999, 12, 31)), "1990–1999", "1990–1999"),
        (
            timex(date(2022, 6, 1), date(2022, 8, 31)),
            "1 June to 31 August 2022",
            "1er juin au 31 août 2022",
        ),
        (
            timex(date(2021, 12, 27), date(2022, 1, 2)),
            "27 December 2021 to 2 January 2022",
            "27 décembre 2021 au 2 janvier 2022",
        ),
        (
            timex(date(2022, 3, 31), date(2022, 4, 8), "2022-04-04", approximate=True),
            "about 4 April 2022",
            "vers le 4 avril 2022",
        ),
        (
            timex(date(2021, 5, 1), date(2021, 5, 10), "2021-05", approximate=True),
            "about 1 May to 10 May 2021",
            "environ du 1er mai au 10 mai 2021",
        ),
        (
            timex(date(2022, 4, 4), date(2022, 4, 10), "2022-W14", approximate=True),
            "about 4 April to 10 April 2022",
            "environ du 4 avril au 10 avril 2022",
        ),
        (
            timex(date(2022, 2, 1), date(2022, 2, 28), approximate=True),
            "about February 2022",
            "vers février 2022",
        ),
        (timex(date(9999, 12, 1), date(9999, 12, 31)), "December 9999", "décembre 9999"),
        (timex(None, None), "", ""),
    ],
)
def test_a_period_is_told_in_words(meant: Timex, english: str, french: str) -> None:
    assert (ENGLISH.when(meant), FRENCH.when(meant)) == (english, french)


def test_numbers_agree_with_their_nouns() -> None:
    assert ENGLISH.counted(0, ENGLISH.article) == "0 articles"
    assert FRENCH.counted(0, FRENCH.article) == "0 article"
    assert ENGLISH.counted(2079, ENGLISH.article) == "2,079 articles"
    assert FRENCH.counted(2079, FRENCH.article) == "2\u202f079 articles"


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("fr",), FRENCH),
        (("fr-CA",), FRENCH),
        (("und", "fr"), FRENCH),
        (("en", "fr"), ENGLISH),
        (("de", None), ENGLISH),
        ((), ENGLISH),
    ],
)
def test_the_first_language_that_is_spoken_is_taken(
    codes: tuple[str | None, ...], expected: Wording
) -> None:
    assert wording(*codes) is expected
