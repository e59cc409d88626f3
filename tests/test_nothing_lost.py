"""Killed, cut off, refused: the real program answers each question once, and says nothing twice."""

import signal
from pathlib import Path

import pytest

from tests.bot_api import BOT_NAME, StandIn
from tests.bot_api_rules import Json
from tests.processes import started

QUESTION = "What did Bamako receive on March 31?"
QUOTE = "On March 31, Bamako received two Russian combat helicopters"
GROUP = -70


def answers(api: StandIn, chat: int = 7) -> list[Json]:
    return [m for m in api.sent if m["chat"]["id"] == chat]


def settled(api: StandIn, chat: int = 7, person: int = 7) -> list[Json]:
    """What was sent to the chat, once a further question there has its answer."""
    api.replies_to(api.writes("/help", chat, person))
    return answers(api, chat)[:-1]


def test_killed_while_it_looks_for_the_answer_it_answers_after_the_restart_once(
    tmp_path: Path,
) -> None:
    with StandIn() as api:
        with started(api, tmp_path / "first") as run:
            api.fault(method="sendChatAction", delay=2.0)
            asked = [api.writes(f"{QUESTION} {number}") for number in range(3)]
            api.waits_for(lambda: any(c.method == "sendChatAction" for c in api.calls))
            run.dies()
        with started(api, tmp_path / "second"):
            replies = [api.replies_to(message) for message in asked]

            assert all(QUOTE in reply["text"] for reply in replies)
            assert [m["message_id"] for m in settled(api)] == [r["message_id"] for r in replies]


def test_killed_in_the_middle_an_edited_question_and_a_guest_are_answered_too_and_once(
    tmp_path: Path,
) -> None:
    with StandIn() as api:
        with started(api, tmp_path / "first") as run:
            asked = api.writes("Which zeppelins did Bamako receive?")
            former = api.replies_to(asked)
            api.late_next("answerGuestQuery", 5.0)
            answered = api.person_calls_guest(f"@{BOT_NAME} {QUESTION}")
            api.waits_for(lambda: api.guest_answers)
            api.fault(method="sendChatAction", delay=2.0)
            api.person_edits(asked, QUESTION)
            api.waits_for(lambda: [c for c in api.calls if c.method == "sendChatAction"][1:])
            run.dies()
        waiting = api.person_calls_guest(f"@{BOT_NAME} {QUESTION}")
        with started(api, tmp_path / "second"):
            api.waits_for(lambda: waiting in api.guest_answers)
            assert len(settled(api)) == 1
            (answer,) = (m for m in api.sent if m["message_id"] == former["message_id"])
            assert QUOTE in answer["text"]
            assert api.guest_answers.keys() == {answered, waiting}


def test_killed_after_the_answer_arrived_and_before_that_was_told_it_is_not_sent_again(
    tmp_path: Path,
) -> None:
    with StandIn() as api:
        with started(api, tmp_path / "first") as run:
            api.late_next("sendMessage", 5.0)
            asked = api.writes(QUESTION)
            api.replies_to(asked)
            run.dies()
        with started(api, tmp_path / "second"):
            assert len(settled(api)) == 1


def test_of_several_messages_only_what_is_missing_is_sent_after_a_kill(tmp_path: Path) -> None:
    with StandIn() as api:
        with started(api, tmp_path / "first") as run:
            asked = api.writes("/timeline helicopters")
            api.fail_next("sendPhoto", error_code=502, times=9)
            api.waits_for(lambda: any(c.method == "sendPhoto" for c in api.calls))
            run.dies()
        api.forgives()
        with started(api, tmp_path / "second"):
            assert api.replies_to(asked, 2)["photo"]
            assert len(settled(api)) == 2


def test_a_follow_up_that_waited_when_it_was_killed_still_follows_on(tmp_path: Path) -> None:
    with StandIn() as api:
        with started(api, tmp_path / "first") as run:
            api.replies_to(api.writes("Who delivered the helicopters to Mali?"))
            api.drop_next("sendMessage", times=5)
            follow_up = api.writes("Who disputes it?")
            api.waits_for(lambda: [c for c in api.calls if c.status == 0])
            run.dies()
        api.forgives()
        with started(api, tmp_path / "second"):
            assert "has however denied" in api.replies_to(follow_up)["text"]
            assert len(settled(api)) == 2


def test_updates_that_are_delivered_again_are_not_answered_again(tmp_path: Path) -> None:
    with StandIn() as api:
        with started(api, tmp_path / "first") as run:
            api.replies_to(api.writes(QUESTION))
            api.delivers_again()
            assert len(settled(api)) == 1
            assert run.stops() == 0
        api.delivers_again()
        with started(api, tmp_path / "second"):
            assert len(settled(api)) == 2  # the answer, and the help that settled it before


def test_of_a_question_nothing_is_kept_on_disk_once_it_is_answered(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log") as run:
        api.replies_to(api.writes("Did the xylophone tuner of Bamako receive helicopters?"))

        assert run.stops() == 0
        kept = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
        assert any("journal" in path.name for path in kept)
        assert all(b"xylophone" not in path.read_bytes() for path in kept)


def test_a_message_whose_acceptance_was_not_told_is_not_sent_twice(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log"):
        for chat in (7, 8):
            api.writes("/help", chat, chat)
            api.drop_next("sendMessage", chat_id=chat, done=True)
        for chat in (7, 8):
            api.replies_to(api.writes(QUESTION, chat, chat))
            assert len(settled(api, chat, chat)) == 2


def test_a_chat_that_has_to_wait_long_holds_up_no_other_and_no_stop(tmp_path: Path) -> None:
    with StandIn() as api:
        with started(api, tmp_path / "first") as run:
            api.fail_next("sendMessage", retry_after=3600, chat_id=7)
            api.writes(QUESTION, 7)
            api.replies_to(api.writes(QUESTION, 8, 8))
            api.waits_for(lambda: any(c.status == 429 for c in api.calls))

            assert run.stops() == 0
            assert answers(api) == []
        with started(api, tmp_path / "second"):
            api.replies_to(api.writes(QUESTION, 8, 8))
            assert answers(api) == []  # Telegram's hour is not over


def test_sigterm_ends_the_tries_of_an_api_that_is_down_and_the_answer_comes_later(
    tmp_path: Path,
) -> None:
    with StandIn() as api:
        with started(api, tmp_path / "first") as run:
            api.fail_next("sendMessage", error_code=502, times=99)
            asked = api.writes(QUESTION)
            api.waits_for(lambda: any(c.status == 502 for c in api.calls))

            assert run.stops() == 0
        api.forgives()
        with started(api, tmp_path / "second"):
            assert QUOTE in api.replies_to(asked)["text"]


def test_a_group_that_became_a_supergroup_gets_its_answer_there_and_it_is_remembered(
    tmp_path: Path,
) -> None:
    with StandIn() as api:
        with started(api, tmp_path / "first") as run:
            api.fault(method="sendChatAction", delay=0.5)
            api.writes(f"@{BOT_NAME} {QUESTION}", GROUP, chat_type="group")
            api.group_becomes_supergroup(GROUP, -1007)
            api.waits_for(lambda: answers(api, -1007))
            assert run.stops() == 0
        calls = len(api.calls)
        with started(api, tmp_path / "second"):
            api.writes(f"@{BOT_NAME} {QUESTION} Now?", GROUP, chat_type="group")
            api.waits_for(lambda: len(answers(api, -1007)) == 2)

        assert all("reply_to_message" not in answer for answer in answers(api, -1007))
        later = [c for c in api.calls[calls:] if c.method == "sendMessage"]
        assert {c.parameters["chat_id"] for c in later} == {"-1007"}


def test_an_answer_whose_topic_is_gone_goes_into_the_group(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log"):
        api.fault(method="sendChatAction", delay=0.5)
        asked = api.person_writes(f"/ask {QUESTION}", GROUP, 7, "supergroup", thread_id=3)
        api.thread_is_deleted(GROUP, 3)
        api.deletes(asked)

        (answer,) = api.waits_for(lambda: answers(api, GROUP))

        assert "message_thread_id" not in answer


@pytest.mark.parametrize("words", ["chat not found", "not enough rights to send text messages"])
def test_where_the_bot_may_not_write_nobody_is_troubled(tmp_path: Path, words: str) -> None:
    with StandIn() as api, started(api, tmp_path / "log") as run:
        told = f"Bad Request: {words}"
        api.fail_next("sendMessage", error_code=400, description=told, times=9, chat_id=7)
        api.writes(QUESTION, 7)
        api.replies_to(api.writes(QUESTION, 8, 8))

        api.waits_for(lambda: "may not write there" in run.output)
        assert "Incident" not in run.output
        assert len([c for c in api.calls if c.status == 400]) == 1


def test_what_a_killed_process_had_claimed_is_answered_by_another_one_over_the_same_journal(
    tmp_path: Path,
) -> None:
    with StandIn() as api, started(api, tmp_path / "first") as first:
        api.fault(method="sendChatAction", delay=3.0)
        asked = api.writes(QUESTION)
        api.waits_for(lambda: any(c.method == "sendChatAction" for c in api.calls))
        with started(api, tmp_path / "second"):
            api.waits_for(lambda: [c for c in api.calls if c.method == "getMe"][1:])
            first.process.send_signal(signal.SIGKILL)

            assert QUOTE in api.replies_to(asked)["text"]
            assert len(settled(api)) == 1
