"""The faces of the bot beyond questions in a chat, in the real program as a process."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.wording import ENGLISH
from tests.bot_api import BOT_NAME, StandIn
from tests.bot_api_rules import Json
from tests.processes import Run, finished, started

TEXT = """title: The harbour is paid
outlet: The Harbour
url: https://example.org/paid
date: 2023-05-09

Sall spoke on Monday in Dakar.

“The harbour paid us in May,” the minister said. “We have the receipts,” he added.

The harbour denied that it paid the minister in May.

The trial begins in June.
"""
QUESTION = "What did the harbour pay?"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("faces")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "paid.txt").write_text(TEXT, encoding="utf-8")
    with StandIn() as api, started(api, folder / "log", **settings(folder)) as bot:
        yield bot
        assert bot.stops() == 0


def settings(folder: Path) -> dict[str, str]:
    """For a bot whose owner is somebody else than those who ask."""
    kept = {"SAIDWHO_SEEDS": str(folder / "seeds"), "SAIDWHO_DATA": str(folder / "data")}
    return {**kept, "SAIDWHO_OWNER": "1", "SAIDWHO_PER_PERSON": "0", "SAIDWHO_PER_CHAT": "0"}


def buttons(message: Json) -> dict[str, Json]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button for row in rows for button in row}


def pressed(run: Run, message: Json, label: str) -> Json:
    """The alert or the note with which the press of a button is answered."""
    number = run.api.person_presses(message, label, 7)
    return run.api.wait_for(
        lambda: next((a for a in run.api.alerts if a["callback_query_id"] == number), {})
    )


def current(run: Run, message: Json) -> Json:
    return next(
        m
        for m in run.api.messages
        if m["message_id"] == message["message_id"] and m["chat"] == message["chat"]
    )


def labelled(message: Json, label: str) -> Json:
    """The first button whose label begins so."""
    return next(b for text, b in buttons(message).items() if text.startswith(label))


def test_under_an_answer_are_its_source_a_copy_and_a_way_to_share_it(run: Run) -> None:
    answer = run.api.replies_to(run.api.writes(QUESTION, chat_id=1))

    url = labelled(answer, "Open source")["url"]
    copied = labelled(answer, "Copy quote")["copy_text"]["text"]
    shared = labelled(answer, "Share")["switch_inline_query"]
    assert url.startswith("https://example.org/paid#:~:text=")
    quote, _, line = copied.partition("\n")
    assert quote in TEXT
    assert line.endswith("The harbour is paid, The Harbour, 9 May 2023")
    assert len(copied) <= 256
    assert shared.startswith("q_")


def test_the_context_is_turned_like_pages_in_one_message(run: Run) -> None:
    answer = run.api.replies_to(run.api.writes(QUESTION, chat_id=2))
    run.api.presses(answer, labelled(answer, "In context")["text"])
    around = run.api.replies_to(answer)

    pressed(run, around, ENGLISH.paragraph_behind)
    turned = run.api.wait_for(lambda: [m for m in [current(run, around)] if "June" in m["text"]])[0]

    assert turned["text"] != around["text"]
    assert ENGLISH.paragraph_before in buttons(turned)


def test_the_tools_of_each_quote_are_a_tap_away(run: Run) -> None:
    answer = run.api.replies_to(run.api.writes("What about the minister?", chat_id=3))

    pressed(run, answer, "… 2")

    after = run.api.wait_for(
        lambda: [m for m in [current(run, answer)] if "Copy quote 2" in buttons(m)]
    )[0]
    assert "Copy quote 1" not in buttons(after)
    assert after["text"] == answer["text"]


def test_in_a_group_anyone_turns_pages_and_only_the_asker_rates(run: Run) -> None:
    def asked_by(person: int) -> Json:
        text = f"@{BOT_NAME} {QUESTION}"
        return run.api.replies_to(run.api.writes(text, -60, person, "supergroup"))

    own, others = asked_by(7), asked_by(8)

    helpful, wrong = (labelled(own, label)["text"] for label in ("Helpful", "Wrong"))
    assert pressed(run, own, helpful)["text"] == ENGLISH.rated_helpful
    refused = pressed(run, others, wrong)
    assert (refused["text"], refused["show_alert"]) == (ENGLISH.may_not_rate, "true")
    run.api.owners.add((-60, 7))
    assert pressed(run, others, wrong)["text"] == ENGLISH.rated_wrong
    run.api.presses(others, labelled(others, "In context")["text"])
    assert "paragraph" in run.api.replies_to(others)["text"]


@pytest.mark.parametrize("data", ["", "x" * 64, "h:1:2", "q:" + "0" * 16 + ":0:1", "c:::"])
def test_forged_data_is_answered_by_a_polite_alert(run: Run, data: str) -> None:
    answer = run.api.replies_to(run.api.writes(QUESTION, chat_id=4))
    number = run.api.person_presses(answer, labelled(answer, "Helpful")["text"], 7, data or "?")

    alert = run.api.wait_for(
        lambda: next((a for a in run.api.alerts if a["callback_query_id"] == number), {})
    )

    assert (alert["text"], alert["show_alert"]) == (ENGLISH.button_unknown, "true")


def test_buttons_work_after_a_restart(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "paid.txt").write_text(TEXT, encoding="utf-8")
    with StandIn() as api:
        with started(api, tmp_path / "log", **settings(tmp_path)):
            answer = api.replies_to(api.writes(QUESTION, chat_id=5))
        with started(api, tmp_path / "log2", **settings(tmp_path)) as run:
            shown: dict[str, Any] = pressed(run, answer, labelled(answer, "Helpful")["text"])
            run.api.presses(answer, labelled(answer, "In context")["text"])
            around = run.api.replies_to(answer)

            assert shown["text"] == ENGLISH.rated_helpful
            assert "paragraph" in around["text"]


def test_a_proof_is_a_file_that_is_checked_later_in_a_terminal(run: Run, tmp_path: Path) -> None:
    answer = run.api.replies_to(run.api.writes("What about the minister?", chat_id=6))
    run.api.presses(answer, labelled(answer, "Proof")["text"])
    by_button = run.api.replies_to(answer)
    asked = run.api.writes("/proof 1", chat_id=6, reply_to=answer)
    by_command = run.api.replies_to(asked)
    alone = run.api.replies_to(run.api.writes("/proof", chat_id=6))

    first, second = (run.api.files[sent["document"]["file_id"]] for sent in (by_button, by_command))
    assert first == second
    assert alone["text"] == ENGLISH.how_to_prove
    proof = json.loads(first)
    assert TEXT[proof["quote"]["start"] : proof["quote"]["end"]] == proof["quote"]["text"]
    assert by_button["document"]["file_name"].startswith("proof-paid-")
    sound, tampered, other = (tmp_path / f"{name}.json" for name in ("sound", "tampered", "other"))
    sound.write_bytes(first)
    tampered.write_bytes(first.replace(b"minister", b"director"))
    other.write_text("{}", encoding="utf-8")
    told = [verified(run, file) for file in (sound, tampered, other)]
    assert [status for status, _ in told] == [0, 1, 2]
    for (_, text), begins in zip(told, ("Proved: ", "Tampered: ", "saidwho: "), strict=True):
        assert text.startswith(begins)


def verified(run: Run, file: Path) -> tuple[int, str]:
    folder = run.log.parent
    where = ["--data", str(folder / "data"), "--seeds", str(folder / "seeds")]
    done = finished(["verify", str(file), *where], os.environ, folder=folder)
    return done.returncode, done.stdout or done.stderr
