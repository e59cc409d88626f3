"""Who may, in the real program as a process: strangers, members, groups, and how much of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.wording import ENGLISH
from tests.bot_api import BOT_NAME, StandIn
from tests.bot_api_rules import Json
from tests.processes import started
from tests.test_bot_process import QUESTION, QUOTE

OWNER, PERSON, GROUP = 7, 80, -60

CLOSED = {"SAIDWHO_OPEN": "", "SAIDWHO_OWNER": str(OWNER)}


def invited(api: StandIn, command: str = "/invite") -> str:
    said = api.replies_to(api.writes(command, OWNER, OWNER))["text"]
    found = re.search(r"\?start=(\w+)", said)
    assert found
    return found[1]


def said_to(api: StandIn, chat: int) -> list[str]:
    return [m["text"] for m in api.sent if m["chat"]["id"] == chat]


def kinds(api: StandIn, under: Json) -> dict[str, Callable[[], object]]:
    """What a person does, by kind of update."""
    edited = api.person_writes("?", GROUP, PERSON, "supergroup")
    return {
        "message": lambda: api.writes(QUESTION, PERSON, PERSON),
        "group": lambda: api.writes(f"@{BOT_NAME} {QUESTION}", GROUP, PERSON, "supergroup"),
        "edited": lambda: api.person_edits(edited, f"/ask {QUESTION}"),
        "inline": lambda: api.person_types(QUESTION, user_id=PERSON),
        "guest": lambda: api.person_calls_guest(f"@{BOT_NAME} {QUESTION}", user_id=PERSON),
        "button": lambda: api.person_presses(under, "In context", PERSON),
        "file": lambda: api.person_sends_file(b"The mayor left.", "a.txt", PERSON, PERSON),
    }


def test_what_a_person_gets_before_and_while_and_after_they_are_a_member(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log", **CLOSED) as run:
        under = api.replies_to(api.writes(f"/ask {QUESTION}", GROUP, OWNER, "supergroup"))
        done = kinds(api, under)

        def quotes_gained() -> int:
            """Each kind of update once, then the owner's in the same chats, answered in turn."""
            before, typed = len(api.calls), len(api.inline_answers)
            for do in done.values():
                do()
            api.replies_to(api.writes("/sources@" + BOT_NAME, GROUP, OWNER, "supergroup"))
            api.waits_for(lambda: len(api.inline_answers) > typed)
            return len([c for c in api.calls[before:] if QUOTE in str(c.parameters)])

        assert quotes_gained() == 0
        api.writes(f"/start {invited(api)}", PERSON, PERSON)
        api.waits_for(lambda: any("Welcome!" in text for text in said_to(api, PERSON)))
        quotes_gained()
        api.waits_for(lambda: [c for c in api.calls if QUOTE in str(c.parameters)][len(done) - 1 :])
        api.replies_to(api.writes(f"/revoke {PERSON}", OWNER, OWNER))
        assert quotes_gained() == 0

        assert not [c for c in api.calls if c.method == "getFile"]
        assert said_to(api, PERSON)[0] == ENGLISH.not_for_you.format(number=str(PERSON))
        assert "Traceback" not in run.output
        assert QUESTION not in run.output


def test_an_invitation_that_was_taken_back_lets_nobody_in(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log", **CLOSED):
        code = invited(api)
        taken_back = api.replies_to(api.writes(f"/revoke {code}", OWNER, OWNER))
        api.writes(f"/start {code}", PERSON, PERSON)
        told = api.waits_for(lambda: said_to(api, PERSON))

        assert taken_back["text"] == ENGLISH.invitation_withdrawn
        assert told == [ENGLISH.not_for_you.format(number=str(PERSON))]


def test_a_group_keeps_its_permission_when_it_becomes_a_supergroup(tmp_path: Path) -> None:
    asked = f"@{BOT_NAME} {QUESTION}"
    with StandIn() as api, started(api, tmp_path / "log", **CLOSED):
        api.replies_to(api.writes("/allow", -5, OWNER, "group"))
        assert QUOTE in api.replies_to(api.writes(asked, -5, PERSON, "group"))["text"]

        api.group_is_told_to_have_moved(-5, -1001234567890)

        reply = api.replies_to(api.writes(asked, -1001234567890, PERSON, "supergroup"))
        assert QUOTE in reply["text"]


@pytest.mark.parametrize("kind", ["private", "supergroup"])
def test_whoever_asks_too_much_is_told_when_to_try_again(tmp_path: Path, kind: str) -> None:
    limited = {"SAIDWHO_PER_PERSON": "3", "SAIDWHO_PER_CHAT": "3"}
    chat = PERSON if kind == "private" else GROUP
    with StandIn() as api, started(api, tmp_path / "log", **CLOSED, **limited) as run:
        api.writes(f"/start {invited(api)}", PERSON, PERSON)
        for _ in range(9):
            api.writes("/sources", chat, PERSON, kind)
        api.waits_for(lambda: [t for t in said_to(api, chat) if "try again" in t])
        api.replies_to(api.writes("/sources", chat, OWNER, kind))
        assert run.stops() == 0

        told = [text for text in said_to(api, chat) if "try again" in text]
        assert [bool(re.search(r"try again in \d+ s\.", text)) for text in told] == [True]
        assert len([text for text in said_to(api, chat) if "newest first" in text]) <= 4
