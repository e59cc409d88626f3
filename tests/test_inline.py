import asyncio
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import InlineQuery, Update, User
from telegram.error import BadRequest

from bot.answering import Answerer
from bot.inline import Inline
from bot.quotation import quote_claim
from bot.references import Reference
from bot.wording import ENGLISH
from index.library import Library
from tests.conftest import article_of, library_of

TOO_OLD = BadRequest("Query is too old and response timeout expired or query ID is invalid")


TOLD = (
    *(("Metro", "January"), ("Volta", "March"), ("Sahel", "April"), ("Tempo", "June")),
    *(("Kaya", "July"), ("Niger", "August"), ("Delta", "October")),
)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.inline.PAUSE", 0.01)


class FakeBot:
    username = "saidwho_bot"

    def __init__(self, refusing: Exception | None = None) -> None:
        self.refusing = refusing
        self.answers: dict[str, dict[str, Any]] = {}

    async def answer_inline_query(self, number: str, results: Any, **given: Any) -> None:
        if self.refusing:
            raise self.refusing
        self.answers[number] = {"results": results, **given}


@pytest.fixture(scope="module")
def library() -> Library:
    outlets = [
        article_of(
            f"{name} said that the harbour paid ministers in {month}.",
            f"paid{n}",
            outlet=name,
            published=date(2023, 5, n),
        )
        for n, (name, month) in enumerate(TOLD, 1)
    ]
    return library_of(*outlets)


def query(text: str, offset: str = "", number: str = "q", person: int = 7) -> Update:
    asker = User(person, "Aminata", is_bot=False, language_code="en")
    return Update(1, inline_query=InlineQuery(number, asker, text, offset))


def asked(library: Library, *updates: Update, refusing: Exception | None = None) -> FakeBot:
    """The bot after these queries, side by side."""
    bot, inline = FakeBot(refusing), Inline(Answerer(library))
    context: Any = SimpleNamespace(bot=bot)

    async def all_of_them() -> None:
        await asyncio.gather(*(inline.asked(update, context) for update in updates))

    asyncio.run(all_of_them())
    return bot


def test_pages_follow_each_other_without_repeating(library: Library) -> None:
    seen, offset = list[str](), ""
    for _ in range(5):
        answer = asked(library, query("When did the harbour pay ministers?", offset)).answers["q"]
        seen += [result.id for result in answer["results"]]
        if not (offset := answer["next_offset"]):
            break

    assert offset == ""
    assert len(seen) == len(set(seen)) > 3


def test_of_a_person_only_the_last_query_is_answered(library: Library) -> None:
    letters = [query("Whom did the harbour pay"[:n], number=str(n)) for n in range(10, 24)]
    bot = asked(library, *letters, query("Whom?", number="other", person=8))

    assert bot.answers.keys() == {"23", "other"}


def test_an_answer_that_comes_too_late_is_no_fault(library: Library) -> None:
    assert asked(library, query("Whom did it pay?"), refusing=TOO_OLD).answers == {}


def test_other_refusals_are(library: Library) -> None:
    with pytest.raises(BadRequest):
        asked(library, query("Whom did it pay?"), refusing=BadRequest("RESULT_ID_INVALID"))


def test_a_page_behind_the_last_is_empty(library: Library) -> None:
    answer = asked(library, query("When did the harbour pay ministers?", "900")).answers["q"]

    assert (answer["results"], answer["next_offset"], answer["button"]) == ([], "", None)


def test_a_shared_quote_comes_back_whoever_spoke_it(library: Library) -> None:
    quoted = quote_claim(library, library.claims("paid3")[0])
    named = str(Reference.to(quoted))

    (result,) = asked(library, query(f" {named} ")).answers["q"]["results"]

    assert result.id == named
    assert result.input_message_content.message_text.startswith(quoted.text)


def test_a_shared_quote_that_is_gone_is_not_offered(library: Library) -> None:
    answer = asked(library, query(f"q_{'0' * 16}_0_9")).answers["q"]

    assert answer["results"] == []
    assert answer["button"].text == ENGLISH.how_inline_button


def test_what_is_not_an_inline_query_is_passed_over(library: Library) -> None:
    assert asked(library, Update(1)).answers == {}
