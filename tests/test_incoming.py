from typing import Any

import pytest
from telegram import (
    Chat,
    ForumTopicCreated,
    MessageEntity,
    MessageOriginHiddenUser,
    TextQuote,
    User,
)

from bot.conversation import Voice
from bot.incoming import (
    addressed,
    claim_in,
    forwarded,
    question_in,
    replied_to,
    spoken_by,
    thread_of,
    voice_of,
)
from tests.fakes import WHEN, FakeBot, message

BOT: Any = FakeBot()
OWN = message("Ask", 9, from_user=User(BOT.id, "SaidWho", is_bot=True))
ANOTHERS = message("I think so", 9, from_user=User(8, "Oumar", is_bot=False))
TOPIC = message("", 1, from_user=OWN.from_user, forum_topic_created=ForumTopicCreated("Arms", 1))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Who denies it?", "Who denies it?"),
        ("/ask Who denies it?", "Who denies it?"),
        ("/ask@saidwho_bot\nWho denies it?", "Who denies it?"),
        ("@saidwho_bot, who denies it?", "who denies it?"),
        ("Who denies it, @SaidWho_Bot?", "Who denies it,  ?"),
        ("/ask", ""),
        ("@saidwho_bot", ""),
        ("@saidwho_bot /ask Who denies it?", "Who denies it?"),
        ("Who wrote to desk@saidwho_bot.org?", "Who wrote to desk@saidwho_bot.org?"),
        ("mail@saidwho_bottle.org sent what?", "mail@saidwho_bottle.org sent what?"),
    ],
)
def test_a_question_is_the_text_without_command_and_mention(text: str, question: str) -> None:
    assert question_in(text, "saidwho_bot") == question


@pytest.mark.parametrize(
    ("text", "mention", "meant"),
    [
        ("@saidwho_bot who?", "@saidwho_bot", True),
        ("who, @SaidWho_Bot?", "@SaidWho_Bot", True),
        ("@saidwho_bottle who?", "@saidwho_bottle", False),
        ("saidwho_bot who?", None, False),
        ("@saidwho_bot", None, False),  # not marked as a mention by Telegram: inside code
    ],
)
def test_in_a_group_a_message_that_mentions_the_bot_is_meant_for_it(
    text: str, mention: str | None, meant: bool
) -> None:
    entities = []
    if mention:
        at = text.index(mention)
        entities = [MessageEntity(MessageEntity.MENTION, at, len(mention))]

    assert addressed(message(text, entities=entities), BOT) is meant


@pytest.mark.parametrize(("replied", "meant"), [(OWN, True), (ANOTHERS, False), (TOPIC, False)])
def test_in_a_group_a_reply_to_the_bot_is_meant_for_it(replied: Any, meant: bool) -> None:
    assert addressed(message("who?", reply_to_message=replied), BOT) is meant


def test_a_message_of_a_topic_is_no_reply_to_the_topics_beginning() -> None:
    assert replied_to(message("who?", reply_to_message=TOPIC)) is None
    assert replied_to(message("who?", reply_to_message=ANOTHERS)) == ANOTHERS
    assert replied_to(message("who?")) is None


def test_a_voice_is_a_person_or_the_chat_in_whose_name_is_written() -> None:
    person, channel = User(8, "Oumar", is_bot=False), Chat(-100, "channel")

    assert voice_of(message("who?", from_user=person)) == Voice(5, None, 8)
    assert voice_of(message("who?", from_user=person, sender_chat=channel)) == Voice(5, None, -100)
    assert voice_of(message("who?")) is None


def test_only_in_a_forum_a_message_has_a_thread() -> None:
    assert thread_of(message("who?", message_thread_id=77, is_topic_message=True)) == 77
    assert thread_of(message("who?", message_thread_id=77)) is None


def test_the_language_of_a_person_may_be_unknown() -> None:
    assert spoken_by(User(8, "Oumar", is_bot=False, language_code="fr")) == "fr"
    assert spoken_by(User(8, "Oumar", is_bot=False)) is None
    assert spoken_by(None) is None


@pytest.mark.parametrize(
    ("fields", "claim"),
    [
        ({}, None),
        ({"reply_to_message": ANOTHERS}, "I think so"),
        ({"reply_to_message": OWN}, None),
        ({"reply_to_message": TOPIC}, None),
        ({"reply_to_message": message("Who paid? ", 9, from_user=ANOTHERS.from_user)}, None),
        (
            {
                "reply_to_message": message(
                    "", 9, from_user=ANOTHERS.from_user, caption="It rained."
                )
            },
            "It rained.",
        ),
        ({"reply_to_message": OWN, "quote": TextQuote("It rained.", 3)}, "It rained."),
        ({"reply_to_message": ANOTHERS, "quote": TextQuote("It rained.", 3)}, "It rained."),
        ({"quote": TextQuote("It rained?", 3)}, None),
        ({"quote": TextQuote(" ", 3)}, None),
    ],
)
def test_a_claim_is_what_was_selected_or_what_somebody_else_said(
    fields: dict[str, Any], claim: str | None
) -> None:
    assert claim_in(message("who disputes this?", **fields), BOT) == claim


@pytest.mark.parametrize(
    ("text", "forward", "post"),
    [
        ("It rained.", True, "It rained."),
        ("It rained.", False, None),
        ("Who paid?", True, None),
        (" ", True, None),
    ],
)
def test_a_forwarded_post_is_a_claim_unless_it_asks(
    text: str, forward: bool, post: str | None
) -> None:
    origin = MessageOriginHiddenUser(WHEN, "Somebody") if forward else None

    assert forwarded(message(text, forward_origin=origin)) == post
