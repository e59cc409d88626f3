"""Who may not: whatever kind of update they send, they learn one sentence, and nothing is done."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.wording import LANGUAGES
from index.library import Library
from tests.attacks import FILES, FORGED, POSTS, SAYINGS
from tests.bot_api import BOT_NAME, Call
from tests.bot_api_rules import Json
from tests.conftest import PORT_STRIKE
from tests.inside import OWNER, Inside

STRANGER, GROUP = 80, -61
QUESTION = "Who denies that wages are outstanding?"

MANY = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Closed(Inside):
    """A bot with a library on disk, which tells whether anything was written into it."""

    def __init__(self, folder: Path) -> None:
        (folder / "seeds").mkdir()
        (folder / "seeds" / "strike.txt").write_text(PORT_STRIKE, encoding="utf-8")
        super().__init__(Library.open(folder / "data", folder / "seeds"))
        self._path = folder / "data" / "library.sqlite3"

    @property
    def written(self) -> list[str]:
        """All that the tables hold, but for the counts, which are written late."""
        with closing(sqlite3.connect(self._path)) as connection:
            lines = connection.iterdump()
            return [line for line in lines if not line.startswith('INSERT INTO "tallies"')]


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    with Closed(tmp_path_factory.mktemp("closed")) as bot:
        yield bot


@pytest.fixture(scope="module")
def answer(bot: Closed) -> Json:
    """A message of the bot in the group, under which anybody there may press."""
    asked = bot.api.person_writes(f"/ask {QUESTION}", GROUP, OWNER, "supergroup")
    bot.hands_over()
    return bot.api.replies_to(asked)


def sentences(calls: list[Call]) -> list[str]:
    """What was said, where nothing but the one sentence was, and only to whom it concerns."""
    said = []
    for call in calls:
        given = call.parameters
        assert call.status == 200, call
        match call.method:
            case "sendMessage":
                assert given["chat_id"] == str(STRANGER)
                text = given["text"]
            case "answerCallbackQuery":
                text = given["text"]
            case "answerInlineQuery":
                assert given["results"] == []
                assert given["is_personal"] == "true"
                text = given["button"]["text"]
            case method:
                raise AssertionError(f"{method} is called for a stranger")
        assert text in {
            known
            for words in LANGUAGES.values()
            for known in (words.not_for_you_here, words.not_for_you.format(number=str(STRANGER)))
        }
        said.append(text)
    return said


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=64)
PEOPLE = st.fixed_dictionaries(
    {"id": st.just(STRANGER), "is_bot": st.sampled_from([False]), "first_name": NAMES},
    optional={
        "last_name": NAMES,
        "username": st.sampled_from(["owner", BOT_NAME, "x" * 32]),
        "language_code": st.sampled_from(["en", "fr", "fr-CA", "xx", "", "../../etc/passwd"]),
        "is_premium": st.booleans(),
    },
)
PRIVATE: Json = {"id": STRANGER, "type": "private", "first_name": "X"}
CHANNEL: Json = {"id": -7, "type": "channel", "title": "7"}
GROUPS = [{"id": GROUP, "type": "supergroup", "title": "X"}, {"id": -5, "type": "group"}]
CHATS = st.sampled_from([PRIVATE, CHANNEL, *GROUPS])
OWNERS: Json = {"id": OWNER, "is_bot": False, "first_name": "Owner"}
REPLIED: Json = {"message_id": 1, "date": 1, "chat": PRIVATE, "from": OWNERS, "text": QUESTION}
COMMANDS = ["/ask ", "/invite", "/members", "/allow", "/revoke 7", "/language fr", "/export"]
COMMANDS += [
    "/start ",
    "/sources",
    "/add ",
    "/remove strike",
    "/forget",
    "/stats",
    "/help",
    "@saidwho_test_bot ",
]
TEXTS = st.tuples(st.sampled_from(["", *COMMANDS]), SAYINGS).map("".join)


def _texts() -> st.SearchStrategy[Json]:
    def marked(text: str) -> Json:
        kind = "mention" if text.startswith("@") else "bot_command"
        length = len(text.split(maxsplit=1)[0]) if text[:1] in ("/", "@") else 0
        entities = [{"type": kind, "offset": 0, "length": length}] if length else []
        return {"text": text, "entities": entities}

    return TEXTS.map(marked)


FURTHER: list[Json] = [
    *({"document": {"file_id": "f", "file_unique_id": "f", **f}} for f in FILES.values()),
    *({"text": QUESTION, "forward_origin": post} for post in POSTS.values()),
    {"text": "Who disputes this?", "reply_to_message": REPLIED},
    {"text": "?", "quote": {"text": QUESTION, "position": 0}, "reply_to_message": REPLIED},
    {"text": QUESTION, "via_bot": {"id": 4242, "is_bot": True, "first_name": "S"}},
    {"contact": {"phone_number": "7", "first_name": "Owner", "user_id": OWNER}},
    {"location": {"latitude": 1.0, "longitude": 1.0}},
    {"dice": {"emoji": "🎲", "value": 6}},
    {"new_chat_members": [OWNERS]},
    {"left_chat_member": OWNERS},
    {"pinned_message": REPLIED},
]
CONTENTS = _texts() | st.sampled_from(FURTHER)


@st.composite
def updates(draw: st.DrawFn, answer: Json) -> Json:
    """An update of any kind that is a stranger's."""
    person, chat, data = draw(PEOPLE), draw(CHATS), draw(FORGED)
    message: Json = {"message_id": draw(st.integers(1, 2**31)), "date": 1, "from": person}
    message |= {"chat": chat, **draw(CONTENTS)}
    press = {"id": draw(st.integers(0, 3)), "from": person, "chat_instance": "1", "data": data}
    kinds: dict[str, Json] = {
        "message": message,
        "edited_message": {**message, "edit_date": 2},
        "guest_message": {**message, "guest_query_id": "g"},
        "business_message": {**message, "business_connection_id": "b"},
        "channel_post": {**message, "sender_chat": {"id": -7, "type": "channel"}},
        "inline_query": {"id": "i", "from": person, "query": draw(SAYINGS)[:256], "offset": ""},
        "chosen_inline_result": {"result_id": "r", "from": person, "query": QUESTION},
        "callback_query": {**press, "message": answer},
        "message_reaction": {
            "chat": chat,
            "message_id": 1,
            "user": person,
            "date": 1,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": "👍"}],
        },
        "my_chat_member": {
            "chat": chat,
            "from": person,
            "date": 1,
            "old_chat_member": {"status": "left", "user": person},
            "new_chat_member": {"status": "member", "user": person},
        },
        "poll_answer": {"poll_id": "1", "user": person, "option_ids": [0]}
        | {"option_persistent_ids": ["0"]},
    }
    kind = draw(st.sampled_from(sorted(kinds)))
    return {"update_id": 1, kind: kinds[kind]}


@MANY
@given(data=st.data())
def test_a_stranger_learns_one_sentence_and_nothing_is_written(
    bot: Closed, answer: Json, data: st.DataObject
) -> None:
    before = bot.written
    update = data.draw(updates(answer))
    with_ids(bot, update)

    calls = bot.hands_over(update)

    assert len(sentences(calls)) <= 1
    assert bot.written == before


def with_ids(bot: Closed, update: Json) -> None:
    """Give queries an id that the API has asked for, so that an answer to them is taken."""
    if "callback_query" in update:
        query = update["callback_query"]
        query["id"] = bot.api.person_presses(query["message"], "", STRANGER, query["data"] or "x")
    if "inline_query" in update:
        update["inline_query"]["id"] = bot.api.person_types("?", user_id=STRANGER)
    bot.api.person_writes("?", STRANGER)  # so that the API knows the chat
    bot.api.taken()


@pytest.mark.parametrize("number", [OWNER + 10**9, 1, -OWNER, 2**52])
def test_numbers_that_only_look_like_the_owners_are_strangers(bot: Closed, number: int) -> None:
    person = {"id": number, "is_bot": False, "first_name": "Owner", "username": "owner"}
    message = {"message_id": 1, "date": 1, "chat": {"id": GROUP, "type": "supergroup"}}
    sent: Json = {**message, "from": person, "text": f"@{BOT_NAME} {QUESTION}"}
    sent["entities"] = [{"type": "mention", "offset": 0, "length": len(BOT_NAME) + 1}]

    assert bot.hands_over({"update_id": 1, "message": sent}) == []


def test_whoever_writes_as_the_group_decides_nothing_there(bot: Closed) -> None:
    before = bot.written
    stand_in: dict[str, Any] = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    chat = {"id": GROUP, "type": "supergroup", "title": "X"}
    for text in ("/allow", f"/revoke {OWNER}", "/invite"):
        sent = {"message_id": 1, "date": 1, "chat": chat, "sender_chat": chat, "from": stand_in}
        sent |= {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}
        assert bot.hands_over({"update_id": 1, "message": sent}) == []

    assert bot.written == before
