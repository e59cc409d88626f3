"""Harm that is tried by those who may ask: whatever they send, they get messages that Telegram
takes, in their own chat, and change nothing that is for the owner and admins."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import reporting
from bot.callbacks import VERSION_DIGITS
from bot.wording import ENGLISH, FRENCH
from index.library import Library
from tests.attacks import FILES, FORGED, POSTS, SAYINGS, TEXTS, WHO, forged_for
from tests.bot_api import BOT_NAME, Call
from tests.bot_api_rules import Json
from tests.conftest import STORM, STRIKE, library_of
from tests.inside import OWNER, Inside

MEMBER, GROUP = 8, -60
COMMANDS = ["", *(f"/{name} " for name in {**ENGLISH.commands, **ENGLISH.admin_commands, "x": ""})]
ASKED = "What did the operator deny?"

MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def library() -> Library:
    library = library_of(STRIKE, STORM)
    library.roles.give(MEMBER, "member")
    library.roles.give(GROUP, "chat", "Desk")
    return library


@pytest.fixture(scope="module")
def bot(library: Library) -> Iterator[Inside]:
    """Its figures are drawn once: nothing that is sent here goes into that picture."""
    draw, drawn = reporting._picture, list[bytes]()

    def once(*given: Any) -> bytes | None:
        if not drawn and (picture := draw(*given)) is not None:
            drawn.append(picture)
        return drawn[0] if drawn else None

    with pytest.MonkeyPatch.context() as patch, Inside(library, per_person=0, per_chat=0) as bot:
        patch.setattr(reporting, "_picture", once)
        yield bot


@pytest.fixture(autouse=True)
def _as_before(library: Library, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nobody has got or lost a role, and nothing has gone wrong inside."""
    before = library.roles.all()
    caplog.set_level(logging.WARNING)
    yield
    assert library.roles.all() == before
    assert [record.getMessage() for record in caplog.records] == []


def held(bot: Inside, calls: list[Call], chat: int) -> list[Call]:
    """The calls that answer, where all are taken, stay in the chat and tell nothing of inside."""
    sorry = {words.went_wrong.around("incident")[0] for words in (ENGLISH, FRENCH)}
    for call in calls:
        assert call.status == 200 or _changes_nothing(bot, call), call
        assert call.parameters.get("chat_id", str(chat)) == str(chat)
        said = str(call.parameters)
        assert bot.api.token.split(":")[1] not in said
        assert not any(words in said for words in ("Traceback", *sorry))
    return [call for call in calls if call.method != "sendChatAction"]


def _changes_nothing(bot: Inside, call: Call) -> bool:
    """Whether it is an edit of a message into what that is already, which Telegram refuses."""
    given = call.parameters
    where = given.get("chat_id"), given.get("message_id")
    texts = [
        m.get("text")
        for m in bot.api.messages
        if (str(m["chat"]["id"]), str(m["message_id"])) == where
    ]
    return call.method == "editMessageText" and given["text"] in texts


def sends(
    bot: Inside, content: Json, chat: int = MEMBER, user: int = MEMBER, **given: Any
) -> list[Call]:
    kind = "private" if chat > 0 else "supergroup"
    bot.api.person_sends(content, chat, user, kind, **given)
    return held(bot, bot.hands_over(), chat)


def command_in(text: str) -> Json:
    """A text with a command at its beginning, as Telegram marks it."""
    length = len(text.split(maxsplit=1)[0]) if text.startswith("/") else 0
    marked = [{"type": "bot_command", "offset": 0, "length": length}] if length > 1 else []
    return {"text": text[:4096], "entities": marked}


@pytest.mark.parametrize("attack", TEXTS)
def test_a_hostile_text_is_answered_behind_every_command(bot: Inside, attack: str) -> None:
    for command in COMMANDS:
        assert sends(bot, command_in(command + TEXTS[attack])), command


@pytest.mark.parametrize("attack", TEXTS)
def test_the_owner_may_mistype_a_command_without_harm(bot: Inside, attack: str) -> None:
    for command in ENGLISH.admin_commands:
        for chat in (OWNER, GROUP):
            assert sends(bot, command_in(f"/{command} {TEXTS[attack]}x"), chat, OWNER), command


@pytest.mark.parametrize("attack", TEXTS)
def test_a_hostile_text_is_answered_in_a_group_as_well(bot: Inside, attack: str) -> None:
    assert sends(bot, command_in(f"/ask@{BOT_NAME} {TEXTS[attack]}"), GROUP)


@MANY
@given(text=SAYINGS, command=st.sampled_from(COMMANDS))
def test_any_text_is_answered(bot: Inside, text: str, command: str) -> None:
    assert sends(bot, command_in(command + text))


@MANY
@given(
    st.sampled_from(["mention", "bot_command", "text_link", "text_mention", "x"]),
    st.integers(-5, 9000),
    st.integers(-5, 9000),
)
def test_entities_that_lie_about_the_text_do_no_harm(
    bot: Inside, kind: str, offset: int, length: int
) -> None:
    lying = {"type": kind, "offset": offset, "length": length, "url": "javascript:x"}
    lying["user"] = {"id": 7, "is_bot": False, "first_name": "Owner"}

    sends(bot, {"text": f"/ask é {ASKED}", "entities": [lying]})


@pytest.mark.parametrize("attack", TEXTS)
def test_a_question_is_answered_anew_whatever_it_is_edited_into(bot: Inside, attack: str) -> None:
    asked = bot.api.person_writes(ASKED, MEMBER)
    bot.hands_over()

    bot.api.person_edits(asked, TEXTS[attack])

    held(bot, bot.hands_over(), MEMBER)


@pytest.mark.parametrize("file", FILES)
def test_a_file_with_a_hostile_name_is_answered(bot: Inside, file: str) -> None:
    document = {"file_id": "../../x", "file_unique_id": "\u202e", **FILES[file]}

    assert sends(bot, {"document": document})
    assert sends(bot, {"document": document, "caption": "/ask " + WHO})


@pytest.mark.parametrize("post", POSTS)
@pytest.mark.parametrize("attack", ["huge", "zero-width", "control", "addresses", "markup"])
def test_a_forwarded_post_is_answered_whoever_it_is_said_to_be_from(
    bot: Inside, post: str, attack: str
) -> None:
    assert sends(bot, {"text": TEXTS[attack], "forward_origin": POSTS[post]})


@pytest.mark.parametrize("attack", TEXTS)
def test_words_selected_from_a_message_may_be_any(bot: Inside, attack: str) -> None:
    replied = bot.api.person_writes(WHO, MEMBER)
    bot.hands_over()

    selected = {"text": TEXTS[attack], "position": 99_999, "is_manual": True}

    assert sends(bot, {"text": "Who disputes this?", "quote": selected}, reply_to=replied)


@MANY
@given(data=FORGED)
def test_forged_data_of_a_button_gets_a_message_or_an_alert(bot: Inside, data: str) -> None:
    assert pressed(bot, data)


@MANY
@given(data=forged_for(STRIKE.digest[:VERSION_DIGITS]))
def test_a_forged_place_in_an_article_that_is_there_gets_a_message_or_an_alert(
    bot: Inside, data: str
) -> None:
    assert pressed(bot, data)


def pressed(bot: Inside, data: str) -> list[Call]:
    """The answers to a press, in which a rating is of no matter."""
    asked = bot.api.person_writes(ASKED, MEMBER)
    bot.hands_over()
    under = bot.api.replies_to(asked)
    bot.api.person_presses(under, "", MEMBER, data)
    return held(bot, bot.hands_over(), MEMBER)


def test_an_unknown_button_is_told_politely(bot: Inside) -> None:
    (alert,) = pressed(bot, "../../etc/passwd")

    assert alert.parameters["text"] == ENGLISH.button_unknown


@MANY
@given(query=SAYINGS, offset=st.text(max_size=64) | st.integers(-5, 10**9).map(str))
def test_anything_that_is_typed_behind_the_bots_name_gets_results(
    bot: Inside, query: str, offset: str
) -> None:
    bot.api.person_types(query[:256], offset or "0", MEMBER)

    (answer,) = held(bot, bot.hands_over(), MEMBER)
    assert answer.method == "answerInlineQuery"


@pytest.mark.parametrize("attack", TEXTS)
def test_as_a_guest_it_answers_anything_with_one_message(bot: Inside, attack: str) -> None:
    claim = {"text": TEXTS[attack]}
    for text, reply_to in (
        (f"@{BOT_NAME} {TEXTS[attack]}", None),
        (f"@{BOT_NAME}", claim),
        (f"@{BOT_NAME} who disputes this?", claim),
    ):
        bot.api.person_calls_guest(text, reply_to, MEMBER)
        assert [c.method for c in held(bot, bot.hands_over(), -900)] == ["answerGuestQuery"]


def test_a_button_under_a_message_of_another_chat_answers_there(bot: Inside) -> None:
    asked = bot.api.person_writes(f"/ask {ASKED}", GROUP, 7, "supergroup")
    bot.hands_over()
    under = bot.api.replies_to(asked)

    for data in ("m:3", "s:1", f"c:{STRIKE.digest[:VERSION_DIGITS]}:0:66"):
        bot.api.person_presses(under, "", MEMBER, data)
        assert held(bot, bot.hands_over(), GROUP)
