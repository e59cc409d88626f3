from datetime import date

import pytest

from bot.ledger import contested, said_too
from bot.message import LONGEST_MESSAGE, prove
from bot.quotation import quote_claim
from bot.scope import Scope
from bot.views import MOST_ARTICLES, narrowed_by, said_too_message, sides_message, view
from bot.wording import ENGLISH
from index.library import Library
from tests.conftest import STORM, STRIKE, article_of, library_of


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(STRIKE, STORM)


def test_each_dispute_is_shown_with_both_sides(library: Library) -> None:
    (dispute,) = contested(library)

    page, shown = view(library, "disputes", "", 0, ENGLISH)

    assert [side.quotation.text for side in dispute.claims] == [
        "Rail Union said on Tuesday that drivers had stopped work on 3 May."
    ]
    assert shown == 1
    assert page.text.startswith("1 dispute\n\nSays: Rail Union\nRail Union said on Tuesday")
    assert "\nDenied by The operator, Metro\nThe operator, Metro, denied" in page.text
    prove(page, library)


def test_each_statement_of_a_sentence_is_told_of_the_one_who_made_it() -> None:
    text = (
        "The harbour said on Monday that it had paid for the cranes, "
        "but the dockers' union said on Tuesday that nothing had come."
    )
    library = library_of(article_of(text, "two", published=date(2023, 5, 12)))

    page, _ = view(library, "timeline", "", 0, ENGLISH)

    lines = page.text.splitlines()
    told = [line for line in lines if line.startswith("Says") or line.endswith(", said")]
    assert told == [
        *("8 May 2023, said", "Says: The harbour"),
        *("9 May 2023, said", "Says: the dockers' union"),
    ]


def test_a_timeline_is_narrowed_by_words(library: Library) -> None:
    page, shown = view(library, "timeline", "flooded port", 0, ENGLISH)

    assert shown == 1
    assert "August 2020\nA storm flooded the port" in page.text
    assert "drivers" not in page.text
    prove(page, library)


def test_no_words_narrow_nothing(library: Library) -> None:
    assert narrowed_by(library, Scope(question="  ")) is None


def test_filters_narrow_every_view_and_words_are_asked_for_where_that_leaves_too_much() -> None:
    told = "Rail Union said that drivers had stopped work on 3 May."
    denied = "Metro denied that drivers had stopped work on 3 May."
    day = date(2022, 5, 4)
    library = library_of(
        article_of(f"{told}\n\n{denied}", "a", outlet="Echo", published=day),
        article_of(f"{told}\n\nThe mayor denied that drivers had stopped work on 3 May.", "b"),
        *(article_of(f"Ship {n} sank.", f"n{n}", outlet="Log") for n in range(MOST_ARTICLES + 1)),
    )

    disputes, _ = view(library, "disputes", "from:echo", 0, ENGLISH)
    timeline, _ = view(library, "timeline", "drivers since:2022", 0, ENGLISH)
    who, _ = view(library, "who", "Rail Union from:echo", 0, ENGLISH)

    assert "Denied by Metro" in disputes.text
    assert "mayor" not in disputes.text
    assert "mayor" not in timeline.text
    assert "3 May 2022" in timeline.text
    assert who.text.startswith("Rail Union – 1 quote")
    for name, argument, said in (
        ("timeline", "from:log", "That are 201 articles: add words"),
        ("disputes", "from:afp", "No article is from “afp”."),
        ("who", "Union since:2022-13", "“since:2022-13” cannot be read"),
    ):
        assert view(library, name, argument, 0, ENGLISH)[0].text.startswith(said)  # type: ignore[arg-type]


def test_the_same_source_said_more(library: Library) -> None:
    first = next(c for c in library.claims("strike") if c.attribution)
    quoted = quote_claim(library, first)

    message = said_too_message(library, quoted, ENGLISH)

    assert [q.text for q in said_too(library, quoted)] == [
        "Rail Union said that talks would go on."
    ]
    assert message.text.startswith("Rail Union – 1 quote\n\nRail Union said that talks")


def test_both_sides_of_a_dispute_are_shown_however_long_they_are() -> None:
    tail = " and that the port was closed to ships" * 36
    told = f"Rail Union said that drivers had stopped work{tail}."
    library = library_of(article_of(f"{told}\n\nMetro denied that drivers had stopped work{tail}."))

    page, shown = view(library, "disputes", "", 0, ENGLISH)

    assert shown == 1
    assert len(page.text) <= LONGEST_MESSAGE
    assert {q.at.of(page.text) for q in page.quotes} >= {told}
    assert "Says: Rail Union" in page.text
    assert "Denied by Metro" in page.text


def test_who_disputes_a_quote_is_shown_or_that_nobody_does(library: Library) -> None:
    claims = [c for c in library.claims("strike") if c.attribution]
    disputed, undisputed = quote_claim(library, claims[0]), quote_claim(library, claims[-1])

    assert sides_message(disputed, ENGLISH).text.startswith("Denied by The operator, Metro\n")
    assert sides_message(undisputed, ENGLISH).text == ENGLISH.sides_gone


@pytest.mark.parametrize(
    ("name", "argument", "said"),
    [
        ("disputes", "flooded port", ENGLISH.no_disputes),
        ("timeline", "zebra", ENGLISH.no_events),
        ("who", "Quixote", "“Quixote”"),
    ],
)
def test_an_empty_view_says_so(library: Library, name: str, argument: str, said: str) -> None:
    page, shown = view(library, name, argument, 0, ENGLISH)  # type: ignore[arg-type]

    assert shown == 0
    assert said in page.text


def test_pages_follow_one_another_and_fit() -> None:
    day = (
        "The {0} flood of {0} May 2020 destroyed the bridge over the river at mile {0}. "
        + "x" * 900
    )
    articles = [article_of(day.format(n), f"a{n}") for n in range(1, 13)]
    library = library_of(*articles)

    seen, pages = 0, 0
    while True:
        page, shown = view(library, "timeline", "", seen, ENGLISH)
        assert len(page.text) <= LONGEST_MESSAGE
        seen, pages = seen + shown, pages + 1
        if not page.buttons:
            break

    assert seen == 12
    assert pages > 1
