"""The stand-in Bot API is strict: what Telegram would refuse or change, it refuses or changes.

It is driven by python-telegram-bot itself; where that would not send what is wrong, by httpx.
"""

import asyncio
import inspect
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from tests import bot_api_rules as rules
from tests.bot_api import BOT, BOT_NAME, StandInBotApi
from tests.bot_api_rules import Json

CHAT = 7
GROUP = -100200


@pytest.fixture
def api() -> Iterator[StandInBotApi]:
    """A stand-in with one chat, in which a person has written "/start"."""
    with StandInBotApi() as stand_in:
        stand_in.person_writes("/start", CHAT)
        yield stand_in


@asynccontextmanager
async def a_bot(api: StandInBotApi, token: str | None = None) -> AsyncIterator[Bot]:
    """It reads no certificates, which takes longer than most calls: the stand-in has none."""
    calls, updates = (HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2))
    async with Bot(
        *(token or api.token, api.url, api.file_url), request=calls, get_updates_request=updates
    ) as bot:
        yield bot


def by_ptb(api: StandInBotApi, call: Callable[[Bot], Awaitable[Any]]) -> Any:
    """What a call of python-telegram-bot gives."""

    async def run() -> Any:
        async with a_bot(api) as bot:
            return await call(bot)

    return asyncio.run(run())


def by_hand(api: StandInBotApi, method: str, **parameters: Any) -> Json:
    """The answer to a call with a JSON body."""
    url, body = f"{api.url}{api.token}/{method}", json.dumps(parameters)
    answer: Json = httpx.post(
        url, content=body, headers={"Content-Type": "application/json"}
    ).json()
    return answer


def bold(offset: int, length: int) -> Json:
    return {"type": "bold", "offset": offset, "length": length}


def quoted(offset: int, length: int) -> Json:
    return {"type": "blockquote", "offset": offset, "length": length}


def linked(url: str) -> Json:
    return {"type": "text_link", "offset": 0, "length": 1, "url": url}


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([list(buttons)])


MORE = keyboard(InlineKeyboardButton("More", callback_data="m:1"))

# Texts


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a\tb\x00c\x1fd\x0be", "a b c d e"),
        ("one\r\ntwo\n\nthree", "one\ntwo\n\nthree"),
        ("a\u2028b\u2029c\u202ed\u202ff", "abcd\u202ff"),
        ("a\u030ab\u0333c\u033fd\u0301", "abcd\u0301"),
        (" \n\t x y \r\n ", "x y"),
        ("\u00a0x\u00a0", "\u00a0x\u00a0"),
        ("é 😀 «Goïta»", "é 😀 «Goïta»"),
    ],
)
def test_a_text_is_cleaned_as_telegram_does(sent: str, kept: str) -> None:
    assert rules.cleaned(sent) == kept


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_cleaned_text_stays_as_it_is(text: str) -> None:
    once = rules.cleaned(text)

    assert rules.cleaned(once) == once


@given(*[st.text("a😀é\t\r\n \u2028\u030a", min_size=1, max_size=6)] * 3)
def test_entities_move_with_what_cleaning_takes_away(before: str, inside: str, after: str) -> None:
    inside = f"x{inside}y"
    entity = bold(rules.utf16(before), rules.utf16(inside))

    text, (moved,) = rules.cleaned_with_entities(before + inside + after, [entity])

    assert rules.part(text, moved) == rules.cleaned(inside)


def test_an_entity_over_white_space_alone_is_dropped() -> None:
    assert rules.cleaned_with_entities("a \t b", [bold(1, 3)]) == ("a   b", [])


def test_the_message_comes_back_cleaned_with_its_entities_moved(api: StandInBotApi) -> None:
    entity = MessageEntity("bold", 4, 2)

    sent = by_ptb(api, lambda bot: bot.send_message(CHAT, "\n \r\t😀 b\x01", entities=[entity]))

    assert sent.text == "😀 b"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 0, 2)]
    assert sent.from_user.id == BOT["id"]
    assert api.messages[0]["text"] == "😀 b"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \t\u200b\r\n"}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "\ud83d"}, "strings must be encoded in UTF-8"),
        ({"text": "x", "chat_id": 99}, "chat not found"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat": CHAT}, "unknown parameters ['chat']"),
        ({"text": "x", "parse_mode": "HTML"}, "parse_mode is not for"),
        ({"text": "x", "parse_mode": "HTML", "entities": [bold(0, 1)]}, "parse_mode would make"),
        ({"text": "x", "entities": "["}, "can't parse entities JSON object"),
        ({"text": "x", "entities": bold(0, 1)}, "entities is of the wrong type"),
        ({"text": "x", "entities": [{"type": "bold"}]}, "wrong fields in entities"),
        ({"text": "x", "entities": [{**bold(0, 1), "lenght": 1}]}, "wrong fields in entities"),
        ({"text": "x", "message_thread_id": 5}, "message thread not found"),
        ({"text": "x", "link_preview_options": {"disabled": True}}, "wrong fields in link_pre"),
    ],
)
def test_a_wrong_message_is_refused(api: StandInBotApi, wrong: Json, told: str) -> None:
    answer = by_hand(api, "sendMessage", **{"chat_id": CHAT, **wrong})

    assert answer["ok"] is False
    assert answer["error_code"] == 400
    assert answer["description"].startswith(f"Bad Request: {told}")
    assert api.messages == []


@pytest.mark.parametrize(
    ("text", "entities", "told"),
    [
        ("abc", [bold(3, 1)], "entity begins after the end of the text at UTF-16 offset 3"),
        ("abc", [bold(2, 2)], "entity beginning at UTF-16 offset 2 ends after the end of the te"),
        ("abc", [bold(-1, 2)], "receive an entity with incorrect offset -1"),
        ("abc", [bold(0, 0)], "receive an entity with incorrect length 0"),
        ("👉 👉", [bold(1, 1)], "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        ("👉 👉", [bold(0, 1)], "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-1"),
        ("abc", [{**bold(0, 1), "type": "bald"}], "unsupported type bald of an entity"),
        ("abc", [linked("ftp://x.org")], "entity URL 'ftp://x.org' is invalid: Wrong HTTP URL"),
        ("abc", [linked("not-a-url")], "entity URL 'not-a-url' is invalid: Wrong HTTP URL"),
        ("abc", [linked("https://[x")], "entity URL 'https://[x' is invalid: Wrong HTTP URL"),
        ("abcd", [quoted(0, 3), quoted(1, 1)], "blockquote entities can't be nested"),
        ("abcd", [quoted(0, 2), quoted(1, 3)], "blockquote entities can't be nested"),
        ("abcd", [quoted(0, 2), bold(1, 2)], "entity crosses the border of a blockquote"),
        ("abcd", [bold(0, 2), quoted(1, 3)], "entity crosses the border of a blockquote"),
        ("a" * 101, [bold(n, 1) for n in range(101)], "101 entities"),
    ],
)
def test_wrong_entities_are_refused(text: str, entities: list[Json], told: str) -> None:
    with pytest.raises(rules.RefusedError) as refused:
        rules.check_text({"text": text, "entities": entities})

    assert str(refused.value).startswith(f"Bad Request: {told}")


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("x" * 4096, []),
        ("\n" + "😀" * 4096, []),
        ("a" * 100, [bold(n, 1) for n in range(100)]),
        ("abcd", [quoted(0, 2), quoted(2, 2), bold(0, 4), bold(0, 1)]),
        ("abc", [linked("https://x.org/a?b=c#d")]),
        ("abc", [linked("tg://user?id=7")]),
        ("👉 👉", [bold(0, 2), bold(3, 2)]),
    ],
)
def test_what_is_just_allowed_is_taken(text: str, entities: list[Json]) -> None:
    assert rules.check_text({"text": text, "entities": entities})


# Buttons


@pytest.mark.parametrize(
    ("button", "told"),
    [
        ({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "can't parse inline keyboard button: Text buttons a"),
        ({"text": "x"}, "can't parse inline keyboard button: Text buttons are unallowed in the i"),
        ({"text": "", "callback_data": "x"}, 'can\'t parse inline keyboard button: Field "text"'),
        ({"text": "\r", "callback_data": "x"}, "can't parse inline keyboard button: Field \"tex"),
        ({"callback_data": "x"}, 'can\'t parse inline keyboard button: Field "text" must be a no'),
        (
            {"text": "x", "callback_data": "x", "url": "https://x.org"},
            "can't parse inline keyboard button: exactly one action expected",
        ),
        ({"text": "x", "data": "x"}, "can't parse inline keyboard button: unknown fields"),
        ({"text": "x", "url": "x"}, "inline keyboard button URL 'x' is invalid"),
        ({"text": "x", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
    ],
)
def test_a_wrong_button_is_refused(api: StandInBotApi, button: Json, told: str) -> None:
    markup = {"inline_keyboard": [[button]]}

    answer = by_hand(api, "sendMessage", chat_id=CHAT, text="x", reply_markup=markup)

    assert answer["description"].startswith(f"Bad Request: {told}")


def test_a_press_carries_the_message_with_its_question(api: StandInBotApi) -> None:
    question = api.person_writes("Who?", CHAT)
    reply = ReplyParameters(question["message_id"])
    by_ptb(api, lambda b: b.send_message(CHAT, "He.", reply_parameters=reply, reply_markup=MORE))

    query_id = api.person_presses(api.messages[0], "More", user_id=8)

    (update,) = by_ptb(api, lambda bot: bot.get_updates())[-1:]
    query = update.callback_query
    assert (query.id, query.data, query.from_user.id) == (query_id, "m:1", 8)
    assert query.message.reply_to_message.text == "Who?"
    assert query.message.reply_markup == MORE


def test_only_a_button_that_is_there_can_be_pressed(api: StandInBotApi) -> None:
    link = InlineKeyboardButton("Open", url="https://x.org")
    by_ptb(api, lambda bot: bot.send_message(CHAT, "x", reply_markup=keyboard(link)))

    with pytest.raises(ValueError, match="no button 'Open' to press"):
        api.person_presses(api.messages[0], "Open")


def test_a_press_is_answered_briefly_and_only_if_it_happened(api: StandInBotApi) -> None:
    by_ptb(api, lambda bot: bot.send_message(CHAT, "x", reply_markup=MORE))
    query_id = api.person_presses(api.messages[0], "More")

    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        by_ptb(api, lambda bot: bot.answer_callback_query("1"))
    with pytest.raises(BadRequest, match="Message_too_long"):
        by_ptb(api, lambda bot: bot.answer_callback_query(query_id, "x" * 201))
    by_ptb(api, lambda bot: bot.answer_callback_query(query_id, "x" * 200, show_alert=True))

    assert api.answered_callbacks == [
        {"callback_query_id": query_id, "text": "x" * 200, "show_alert": True}
    ]


# Replies, edits, actions, commands


def test_a_reply_needs_its_message_unless_it_may_go_without(api: StandInBotApi) -> None:
    def replies(**fields: Any) -> Message:
        reply = ReplyParameters(999, **fields)
        sent = by_ptb(api, lambda bot: bot.send_message(CHAT, "x", reply_parameters=reply))
        assert isinstance(sent, Message)
        return sent

    with pytest.raises(BadRequest, match="Message to be replied not found"):
        replies()

    assert replies(allow_sending_without_reply=True).reply_to_message is None


@pytest.mark.parametrize("quote", ["of bread.", "Loaves", "x" * 1025])
def test_a_reply_quotes_nothing_that_is_not_in_the_message(api: StandInBotApi, quote: str) -> None:
    question = api.person_writes("🥖 loaves of bread" + "x" * 1025, CHAT)
    reply = ReplyParameters(question["message_id"], quote=quote)

    with pytest.raises(BadRequest, match="Quote_text_invalid"):
        by_ptb(api, lambda bot: bot.send_message(CHAT, "x", reply_parameters=reply))


def test_a_reply_quotes_what_is_in_the_message(api: StandInBotApi) -> None:
    question = api.person_writes("🥖 loaves of bread", CHAT)
    reply = ReplyParameters(question["message_id"], quote="loaves")

    sent = by_ptb(api, lambda bot: bot.send_message(CHAT, "x", reply_parameters=reply))

    assert (sent.quote.text, sent.quote.position) == ("loaves", 3)


def test_an_edit_changes_text_and_keyboard(api: StandInBotApi) -> None:
    sent = by_ptb(api, lambda bot: bot.send_message(CHAT, "one", reply_markup=MORE))

    edited = by_ptb(api, lambda bot: bot.edit_message_text("two", CHAT, sent.message_id))

    assert edited.edit_date is not None
    assert [message["text"] for message in api.messages] == ["two"]
    assert "reply_markup" not in api.messages[0]


def test_a_wrong_edit_is_refused(api: StandInBotApi) -> None:
    person = api.person_writes("mine", CHAT)["message_id"]
    sent = by_ptb(api, lambda bot: bot.send_message(CHAT, "x", reply_markup=MORE)).message_id
    remove = {"remove_keyboard": True}

    def told(method: str, **parameters: Any) -> str:
        return str(by_hand(api, method, chat_id=CHAT, **parameters)["description"])

    same = {"message_id": sent, "reply_markup": MORE.to_dict()}
    unchanged = "Bad Request: message is not modified: specified new message content"
    assert told("editMessageText", text=" x ", **same).startswith(unchanged)
    assert told("editMessageReplyMarkup", **same).startswith(unchanged)
    assert told("editMessageText", text="y", message_id=999).endswith("message to edit not found")
    assert told("editMessageText", text="y", message_id=person).endswith("can't be edited")
    assert told("editMessageText", text="y").endswith("message identifier is not specified")
    assert told("editMessageReplyMarkup", message_id=sent, reply_markup=remove).endswith(
        "inline keyboard expected"
    )


def test_a_chat_action_must_be_known(api: StandInBotApi) -> None:
    by_ptb(api, lambda bot: bot.send_chat_action(CHAT, "typing"))
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        by_ptb(api, lambda bot: bot.send_chat_action(CHAT, "thinking"))

    assert api.chat_actions == [{"chat_id": CHAT, "action": "typing"}]


def test_commands_are_kept_per_scope_and_language(api: StandInBotApi) -> None:
    ask, chat = [BotCommand("ask", "a question")], BotCommandScopeChat(CHAT)
    by_ptb(api, lambda bot: bot.set_my_commands(ask, scope=chat, language_code="fr"))

    assert by_ptb(api, lambda b: b.get_my_commands(scope=chat, language_code="fr")) == tuple(ask)
    assert by_ptb(api, lambda bot: bot.get_my_commands()) == ()
    assert list(api.commands) == [(f"chat:{CHAT}", "fr")]
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        by_ptb(api, lambda bot: bot.set_my_commands([("Ask", "a question")]))


@pytest.mark.parametrize(
    ("method", "longest"), [("set_my_description", 512), ("set_my_short_description", 120)]
)
def test_descriptions_have_their_lengths(api: StandInBotApi, method: str, longest: int) -> None:
    by_ptb(api, lambda bot: getattr(bot, method)("x" * longest))
    with pytest.raises(BadRequest, match="is too long"):
        by_ptb(api, lambda bot: getattr(bot, method)("x" * (longest + 1)))


def test_descriptions_are_kept_per_language(api: StandInBotApi) -> None:
    by_ptb(api, lambda bot: bot.set_my_description("Ask me"))
    by_ptb(api, lambda bot: bot.set_my_description("Demandez-moi", language_code="fr"))

    assert api.descriptions == {
        ("description", ""): "Ask me",
        ("description", "fr"): "Demandez-moi",
    }


# Pictures and files


def picture(width: int, height: int) -> bytes:
    written = BytesIO()
    Image.new("1", (width, height)).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("width", "height"), [(1, 1), (20, 1), (9000, 1000), (1000, 9000), (5000, 5000)]
)
def test_a_photo_within_the_limits_is_kept(api: StandInBotApi, width: int, height: int) -> None:
    data = picture(width, height)

    sent = by_ptb(api, lambda bot: bot.send_photo(CHAT, data, caption=" A map\r "))

    assert (sent.photo[0].width, sent.photo[0].height) == (width, height)
    assert api.files[sent.photo[0].file_id] == data
    assert (sent.caption, sent.text) == ("A map", None)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (picture(21, 1), "Photo_invalid_dimensions"),
        (picture(1, 21), "Photo_invalid_dimensions"),
        (picture(9001, 1000), "Photo_invalid_dimensions"),
        (b"no picture", "Image_process_failed"),
        (picture(9, 9) + bytes(10_000_000), "File is too big"),
        (b"", "There is no photo in the request"),
    ],
    ids=["wide", "high", "large", "no picture", "heavy", "empty"],
)
def test_a_wrong_photo_is_refused(api: StandInBotApi, data: bytes, told: str) -> None:
    with pytest.raises(BadRequest, match=told):
        by_ptb(api, lambda bot: bot.send_photo(CHAT, data))

    assert api.messages == []


def test_a_document_keeps_its_name_and_its_bytes(api: StandInBotApi) -> None:
    data = "a;é\r\n".encode()

    sent = by_ptb(api, lambda bot: bot.send_document(CHAT, data, filename="ledger.csv"))

    assert (sent.document.file_name, sent.document.file_size) == ("ledger.csv", len(data))
    assert api.files[sent.document.file_id] == data


def test_a_document_that_is_too_large_is_refused(api: StandInBotApi) -> None:
    with pytest.raises(BadRequest, match="File is too big"):
        by_ptb(api, lambda bot: bot.send_document(CHAT, bytes(50_000_001)))

    assert by_ptb(api, lambda bot: bot.send_document(CHAT, bytes(50_000_000))).document


def test_a_caption_is_plain_and_has_its_length(api: StandInBotApi) -> None:
    def sends(caption: str, **formatted: Any) -> Any:
        return by_ptb(api, lambda bot: bot.send_document(CHAT, b"x", caption=caption, **formatted))

    with pytest.raises(BadRequest, match="Message caption is too long"):
        sends("x" * 1025)
    with pytest.raises(BadRequest, match="Captions are plain here"):
        sends("x", parse_mode="HTML")
    assert sends("x" * 1024).caption == "x" * 1024


def test_a_photo_goes_as_a_reply_where_it_may(api: StandInBotApi) -> None:
    asked, data = api.person_writes("/timeline", CHAT), picture(9, 9)
    reply = ReplyParameters(asked["message_id"])

    sent = by_ptb(api, lambda bot: bot.send_photo(CHAT, data, reply_parameters=reply))

    assert sent.reply_to_message.text == "/timeline"
    with pytest.raises(BadRequest, match="Chat not found"):
        by_ptb(api, lambda bot: bot.send_photo(99, data))


def test_waiting_in_vain_tells_of_files_too(api: StandInBotApi) -> None:
    by_ptb(api, lambda bot: bot.send_photo(CHAT, picture(9, 9)))

    with pytest.raises(AssertionError, match=r"in vain[\s\S]*'\(a file\)'"):
        api.wait_for(2, timeout=0.1)


# Addresses, encodings


def test_a_wrong_token_and_an_unknown_method_are_refused(api: StandInBotApi) -> None:
    async def with_a_wrong_token() -> None:
        async with a_bot(api, "1:wrong"):
            raise AssertionError("taken")

    with pytest.raises(InvalidToken):
        asyncio.run(with_a_wrong_token())
    assert by_hand(api, "sendSticker", chat_id=CHAT) == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found",
    }
    assert httpx.get(f"{api.file_url}{api.token}/x.jpg").json()["error_code"] == 404


def test_form_multipart_json_and_query_are_all_read(api: StandInBotApi) -> None:
    url, fields = f"{api.url}{api.token}/sendMessage", {"chat_id": str(CHAT), "text": "\ta\x01é "}

    parts: list[tuple[str, tuple[None, str]]] = [(k, (None, v)) for k, v in fields.items()]
    answers = [
        httpx.post(url, data=fields),
        httpx.post(url, files=parts),
        httpx.post(url, json={**fields, "chat_id": CHAT}),
        httpx.get(url, params=fields),
    ]

    assert [answer.json()["result"]["text"] for answer in answers] == ["a é"] * 4
    assert [call.parameters for call in api.calls] == [fields] * 4  # as they came, uncleaned


def test_the_table_of_parameters_names_none_that_the_library_does_not_know() -> None:
    def by_the_library(method: str) -> str:
        return "".join("_" + c.lower() if c.isupper() else c for c in method)

    for method, names in rules.PARAMETERS.items():
        assert names <= inspect.signature(getattr(Bot, by_the_library(method))).parameters.keys(), (
            method
        )


# Updates


def test_updates_come_again_until_they_are_acknowledged(api: StandInBotApi) -> None:
    api.person_writes("two", CHAT)

    first = by_ptb(api, lambda bot: bot.get_updates())
    again = by_ptb(api, lambda bot: bot.get_updates())
    rest = by_ptb(api, lambda bot: bot.get_updates(offset=first[0].update_id + 1))
    forgotten = by_ptb(api, lambda bot: bot.get_updates(offset=0))

    assert [update.message.text for update in first] == ["/start", "two"]
    assert again == first
    assert rest == forgotten == first[1:]


def test_a_poll_waits_for_an_update_and_no_longer(api: StandInBotApi) -> None:
    async def poll() -> tuple[Update, ...]:
        async with a_bot(api) as bot:
            (start,) = await bot.get_updates()
            waiting = asyncio.create_task(bot.get_updates(start.update_id + 1, timeout=30))
            await asyncio.sleep(0.1)
            assert not waiting.done()
            api.person_writes("late", CHAT)
            return await asyncio.wait_for(waiting, 5)

    (update,) = asyncio.run(poll())

    assert update.message is not None
    assert update.message.text == "late"


def test_of_two_polls_the_earlier_one_ends_in_a_conflict(api: StandInBotApi) -> None:
    async def poll_twice() -> tuple[Update, ...]:
        async with a_bot(api) as one, a_bot(api) as other:
            (start,) = await one.get_updates()
            after = start.update_id + 1
            earlier = asyncio.create_task(one.get_updates(after, timeout=30))
            await asyncio.sleep(0.1)
            later = asyncio.create_task(other.get_updates(after, timeout=timedelta(seconds=30)))
            with pytest.raises(Conflict, match="terminated by other getUpdates request"):
                await asyncio.wait_for(earlier, 5)
            api.person_writes("to the later", CHAT)
            return await asyncio.wait_for(later, 5)

    assert len(asyncio.run(poll_twice())) == 1


def test_only_allowed_updates_are_kept(api: StandInBotApi) -> None:
    (start,) = by_ptb(api, lambda bot: bot.get_updates(allowed_updates=["message"]))
    api.person_edits(api.person_writes("one", CHAT), "one, edited")

    updates = by_ptb(api, lambda bot: bot.get_updates(start.update_id + 1))

    assert [update.effective_message.text for update in updates] == ["one"]
    with pytest.raises(BadRequest, match="Unknown allowed_updates"):
        by_ptb(api, lambda bot: bot.get_updates(allowed_updates=["massage"]))


def test_an_edited_message_comes_as_such(api: StandInBotApi) -> None:
    api.person_edits(api.person_writes("one", CHAT), "/ask two")

    (update,) = by_ptb(api, lambda bot: bot.get_updates())[-1:]

    assert update.edited_message.text == "/ask two"
    assert update.edited_message.entities[0].type == "bot_command"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", [("bot_command", 0, 6)]),
        ("/ask@saidwho_test_bot foo", [("bot_command", 0, 21)]),
        ("😀 @saidwho_test_bot who?", [("mention", 3, 17)]),
        ("a/c x@y.org and/or", []),
        ("see /help, @ana_b", [("bot_command", 4, 5), ("mention", 11, 6)]),
        ("/usr/bin", []),
    ],
)
def test_commands_and_mentions_are_found_in_what_people_write(
    text: str, found: list[tuple[str, int, int]]
) -> None:
    entities = rules.entities_written(text)

    assert [(e["type"], e["offset"], e["length"]) for e in entities] == found


def test_in_groups_privacy_mode_lets_through_what_is_for_the_bot(api: StandInBotApi) -> None:
    def says(text: str, reply_to: Json | None = None) -> Json:
        return api.person_writes(text, GROUP, 8, "supergroup", reply_to)

    said = says("not for the bot")
    says("/ask@another_bot what?")
    says("hello @another_bot", reply_to=said)
    says("/ask what?")
    says(f"/ask@{BOT_NAME.upper()} what?")
    says(f"what, @{BOT_NAME}?")
    by_ptb(api, lambda bot: bot.send_message(GROUP, "an answer"))
    says("and then?", reply_to=api.messages[0])

    updates = by_ptb(api, lambda bot: bot.get_updates())[1:]
    assert [update.message.text for update in updates] == [
        "/ask what?",
        f"/ask@{BOT_NAME.upper()} what?",
        f"what, @{BOT_NAME}?",
        "and then?",
    ]


def test_an_answer_stays_in_the_thread_of_its_question(api: StandInBotApi) -> None:
    asked = api.person_writes("/ask", GROUP, 8, "supergroup", thread_id=3)
    reply = ReplyParameters(asked["message_id"])

    sent = by_ptb(api, lambda bot: bot.send_message(GROUP, "x", reply_parameters=reply))

    assert (sent.message_thread_id, sent.is_topic_message) == (3, True)


# Faults


def test_scripted_faults_come_in_their_turn_and_in_their_chat_only(api: StandInBotApi) -> None:
    api.person_writes("hello", 8)
    api.fail_next("sendMessage", retry_after=3, chat_id=CHAT)
    api.fail_next("sendMessage", error_code=502, chat_id=CHAT)
    api.fail_next("sendMessage", error_code=403, chat_id=CHAT)
    api.drop_next("sendMessage", chat_id=CHAT)

    errors: list[TelegramError] = []
    for _ in range(4):
        with pytest.raises(TelegramError) as failed:
            by_ptb(api, lambda bot: bot.send_message(CHAT, "x"))
        errors.append(failed.value)
        by_ptb(api, lambda bot: bot.send_message(8, "elsewhere"))

    assert [type(error) for error in errors] == [RetryAfter, NetworkError, Forbidden, NetworkError]
    assert "Bad Gateway" in errors[1].message
    assert errors[2].message == "Forbidden: bot was blocked by the user"
    assert [message["text"] for message in api.messages] == ["elsewhere"] * 4
    assert [c.status for c in api.calls if c.parameters.get("chat_id") == "7"] == [429, 502, 403, 0]


def test_a_429_says_when_to_try_again(api: StandInBotApi) -> None:
    api.fail_next("sendMessage", times=2, retry_after=3)

    answers = [by_hand(api, "sendMessage", chat_id=CHAT, text="x") for _ in range(3)]

    assert answers[0] == answers[1]
    assert answers[0]["parameters"] == {"retry_after": 3}
    assert answers[0]["description"] == "Too Many Requests: retry after 3"
    assert answers[2]["ok"] is True


def test_an_answer_can_be_lost_after_its_effect(api: StandInBotApi) -> None:
    api.drop_next("sendMessage", done=True)

    with pytest.raises(NetworkError):
        by_ptb(api, lambda bot: bot.send_message(CHAT, "x"))

    assert [message["text"] for message in api.messages] == ["x"]


def test_a_call_can_be_delayed(api: StandInBotApi) -> None:
    api.delay_next("sendMessage", 0.2, chat_id=CHAT)

    async def race() -> list[str]:
        async with a_bot(api) as bot:
            slow = asyncio.create_task(bot.send_message(CHAT, "slow"))
            await asyncio.sleep(0.05)
            await bot.send_message(CHAT, "quick")
            await slow
            return [message["text"] for message in api.messages]

    assert asyncio.run(race()) == ["quick", "slow"]


# Waiting, and a whole application


def test_waiting_in_vain_tells_what_was_received(api: StandInBotApi) -> None:
    by_ptb(api, lambda bot: bot.send_message(CHAT, "something else"))

    with pytest.raises(AssertionError, match=r"waited 0.1 s in vain[\s\S]*'something else'"):
        api.wait_for(2, timeout=0.1)


def test_an_application_polls_answers_and_tries_again_after_a_429() -> None:
    async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text("welcome", do_quote=True, reply_markup=MORE)

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        assert update.message.text is not None
        try:
            await update.message.reply_text(update.message.text, do_quote=True)
        except RetryAfter:
            await update.message.reply_text(update.message.text, do_quote=True)

    async def pressed(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query is not None
        await query.answer("pressed")
        await query.edit_message_text("edited")

    def talk(api: StandInBotApi) -> None:
        welcome = api.replies_to(api.person_writes("/start", 1))
        api.fail_next("sendMessage", chat_id=2)
        echoed = api.replies_to(api.person_writes("né ce jour ", 2))
        api.person_presses(welcome, "More")
        api.wait_for(lambda: api.messages[0]["text"] == "edited")

        assert echoed["text"] == "né ce jour"
        assert [a["text"] for a in api.answered_callbacks] == ["pressed"]
        sent = [c.status for c in api.calls if c.method == "sendMessage"]
        assert sent == [200, 429, 200]

    async def run(api: StandInBotApi) -> None:
        builder = Application.builder().token(api.token).base_url(api.url)
        app = builder.base_file_url(api.file_url).build()
        app.add_handler(CommandHandler("start", start))
        app.add_handler(MessageHandler(filters.TEXT, echo))
        app.add_handler(CallbackQueryHandler(pressed))
        async with app:
            assert app.updater is not None
            await app.start()
            await app.updater.start_polling()
            await asyncio.to_thread(talk, api)
            await app.updater.stop()
            await app.stop()

    with StandInBotApi() as api:
        asyncio.run(run(api))

        assert by_ptb(api, lambda bot: bot.get_updates()) == ()  # all acknowledged at the end
