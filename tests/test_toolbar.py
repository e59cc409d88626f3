from dataclasses import replace
from datetime import date

import pytest

from bot.callbacks import CopyQuote, Rate, ShowContext, ShowMore, ShowProof, ShowSide, ShowTools
from bot.message import Button, Copy, Open, Share, Style, prove
from bot.quotation import Quotation, quote_claim
from bot.toolbar import MOST_COPIED, copy_message, copy_text, toolbar, tools, turned
from bot.wording import ENGLISH
from index.library import Library
from tests.conftest import article_of, library_of

TEXT = "“We paid in May,” the minister said.\n\nThe harbour denied that it was paid in May."


def quotations(library: Library) -> list[Quotation]:
    return [quote_claim(library, claim) for claim in library.claims("paid")]


def library(text: str = TEXT, url: str | None = "https://example.org/paid") -> Library:
    article = article_of(
        text, "paid", title="Paid", outlet="The Harbour", published=date(2023, 5, 9), url=url
    )
    return library_of(article)


def labels(rows: list[list[Button]]) -> list[list[str]]:
    return [[button.label for button in row] for row in rows]


def test_a_single_quote_has_all_its_buttons_at_once() -> None:
    (first, _) = quotations(library())

    rows = toolbar([first], 1, ENGLISH, [Button("More", ShowMore(1))])

    assert labels(rows) == [
        ["In context"],
        ["Who disputes this?", "Who says this?"],
        ["Open source", "Copy quote", "Share"],
        ["Helpful", "Wrong quote", "Proof"],
        ["More"],
    ]


def test_of_several_quotes_the_tools_of_one_are_shown() -> None:
    rows = toolbar(quotations(library()), 4, ENGLISH, [Button("More", ShowMore(6))])

    assert labels(rows) == [
        ["In context 4", "In context 5"],
        ["Who disputes this? 4"],
        ["Who says this? 4", "Who says this? 5"],
        ["Open source 4", "Copy quote 4", "Share 4"],
        ["Helpful 4", "Wrong quote 4", "Proof 4"],
        ["· 4 ·", "… 5", "More"],
    ]


def test_the_tools_of_another_quote_take_their_place() -> None:
    found = quotations(library())
    before = toolbar(found, 4, ENGLISH, [Button("More", ShowMore(6))])
    told = [
        [b for b in row if not isinstance(b.action, Open | Copy | Share)] for row in before
    ]  # what a keyboard in Telegram tells of its buttons

    after = turned(told, tools(found[1], 5, ENGLISH), 5)

    assert labels(after)[:3] == labels(before)[:3]
    assert labels(after)[3:] == [
        ["Open source 5", "Copy quote 5", "Share 5"],
        ["Helpful 5", "Wrong quote 5", "Proof 5"],
        ["… 4", "· 5 ·", "More"],
    ]
    assert turned(after, tools(found[0], 4, ENGLISH), 4) == before


def test_a_message_without_quotes_has_only_its_own_buttons() -> None:
    more = [Button("More", ShowMore(1))]

    assert toolbar([], 1, ENGLISH, more) == [more]
    assert toolbar([], 1, ENGLISH, []) == []


def test_each_button_names_its_quote() -> None:
    (first, _) = quotations(library())

    actions = [button.action for row in toolbar([first], 1, ENGLISH, []) for button in row]

    name = first.article.digest[:16], first.span
    assert actions == [
        ShowContext(*name),
        ShowSide("disputes", *name, first.cue),
        ShowSide("says", *name, first.cue),
        Open(
            "https://example.org/paid#:~:text=%E2%80%9CWe%20paid%20in%20May%2C%E2%80%9D%20the%20"
            "minister%20said."
        ),
        Copy(copy_text(first, ENGLISH) or "", "paid", first.span),
        Share(f"q_{name[0]}_0_36_{first.cue}"),
        Rate("helpful", *name),
        Rate("wrong", *name),
        ShowProof(*name),
    ]


def test_without_an_address_there_is_no_source_to_open() -> None:
    (first, _) = quotations(library(url=None))

    assert labels(tools(first, None, ENGLISH))[0] == ["Copy quote", "Share"]


def test_a_button_copies_the_quote_with_its_source_outlet_and_date() -> None:
    (first, _) = quotations(library())

    assert copy_text(first, ENGLISH) == (
        "“We paid in May,” the minister said.\n– the minister, Paid, The Harbour, 9 May 2023"
    )


@pytest.mark.parametrize(
    "text",
    [
        "“We paid " + "and paid " * 40 + "in May,” the minister said.",
        "“We paid 𝟛" + "𝟛" * 110 + " in May,” the minister said.",
        "“We paid\u2028in May,” the minister said.",
    ],
)
def test_what_a_button_would_not_copy_whole_and_unchanged_is_a_message_to_copy(text: str) -> None:
    held = library(text)
    quoted = quotations(held)[0]

    assert copy_text(quoted, ENGLISH) is None
    assert any(isinstance(b.action, CopyQuote) for row in tools(quoted, 1, ENGLISH) for b in row)
    message = copy_message(quoted, ENGLISH)
    prove(message, held)
    assert message.text.startswith(quoted.text + "\n– the minister, Paid, The Harbour, 9 May 2023")
    (mark,) = message.marks
    assert (mark.style, len(mark.span)) == (Style.COPY, len(message.text))


def test_a_text_of_just_the_length_that_telegram_takes_is_copied_by_a_button() -> None:
    (first, _) = quotations(library())
    short = len(copy_text(first, ENGLISH) or "")
    for spare, fits in ((0, True), (1, False)):
        outlet = "The Harbour" + "x" * (MOST_COPIED - short + spare)
        longer = replace(first, article=replace(first.article, outlet=outlet, title="Paid"))
        if len(outlet) <= 120:
            assert (copy_text(longer, ENGLISH) is not None) == fits


def test_the_buttons_that_open_tools_say_which_quote_they_are_for() -> None:
    found = quotations(library())

    picking = toolbar(found, 1, ENGLISH, [])[-1]

    assert [b.action for b in picking] == [
        ShowTools(n, q.article.digest[:16], q.span, q.cue) for n, q in enumerate(found, start=1)
    ]
