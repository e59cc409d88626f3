"""The real program as a process, against the stand-in Bot API over real HTTP."""

import csv
import io
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.wording import ENGLISH
from tests.bot_api import BOT_NAME, StandIn
from tests.bot_api_rules import Json
from tests.conftest import SEEDS
from tests.processes import Run, afresh, started

QUESTION = "What did Bamako receive on March 31?"
QUOTE = "On March 31, Bamako received two Russian combat helicopters"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """One bot for the tests that need no restart; its log may never hold the token."""
    log = tmp_path_factory.mktemp("bot") / "log"
    with StandIn() as api, started(api, log, afresh, SAIDWHO_LOG_LEVEL="DEBUG") as bot:
        yield bot
        assert bot.stops() == 0
        assert api.token.split(":")[1] not in bot.output


def test_a_question_is_answered_by_a_verbatim_quote_in_a_blockquote(run: Run) -> None:
    asked = run.api.writes(QUESTION, chat_id=1)

    reply = run.api.replies_to(asked)

    quote = next(e for e in reply["entities"] if e["type"] == "blockquote")
    shown = reply["sent_text"][quote["offset"] : quote["offset"] + quote["length"]]
    assert shown.startswith(QUOTE)
    assert shown in next(SEEDS.glob("*.txt")).read_text(encoding="utf-8")
    assert "18 April 2022 · paragraph 6" in reply["text"]


def test_typing_is_shown_before_the_answer(run: Run) -> None:
    asked = run.api.writes(QUESTION, chat_id=2)

    run.api.replies_to(asked)

    methods = [c.method for c in run.api.calls if c.parameters.get("chat_id") == "2"]
    assert methods == ["sendChatAction", "sendMessage"]


def test_commands_are_answered_and_announced(run: Run) -> None:
    start_reply = run.api.replies_to(run.api.writes("/start", chat_id=3))
    help_reply = run.api.replies_to(run.api.writes("/help", chat_id=3))
    sources = run.api.replies_to(run.api.writes("/sources", chat_id=3))
    asked = run.api.replies_to(run.api.writes(f"/ask {QUESTION}", chat_id=3))
    empty = run.api.replies_to(run.api.writes("/ask", chat_id=3))
    unknown = run.api.replies_to(run.api.writes("/nonsense", chat_id=3))

    assert "word for word" in start_reply["text"]
    assert "/sources" in help_reply["text"]
    assert "18 April 2022" in sources["text"]
    assert QUOTE in asked["text"]
    assert "Put your question behind the command" in empty["text"]
    assert unknown["text"] == help_reply["text"]


def test_filters_narrow_an_answer_and_the_list_of_sources(run: Run) -> None:
    inside = run.api.replies_to(run.api.writes(f"{QUESTION} since:2022-04", chat_id=3))
    outside = run.api.replies_to(run.api.writes(f"{QUESTION} avant:2022-04", chat_id=3))
    wrong = run.api.replies_to(run.api.writes(f"{QUESTION} since:2022-13", chat_id=3))
    listed = run.api.replies_to(run.api.writes("/sources helicopters since:2022", chat_id=3))
    unlisted = run.api.replies_to(run.api.writes("/sources zebra", chat_id=3))

    assert QUOTE in inside["text"]
    assert "No article fits “avant:2022-04”." in outside["text"]
    assert "“since:2022-13” cannot be read" in wrong["text"]
    assert "1 article, newest first" in listed["text"]
    assert unlisted["text"].startswith("No article fits “zebra”.")


def test_commands_and_descriptions_are_set_at_the_start(run: Run) -> None:
    run.api.replies_to(run.api.writes("/help", chat_id=3))

    commands = {command["command"] for command in run.api.commands["default", ""]}
    assert {"ask", "sources", "help"} <= commands
    assert run.api.descriptions["description", ""]
    assert run.api.descriptions["short_description", ""]


def test_a_follow_up_is_understood_by_what_was_asked_before(run: Run) -> None:
    run.api.replies_to(run.api.writes("Who delivered the helicopters to Mali?", chat_id=16))
    follow_up = run.api.writes("Who disputes it?", chat_id=16)

    reply = run.api.replies_to(follow_up)

    assert "has however denied this information" in reply["text"]


def test_people_of_a_group_do_not_follow_on_each_other(run: Run) -> None:
    def says(text: str, person: int) -> Json:
        asked = run.api.writes(f"@{BOT_NAME} {text}", -60, person, "supergroup")
        return run.api.replies_to(asked)

    alone = says("And when?", person=1)
    says(QUESTION, person=2)

    assert says("And when?", person=3)["text"] == alone["text"]


def test_silence_says_what_was_searched_and_shows_the_nearest(run: Run) -> None:
    reply = run.api.replies_to(run.api.writes("Which helicopters did Burkina Faso get?", chat_id=4))

    assert "“Burkina”, “Faso” do not occur in the articles." in reply["text"]
    assert "Searched 1 article of 18 April 2022" in reply["text"]
    assert "Not an answer, but nearest:" in reply["text"]


def test_in_groups_it_answers_commands_mentions_and_replies_alone(run: Run) -> None:
    def says(text: str, reply_to: Json | None = None) -> Json:
        return run.api.writes(text, chat_id=-50, chat_type="supergroup", reply_to=reply_to)

    says(QUESTION)  # not for the bot
    says("/ask@another_bot what?")
    mentioned = run.api.replies_to(says(f"@{BOT_NAME} {QUESTION}"))
    commanded = run.api.replies_to(says(f"/ask@{BOT_NAME} {QUESTION}"))
    replied = run.api.replies_to(says(QUESTION, reply_to=mentioned))

    assert all(QUOTE in reply["text"] for reply in (mentioned, commanded, replied))
    assert len([m for m in run.api.sent if m["chat"]["id"] == -50]) == 3


def test_buttons_show_the_context_and_further_quotes(run: Run) -> None:
    asked = run.api.writes("Who delivered the helicopters to Mali?", chat_id=5)
    answer = run.api.replies_to(asked)

    run.api.presses(answer, "In context 1")
    context = run.api.replies_to(answer)
    run.api.presses(answer, "More")
    more = run.api.replies_to(asked, 2)

    bold = next(e for e in context["entities"] if e["type"] == "bold")
    assert bold["length"] > 100
    assert "We are receiving this second batch" in context["text"]
    assert more["text"] not in answer["text"]


def test_disputes_show_both_sides(run: Run) -> None:
    page = run.api.replies_to(run.api.writes("/disputes", chat_id=21))

    assert page["text"].startswith("1 dispute\n\nSays: Africa Intelligence\n")
    assert "Denied by a communication officer at the Ministry of Defence in Bamako" in page["text"]
    assert "has however denied this information" in page["text"]


def test_a_timeline_is_a_message_and_a_picture(run: Run) -> None:
    asked = run.api.writes("/timeline helicopters", chat_id=22)

    page = run.api.replies_to(asked)
    picture = run.api.replies_to(asked, 2)

    assert "31 March 2022\nOn March 31, Bamako received" in page["text"]
    assert run.api.files[picture["photo"][0]["file_id"]].startswith(b"\x89PNG")
    assert picture["photo"][0]["width"] == 1080


def test_everything_that_somebody_says_is_listed(run: Run) -> None:
    page = run.api.replies_to(run.api.writes("/who Africa Intelligence", chat_id=23))
    nobody = run.api.replies_to(run.api.writes("/who Quixote", chat_id=23))
    missing = run.api.replies_to(run.api.writes("/who", chat_id=23))

    assert "who is behind the order" in page["text"]
    assert "quote nobody" in nobody["text"]
    assert "Put a name behind the command" in missing["text"]


def test_the_ledger_comes_as_a_file(run: Run) -> None:
    sent = run.api.replies_to(run.api.writes("/export csv", chat_id=24))

    written = run.api.files[sent["document"]["file_id"]].decode()
    (article,) = SEEDS.glob("*.txt")
    text = article.read_text(encoding="utf-8")
    assert sent["document"]["file_name"] == "saidwho-ledger.csv"
    rows = list(csv.DictReader(io.StringIO(written)))
    assert any(row["dispute"] == "denies" for row in rows)
    assert all(text[int(r["start"]) : int(r["end"])] == r["text"].lstrip("'") for r in rows)


def test_buttons_show_who_disputes_a_quote_and_what_else_its_source_says(run: Run) -> None:
    asked = run.api.writes("Who is behind the order?", chat_id=25)
    answer = run.api.replies_to(asked)
    labels = [b["text"] for row in answer["reply_markup"]["inline_keyboard"] for b in row]

    run.api.presses(answer, next(label for label in labels if label.startswith("Who disputes")))
    denial = run.api.replies_to(answer)
    run.api.presses(answer, next(label for label in labels if label.startswith("Who says")))
    also = run.api.replies_to(answer, 2)

    assert denial["text"].startswith("Denied by a communication officer")
    assert also["text"].startswith("Africa Intelligence – ")


def test_a_french_speaker_is_answered_in_french(run: Run) -> None:
    shown = run.api.replies_to(run.api.writes("/help", chat_id=26, language_code="fr"))
    asked = run.api.writes("Qui a commandé les hélicoptères ?", chat_id=26, language_code="fr")

    answer = run.api.replies_to(asked)

    assert "mot pour mot" in shown["text"]
    assert "Qui le dit : " in answer["text"]
    assert "en anglais" in answer["text"]


def test_commands_and_descriptions_are_set_in_both_languages(run: Run) -> None:
    run.api.replies_to(run.api.writes("/help", chat_id=3))

    for language in ("", "fr"):
        commands = {command["command"] for command in run.api.commands["default", language]}
        assert commands == ENGLISH.commands.keys()
    french, english = (run.api.descriptions["description", code] for code in ("fr", ""))
    assert french.startswith("Demandez-moi")
    assert english.startswith("Ask me")


@pytest.mark.parametrize(
    "forged",
    [
        *("x", "c:zz:1:2", "m:0", "c:0000000000000000:1:9", "m:99999999"),
        *("d:0000000000000000:1:9", "w:0000000000000000:1:9", "T:99999999", "D:0"),
    ],
)
def test_forged_and_stale_buttons_get_a_polite_alert(run: Run, forged: str) -> None:
    answer = run.api.replies_to(run.api.writes(QUESTION, chat_id=6))

    query = run.api.presses(answer, "", data=forged)

    alert = run.api.waits_for(
        lambda: next((a for a in run.api.alerts if a["callback_query_id"] == query), None)
    )
    assert alert is not None
    assert alert["show_alert"] == "true"
    assert alert["text"]
    after = run.api.replies_to(run.api.writes("/help", chat_id=6))  # a chat goes in order
    sent = [m["message_id"] for m in run.api.sent if m["chat"]["id"] == 6]
    assert sent[-2:] == [answer["message_id"], after["message_id"]]


def test_a_question_deleted_meanwhile_is_answered_all_the_same(run: Run) -> None:
    run.api.writes("/help", chat_id=8)  # the chat stays known
    run.api.fault(method="sendChatAction", delay=0.4, chat_id=8)
    asked = run.api.writes(QUESTION, chat_id=8)
    run.api.deletes(asked)

    answer = run.api.waits_for(
        lambda: [m for m in run.api.sent if m["chat"]["id"] == 8 and QUOTE in m["text"]]
    )

    assert "reply_to_message" not in answer[0]


def test_pictures_get_a_word_that_it_reads_text(run: Run) -> None:
    reply = run.api.replies_to(run.api.writes("", chat_id=9, photo=True))

    assert "text only" in reply["text"]


@pytest.mark.parametrize(
    "hostile",
    ["😀" * 3000, "?" * 4096, "\u202e\u200b\u0301", "<b>&lt;</b> [x](http://y) `'\"\\", "/ask@ x"],
)
def test_hostile_messages_are_answered_in_words(run: Run, hostile: str) -> None:
    reply = run.api.replies_to(run.api.writes("q " + hostile, chat_id=10))

    assert "incident" not in reply["text"]


def test_chats_go_side_by_side_and_one_chat_in_order(run: Run) -> None:
    run.api.fault(method="sendMessage", delay=2.0, chat_id=11)
    slow = [run.api.writes(QUESTION, chat_id=11) for _ in range(3)]
    quick = run.api.writes(QUESTION, chat_id=12)

    run.api.replies_to(quick)
    waiting = [m for m in run.api.sent if m["chat"]["id"] == 11]
    replies = [run.api.replies_to(message)["message_id"] for message in slow]

    assert waiting == []
    assert replies == sorted(replies)


def test_429_5xx_and_broken_connections_are_tried_again(run: Run) -> None:
    run.api.fault(method="sendMessage", status=429, retry_after=1, chat_id=13)
    run.api.fault(method="sendMessage", status=502, chat_id=13)
    run.api.fault(method="sendMessage", drop=True, chat_id=13)
    run.api.fault(method="getUpdates", status=502)

    reply = run.api.replies_to(run.api.writes(QUESTION, chat_id=13))

    assert QUOTE in reply["text"]
    sent = [
        c for c in run.api.calls if c.method == "sendMessage" and c.parameters["chat_id"] == "13"
    ]
    assert [c.status for c in sent] == [429, 502, 0, 200]


def test_someone_who_blocked_the_bot_stops_nobody_else(run: Run) -> None:
    run.api.fault(method="sendMessage", status=403, chat_id=14)
    run.api.writes(QUESTION, chat_id=14)

    reply = run.api.replies_to(run.api.writes(QUESTION, chat_id=15))

    assert QUOTE in reply["text"]


def test_a_fault_is_told_with_an_incident_that_stands_in_the_log(run: Run) -> None:
    run.api.fault(method="sendMessage", status=400, chat_id=17)

    reply = run.api.replies_to(run.api.writes(QUESTION, chat_id=17))

    incident = re.search(r"incident ([0-9a-f]{8})\.", reply["text"])
    assert incident is not None
    assert f"Incident {incident[1]}\nTraceback" in run.output


@pytest.mark.parametrize("stopping", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_at_once_when_nothing_is_asked(tmp_path: Path, stopping: signal.Signals) -> None:
    with StandIn() as api, started(api, tmp_path / "log") as run:
        api.replies_to(api.writes("/help"))

        assert run.stops(stopping) == 0
        assert "Traceback" not in run.output


def test_sigterm_in_the_middle_of_an_answer_finishes_it(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log") as run:
        api.fault(method="sendChatAction", delay=1.0)
        asked = api.writes(QUESTION)
        api.waits_for(lambda: any(c.method == "sendChatAction" for c in api.calls))

        status = run.stops()

        assert status == 0
        assert QUOTE in api.replies_to(asked)["text"]


def test_sigterm_while_telegram_asks_to_wait_loses_no_answer(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log") as run:
        api.fault(method="sendMessage", status=429, retry_after=1)
        asked = api.writes(QUESTION)
        api.waits_for(lambda: any(c.status == 429 for c in api.calls))

        status = run.stops()

        assert status == 0
        assert QUOTE in api.replies_to(asked)["text"]


def test_what_waits_at_sigterm_is_answered_before_or_after_the_restart_and_once(
    tmp_path: Path,
) -> None:
    with StandIn() as api:
        with started(api, tmp_path / "first") as run:
            api.fault(method="sendMessage", delay=0.5)
            asked = [api.writes(f"{QUESTION} {number}") for number in range(5)]
            api.waits_for(lambda: any(c.method == "sendMessage" for c in api.calls))
            assert run.stops() == 0
        asked.append(api.writes(QUESTION))
        with started(api, tmp_path / "second") as run:
            api.replies_to(asked[-1])
            assert run.stops() == 0

        replied = [m["reply_to_message"]["message_id"] for m in api.sent]
        assert replied == [message["message_id"] for message in asked]


def test_an_api_that_is_down_at_the_start_is_waited_for(tmp_path: Path) -> None:
    with StandIn() as api:
        for _ in range(2):
            api.fault(method="getMe", status=502)
        with started(api, tmp_path / "log") as run:
            reply = api.replies_to(api.writes(QUESTION))

            assert QUOTE in reply["text"]
            assert run.output.count("Telegram does not answer, trying again") == 2
            assert "Traceback" not in run.output
            assert run.stops() == 0


def test_sigterm_ends_the_wait_for_an_api_that_is_down(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9/bot"
    with StandIn() as api, started(api, tmp_path / "log", SAIDWHO_API_URL=nowhere) as run:
        api.waits_for(lambda: "Telegram does not answer" in run.output)

        assert run.stops() == 0
        assert "Traceback" not in run.output


def test_a_refused_token_ends_it_with_one_sentence(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log", SAIDWHO_TOKEN="1:wrong-secret") as run:
        assert run.process.wait(20) == 2
        assert "Telegram refuses the token" in run.output
        assert "wrong-secret" not in run.output
        assert "Traceback" not in run.output


def test_a_token_revoked_while_it_runs_ends_it_with_one_sentence(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log") as run:
        api.replies_to(api.writes("/help"))
        secret = api.token.split(":")[1]
        api.token = "1:another"

        assert run.process.wait(20) == 2
        assert "Telegram refuses the token" in run.output
        assert secret not in run.output
        assert "Traceback" not in run.output


def test_a_missing_token_is_told_in_two_sentences(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log", afresh, SAIDWHO_TOKEN="") as run:
        assert run.process.wait(20) == 2
        assert "@BotFather" in run.output
        assert "saidwho chat" in run.output
        assert run.output.count("\n") == 1


def test_a_closed_bot_answers_its_owner_in_every_chat_and_a_stranger_with_their_number(
    tmp_path: Path,
) -> None:
    with StandIn() as api, started(api, tmp_path / "log", SAIDWHO_OPEN="") as run:
        turned_away = api.writes(QUESTION, chat_id=8, user_id=8)
        api.writes(f"@{BOT_NAME} {QUESTION}", -60, 8, "supergroup")
        in_group = api.writes(f"@{BOT_NAME} {QUESTION}", -60, 7, "supergroup")

        assert QUOTE in api.replies_to(in_group)["text"]
        assert QUOTE in api.replies_to(api.writes(QUESTION, 7, 7))["text"]
        told = [c.parameters["text"] for c in api.calls if c.parameters.get("chat_id") == "8"]
        assert told == [ENGLISH.not_for_you.format(number="8")]
        assert turned_away
        sent = [c for c in api.calls if c.method == "sendMessage"]
        assert len([c for c in sent if c.parameters["chat_id"] == "-60"]) == 1
        assert "SAIDWHO_OWNER" not in run.output


def test_a_bot_without_an_owner_says_at_its_start_how_to_name_one(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log", SAIDWHO_OPEN="", SAIDWHO_OWNER="") as run:
        api.writes(QUESTION, chat_id=8, user_id=8)
        api.waits_for(lambda: any(c.parameters.get("chat_id") == "8" for c in api.calls))

        assert "SAIDWHO_OWNER is not set" in run.output


def test_a_stranger_is_let_in_by_a_code_once_and_put_out_again(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log", SAIDWHO_OPEN="") as run:
        invited = api.replies_to(api.writes("/invite", 7, 7))["text"]
        code = re.search(rf"https://t.me/{BOT_NAME}\?start=(\w+)", invited)
        assert code is not None
        api.writes(f"/start {code[1]}", chat_id=8, user_id=8)
        api.waits_for(lambda: [m for m in api.sent if m["chat"]["id"] == 8])
        assert QUOTE in api.replies_to(api.writes(QUESTION, 8, 8))["text"]
        refused = api.replies_to(api.writes("/invite", 8, 8))
        members = api.replies_to(api.writes("/members", 7, 7))
        late = api.writes(f"/start {code[1]}", chat_id=9, user_id=9)
        told = api.waits_for(lambda: [m for m in api.sent if m["chat"]["id"] == 9])
        api.replies_to(api.writes("/revoke 8", 7, 7))
        api.writes(QUESTION, 8, 8)
        gone = api.waits_for(lambda: [m for m in api.sent if m["chat"]["id"] == 8][3:])

        assert refused["text"] == ENGLISH.only_admins
        assert "owner: 7\nmember: 8 – Aminata" in members["text"]
        assert late
        assert [m["text"] for m in (*told, *gone)] == [
            ENGLISH.not_for_you.format(number=number) for number in ("9", "8")
        ]
        assert code[1] not in run.output


def test_a_group_is_allowed_by_the_owner_and_stays_so_after_a_restart(tmp_path: Path) -> None:
    asked = f"@{BOT_NAME} {QUESTION}"
    with StandIn() as api:
        with started(api, tmp_path / "log", SAIDWHO_OPEN=""):
            api.writes("/allow", -60, 8, "supergroup")
            api.replies_to(api.writes("/allow", -60, 7, "supergroup"))
        with started(api, tmp_path / "log", SAIDWHO_OPEN=""):
            answer = api.replies_to(api.writes(asked, -60, 8, "supergroup"))

        assert QUOTE in answer["text"]
        assert len([m for m in api.sent if m["chat"]["id"] == -60]) == 2
