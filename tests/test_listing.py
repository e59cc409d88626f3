from datetime import date

import pytest

from bot.callbacks import ShowSources
from bot.listing import SOURCES_A_PAGE, sources_message
from bot.message import Message
from bot.wording import FRENCH
from index.library import Library
from tests.conftest import article_of, library_of

PORT = library_of(
    article_of("Ships sank.", "a", outlet="Reuters", published=date(2022, 4, 18)),
    article_of("The ship sailed to Mali.", "b", title="Départ", published=date(2023, 1, 1)),
    article_of("Trains ran.", "c", outlet="Mali Express"),
)


def actions(message: Message) -> list[ShowSources]:
    found = [button.action for row in message.buttons for button in row]
    return [action for action in found if isinstance(action, ShowSources)]


def listed(argument: str) -> list[str]:
    """The names in the lines of the list."""
    return [
        line.partition(" – ")[2].partition(",")[0]
        for line in sources_message(PORT, argument).text.split("\n")[1:]
    ]


def many(number: int, **fields: str) -> Library:
    return library_of(*(article_of(f"Ship {n} x.", f"n{n:03}", **fields) for n in range(number)))


def test_sources_are_newest_first_and_undated_last() -> None:
    assert sources_message(PORT).text.split("\n") == [
        "3 articles, newest first",
        "1 January 2023 – Départ",
        "18 April 2022 – a, Reuters",
        "no date – c, Mali Express",
    ]
    assert sources_message(PORT).buttons == ()


@pytest.mark.parametrize(
    ("argument", "found"),
    [
        ("mali", ["c"]),
        ("depart", ["Départ"]),
        ("reuters 2022", ["a"]),
        ("2023", ["Départ"]),
        ("from:reuters", ["a"]),
        ("from:reuters 2022", ["a"]),
        ("since:2022", ["Départ", "a"]),
        ("before:2023", ["a"]),
    ],
)
def test_words_and_filters_search_the_list(argument: str, found: list[str]) -> None:
    assert listed(argument) == found
    assert sources_message(PORT, argument).text.startswith(f"“{argument}”: ")


@pytest.mark.parametrize(
    ("argument", "found"),
    [
        ("ship", ["Départ", "a"]),
        ("mali ship", ["Départ"]),
        ("from:reuters ship since:2022", ["a"]),
    ],
)
def test_words_that_no_title_or_outlet_has_are_looked_for_in_the_texts(
    argument: str, found: list[str]
) -> None:
    assert listed(argument) == found
    assert sources_message(PORT, argument).text.startswith(f"“{argument}” in their text: ")


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("zebra", "No article fits “zebra”."),
        ("from:afp", "No article is from “afp”. The outlets are: Mali Express (1), Reuters (1)."),
        ("since:2022-13", "“since:2022-13” cannot be read: give "),
    ],
)
def test_a_search_without_a_result_says_so(argument: str, said: str) -> None:
    assert sources_message(PORT, argument).text.startswith(said)


@pytest.mark.parametrize("argument", ["", "ship"])
def test_pages_turn_both_ways(argument: str) -> None:
    library, searched = many(60), bool(argument)

    first, middle, last = (sources_message(library, argument, n) for n in (0, 25, 50))

    assert actions(first) == [ShowSources(25, searched)]
    assert actions(middle) == [ShowSources(0, searched), ShowSources(50, searched)]
    assert actions(last) == [ShowSources(25, searched)]
    assert "n059" in last.text


def test_endless_titles_fit_and_every_page_back_ends_where_the_next_begins() -> None:
    library = many(60, title="t" * 9999, outlet="o" * 9999)

    seen, starts = 0, []
    while seen < 60:
        starts.append(seen)
        message = sources_message(library, "", seen)
        seen += message.text.count("\n")
    back = starts[-1]
    while back:
        (before,) = (a for a in actions(sources_message(library, "", back)) if a.skip < back)
        shown = sources_message(library, "", before.skip).text.count("\n")
        assert before.skip + shown >= back
        back = before.skip

    assert len(starts) > 60 // SOURCES_A_PAGE + 1


def test_a_page_behind_the_last_says_so_in_french() -> None:
    assert sources_message(PORT, "", 99, FRENCH).text == FRENCH.no_more_articles
