"""The bot wherever people talk, in the real program as a process: inline, as a guest, quoted,
forwarded to, linked to, and edited."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.inline import PAUSE
from bot.wording import ENGLISH, FRENCH
from tests.bot_api import BOT_NAME, StandIn
from tests.bot_api_methods import key
from tests.bot_api_rules import Json, part
from tests.processes import Run, started
from tests.test_faces import QUESTION, TEXT, buttons, labelled, settings

CLAIM = "The harbour paid us in May"
DENIAL = "The harbour denied that it paid the minister in May."
CHANNEL: Json = {
    "type": "channel",
    "date": 1_650_000_000,
    "chat": {"id": -700, "type": "channel", "title": "News"},
    "message_id": 3,
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("everywhere")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "paid.txt").write_text(TEXT, encoding="utf-8")
    with StandIn() as api, started(api, folder / "log", **settings(folder)) as bot:
        yield bot
        assert bot.stops() == 0


def quoted(message: Json) -> list[str]:
    """What a message marks as quoted."""
    kinds = ("blockquote", "expandable_blockquote")
    return [part(message["text"], e) for e in message.get("entities", ()) if e["type"] in kinds]


def typed(run: Run, query: str, offset: str = "", user_id: int = 7, code: str = "en") -> Json:
    """The answer to what somebody types behind the bot's name."""
    number = run.api.person_types(query, offset, user_id, code)
    return run.api.wait_for(lambda: run.api.inline_answers.get(number, {}))


def called(run: Run, text: str, reply_to: Json | None = None) -> Json:
    """The message with which the bot answers as a guest."""
    number = run.api.person_calls_guest(text, reply_to)
    answer = run.api.wait_for(lambda: run.api.guest_answers.get(number, {}))
    return {**answer["message"], "reply_markup": answer.get("reply_markup", {})}


# Inline mode


def test_quotes_are_offered_in_any_chat_with_outlet_and_date(run: Run) -> None:
    answer = typed(run, QUESTION)

    assert (answer["is_personal"], answer["cache_time"]) == ("true", "30")
    first = answer["results"][0]
    assert first["title"].startswith("The Harbour · 9 May 2023")
    (quote, *_) = quoted(first["message"])
    assert quote in TEXT
    assert first["description"] == quote
    assert all(q in TEXT for result in answer["results"] for q in quoted(result["message"]))


def test_an_offered_quote_shows_who_disputes_it_and_leads_into_the_chat(run: Run) -> None:
    answer = typed(run, f"{CLAIM} the minister said")

    disputed = next(r for r in answer["results"] if DENIAL in quoted(r["message"])[1:])
    assert disputed["title"].endswith("disputed")
    link = labelled(disputed, "In context")["url"]
    assert link.startswith(f"https://t.me/{BOT_NAME}?start=q_")
    assert labelled(disputed, "Open source")["url"].startswith("https://example.org/paid#:~:text=")


def test_offered_quotes_are_paged(run: Run) -> None:
    query, offset, seen = "What about the minister, the harbour and the trial?", "", list[str]()
    for _ in range(10):
        answer = typed(run, query, offset)
        seen += [result["id"] for result in answer["results"]]
        offset = answer.get("next_offset", "")
        if not offset:
            break

    assert offset == ""
    assert len(set(seen)) == len(seen) >= 1


def test_an_empty_query_shows_how_to_ask(run: Run) -> None:
    english, french = typed(run, "  "), typed(run, "", code="fr")

    assert english["results"][0]["message"]["text"] == ENGLISH.how_inline
    assert english["button"]["start_parameter"] == "inline"
    assert french["button"]["text"] == FRENCH.how_inline_button


def test_what_nothing_answers_is_said_above_the_nearest_quotes(run: Run) -> None:
    answer = typed(run, "Which elephants did the harbour hide?")

    assert answer["button"]["text"] == ENGLISH.nothing_found
    for result in answer["results"]:
        assert result["message"]["text"].startswith(ENGLISH.nearest)


def test_a_newer_query_of_the_same_person_takes_the_place_of_the_older(run: Run) -> None:
    older = run.api.person_types("Who paid the", user_id=31)
    other = run.api.person_types(QUESTION, user_id=32)
    newer = run.api.person_types(QUESTION, user_id=31)

    run.api.wait_for(lambda: {newer, other} <= run.api.inline_answers.keys(), PAUSE + 10)
    assert older not in run.api.inline_answers


def test_a_shared_quote_is_found_by_its_name_alone(run: Run) -> None:
    answer = run.api.replies_to(run.api.writes(QUESTION, chat_id=41))
    shared = labelled(answer, "Share")["switch_inline_query"]

    (result,) = typed(run, shared)["results"]

    assert quoted(result["message"])[0] == quoted(answer)[0]
    assert typed(run, shared.replace("q_", "q_0")[:-1] + "9")["results"] is not None


@pytest.mark.parametrize("offset", ["-1", "x", "9" * 60, "٣"])
def test_a_forged_offset_gives_nothing(run: Run, offset: str) -> None:
    assert typed(run, QUESTION, offset)["results"] == []


# Guest mode


def test_named_where_it_is_a_guest_it_answers_a_question(run: Run) -> None:
    message = called(run, f"@{BOT_NAME} {QUESTION}")

    assert quoted(message)[0] in TEXT
    assert labelled(message, "In context")["url"].startswith(f"https://t.me/{BOT_NAME}?start=q_")


@pytest.mark.parametrize("asked", ["", "who disputes this?", "is that true?"])
def test_as_a_guest_it_looks_up_what_is_replied_to(run: Run, asked: str) -> None:
    message = called(run, f"@{BOT_NAME} {asked}", {"text": f"Heard it: {CLAIM.lower()}."})

    assert message["text"].startswith(ENGLISH.comes_nearest)
    assert DENIAL in quoted(message)


def test_as_a_guest_it_says_how_to_ask_it(run: Run) -> None:
    assert called(run, f"@{BOT_NAME}")["text"] == ENGLISH.how_as_guest


# Claims of others


def test_a_sentence_selected_with_a_quote_is_looked_up(run: Run) -> None:
    post = run.api.writes(
        f"Look at this. {CLAIM}. Rain tomorrow.", chat_id=-71, user_id=9, chat_type="supergroup"
    )
    selected = {"text": CLAIM, "position": 14, "is_manual": True}
    text = f"@{BOT_NAME} who disputes this?"
    asked = run.api.person_sends(
        {
            "text": text,
            "entities": [{"type": "mention", "offset": 0, "length": len(BOT_NAME) + 1}],
            "quote": selected,
        },
        *(-71, 7, "supergroup", post),
    )

    reply = run.api.replies_to(asked)

    assert reply["text"].startswith(ENGLISH.stands_there)
    assert DENIAL in quoted(reply)


def test_a_sentence_selected_in_an_answer_of_the_bot_is_looked_up(run: Run) -> None:
    answer = run.api.replies_to(run.api.writes(QUESTION, chat_id=42))
    selected = {"text": CLAIM, "position": 0, "is_manual": True}
    asked = run.api.person_sends(
        {"text": "who disputes this?", "quote": selected}, 42, reply_to=answer
    )

    assert DENIAL in quoted(run.api.replies_to(asked))


def test_a_forwarded_post_is_looked_up_at_once(run: Run) -> None:
    text = {"text": f"Breaking! {CLAIM}, it is said.", "forward_origin": CHANNEL}
    caption = {"caption": text["text"], "photo": [], "forward_origin": CHANNEL}
    unknown = {"text": "Ministers of Ruritania juggle elephants.", "forward_origin": CHANNEL}
    replies = [
        run.api.replies_to(run.api.person_sends(content, 43))
        for content in (text, caption, unknown)
    ]

    assert replies[0]["text"].startswith(ENGLISH.comes_nearest)
    assert DENIAL in quoted(replies[0])
    assert replies[1]["text"] == replies[0]["text"]
    assert replies[2]["text"] == ENGLISH.nothing_like_it


def test_a_reply_to_a_forwarded_post_asks_who_disputes_it(run: Run) -> None:
    post = run.api.person_sends({"text": f"{CLAIM}.", "forward_origin": CHANNEL}, 44)
    asked = run.api.writes("Who disputes this?", chat_id=44, reply_to=post)

    assert DENIAL in quoted(run.api.replies_to(asked))


@pytest.mark.parametrize("command", ["/ask", "/disputes"])
def test_a_command_alone_in_reply_to_a_message_is_about_that_message(
    run: Run, command: str
) -> None:
    post = run.api.writes(f"{CLAIM}.", -72, 9, "supergroup")
    asked = run.api.writes(f"{command}@{BOT_NAME}", -72, 7, "supergroup", post)

    assert DENIAL in quoted(run.api.replies_to(asked))


# Links


def test_a_link_leads_to_its_quote_with_all_its_buttons(run: Run) -> None:
    answer = run.api.replies_to(run.api.writes(QUESTION, chat_id=45))
    name = labelled(answer, "Share")["switch_inline_query"]

    card = run.api.replies_to(run.api.writes(f"/start {name}", chat_id=46))
    gone = run.api.replies_to(run.api.writes(f"/start q_{'0' * 16}_0_9", chat_id=46))
    other = run.api.replies_to(run.api.writes("/start inline", chat_id=46))

    assert quoted(card)[0] == quoted(answer)[0]
    assert {"In context", "Copy quote", "Share", "Proof"} <= buttons(card).keys()
    assert gone["text"] == ENGLISH.article_changed
    assert other["text"].startswith("Hello!")


# Edited questions


def edited(run: Run, question: Json, text: str, answer: Json) -> Json:
    """The answer once it is another one."""
    run.api.person_edits(question, text)
    return run.api.wait_for(
        lambda: next(
            (m for m in run.api.messages if _same(m, answer) and m["text"] != answer["text"]), {}
        )
    )


def _same(one: Json, other: Json) -> bool:
    return key(one) == key(other)


def test_an_edited_question_is_answered_anew_in_place(run: Run) -> None:
    asked = run.api.writes("When does the trial begin?", chat_id=47)
    answer = run.api.replies_to(asked)

    anew = edited(run, asked, QUESTION, answer)

    assert "June" in answer["text"]
    assert "The harbour" in anew["text"]
    assert len([m for m in run.api.messages if m["chat"]["id"] == 47]) == 1


def test_of_several_questions_the_answers_follow_their_edits(run: Run) -> None:
    asked = run.api.writes(f"When does the trial begin? {QUESTION}", chat_id=48)
    first, second = run.api.replies_to(asked), run.api.replies_to(asked, 2)

    edited(run, asked, "Where did Sall speak?", first)
    run.api.wait_for(lambda: not any(_same(m, second) for m in run.api.messages))

    assert len([m for m in run.api.messages if m["chat"]["id"] == 48]) == 1


def test_an_answer_that_is_gone_is_replaced_by_a_new_one(run: Run) -> None:
    asked = run.api.writes("When does the trial begin?", chat_id=49)
    run.api.deletes(run.api.replies_to(asked))

    run.api.person_edits(asked, QUESTION)

    assert "The harbour" in run.api.replies_to(asked)["text"]


def test_in_groups_only_what_is_meant_for_the_bot_is_answered_when_edited(run: Run) -> None:
    def says(text: str) -> Json:
        return run.api.writes(text, -73, 7, "supergroup")

    plain, timeline = says("hello"), says(f"/timeline@{BOT_NAME}")
    page = run.api.replies_to(timeline)
    run.api.person_edits(plain, "hello, all")
    run.api.person_edits(timeline, f"/timeline@{BOT_NAME} trial")
    commanded = says(f"/ask@{BOT_NAME} When does the trial begin?")
    answer = run.api.replies_to(commanded)
    anew = edited(run, commanded, f"/ask@{BOT_NAME} {QUESTION}", answer)

    assert "The harbour" in anew["text"]
    assert any(_same(m, page) and m["text"] == page["text"] for m in run.api.messages)


def test_an_edit_after_a_restart_still_finds_its_answer(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "paid.txt").write_text(TEXT, encoding="utf-8")
    with StandIn() as api:
        with started(api, tmp_path / "log", **settings(tmp_path)) as before:
            asked = api.writes("When does the trial begin?", chat_id=50)
            answer = api.replies_to(asked)
            assert before.stops() == 0
        with started(api, tmp_path / "log2", **settings(tmp_path)) as run:
            anew = edited(run, asked, QUESTION, answer)

            assert "The harbour" in anew["text"]


# Topics


def test_topics_of_a_forum_are_kept_apart(run: Run) -> None:
    def says(text: str, thread: int) -> Json:
        written = run.api.person_writes(
            f"@{BOT_NAME} {text}", -74, 7, "supergroup", thread_id=thread
        )
        return run.api.replies_to(written)

    first = says("When does the trial begin?", 11)
    alone = says("And when?", 12)
    following = says("And when?", 11)

    assert [m["message_thread_id"] for m in (first, alone, following)] == [11, 12, 11]
    assert alone["text"] != following["text"]
