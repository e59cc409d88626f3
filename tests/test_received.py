from typing import Any

import pytest
from telegram import Bot, Document, Message, MessageEntity, MessageOrigin, User

from bot.intake import Origin
from bot.received import File, Link, Post, address_in, leads_to_telegram, received
from tests import bot_api_forwards as forwards
from tests.bot_api_forwards import POSTED
from tests.bot_api_rules import Json
from tests.fakes import FakeBot, message

DAY = POSTED.date()
ITSELF = User(FakeBot.id, "SaidWho", is_bot=True)


def read(text: str, origin: Json | None = None, **fields: Any) -> object:
    if origin is not None:
        fields["forward_origin"] = MessageOrigin.de_json(origin, None)
    return received(message(text, **fields), bot())


def bot() -> Bot:
    return FakeBot()  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (forwards.of_channel(), Origin("Port News", DAY, "https://t.me/portnews/12")),
        (
            forwards.of_channel(username=None),
            Origin("Port News", DAY, "https://t.me/c/1234567890/12"),
        ),
        (forwards.of_chat(), Origin("Desk", DAY)),
        (forwards.of_user(), Origin("Aminata", DAY)),
        (forwards.of_hidden_user(), Origin("Somebody", DAY)),
    ],
)
def test_a_forwarded_post_keeps_where_it_comes_from(origin: Json, expected: Origin) -> None:
    assert read("A ship sank.", origin) == Post("A ship sank.", expected)


def test_what_somebody_writes_has_no_origin() -> None:
    assert read("A ship sank.") == Post("A ship sank.")


def test_answers_of_the_bot_are_no_articles() -> None:
    own = forwards.of_user("SaidWho", FakeBot.id, is_bot=True)

    assert read("A ship sank.", own) is None


def test_struck_out_words_are_left_out() -> None:
    struck = (MessageEntity("strikethrough", 6, 4),)

    assert read("🚢 Two six ships sank.", entities=struck) == Post("🚢 Two ships sank.")


def test_a_file_is_named_and_measured() -> None:
    sent = Document("f", "u", file_name="a.pdf", file_size=12)
    chat = message("").chat

    found = received(Message(1, POSTED, chat, document=sent), bot())

    assert found == File("f", "a.pdf", 12)


def test_an_address_alone_is_a_link() -> None:
    assert read(" https://example.org/a ") == Link("https://example.org/a")
    assert address_in("see https://example.org/a") is None


def test_a_few_words_beside_an_address_are_no_text() -> None:
    assert read("Read this: https://example.org/a") == Link("https://example.org/a")
    told = "The ferry sank at noon, https://example.org/a says."
    assert read(told) == Post(told)
    assert read("Oh no") is None


def test_what_was_found_inline_is_no_article() -> None:
    assert read("The ferry sank at noon.", via_bot=ITSELF) is None


@pytest.mark.parametrize("address", ["https://t.me/portnews/12", "http://telegram.me/x"])
def test_links_of_posts_are_told_from_others(address: str) -> None:
    assert leads_to_telegram(address)
    assert not leads_to_telegram(address.replace("t", "x", 2))
