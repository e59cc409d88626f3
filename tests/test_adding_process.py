"""Adding from Telegram: the real program as a process, against the stand-in Bot API."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.wording import ENGLISH
from index.store.database import LOCK
from tests.bot_api import StandIn
from tests.bot_api_forwards import of_channel, of_hidden_user
from tests.bot_api_rules import Json
from tests.conftest import PORT_STRIKE
from tests.processes import Run, started
from tests.test_accession import HOSTILE

ADMIN = 7
STRANGER = 8

POST = (
    "The mayor of Lomé said that the ferry had sunk.\n\n"
    "The harbour master, Kofi Mensah, denied that the ferry had sunk."
)
UNDATED = PORT_STRIKE.partition("\n")[2].replace("Sète", "Brest")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("adding")
    with (
        StandIn() as api,
        started(api, folder / "log", SAIDWHO_OWNER=str(ADMIN), SAIDWHO_LOG_LEVEL="DEBUG") as bot,
    ):
        yield bot
        assert bot.stops() == 0
        assert api.token.split(":")[1] not in bot.output
        assert "Incident" not in bot.output


def replies(run: Run, message: Json) -> Json:
    return run.api.replies_to(message)


def edited(run: Run, message: Json, words: str) -> Json:
    def found() -> Json | None:
        now = run.api._current(message)
        return now if words in now["text"] else None

    return run.api.wait_for(lambda: found() or {})


def labels(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def test_a_file_offers_a_button_and_is_added_by_it(run: Run) -> None:
    sent = run.api.person_sends_file(PORT_STRIKE.encode(), "strike.txt")
    offer = replies(run, sent)

    assert "Title: Dockers walk out in Sète" in offer["text"]
    assert "Date: 9 May 2023" in offer["text"]
    assert "Outlet: Courrier du Port" in offer["text"]
    assert "Language: English" in offer["text"]
    assert "1 dispute" in offer["text"] or "0 disputes" in offer["text"]
    run.api.presses(offer, "Add to the library")
    edited(run, offer, "Added to the library.")
    answer = replies(run, run.api.writes("Who walked out over unpaid night shifts?", ADMIN))
    assert "The dockers of Sète" in answer["text"]


def test_a_date_that_is_missing_is_asked_for_and_never_made_up(run: Run) -> None:
    sent = run.api.person_sends_file(UNDATED.encode(), "brest.txt", caption="/add")
    asked = replies(run, sent)

    assert "Which day was it published?" in asked["text"]
    wrong = run.api.writes("last week", ADMIN, reply_to=asked)
    assert "cannot tell which day" in replies(run, wrong)["text"]
    right = run.api.writes("9 May 2023", ADMIN, reply_to=asked)
    added = replies(run, right)
    assert "Added to the library." in added["text"]
    assert "Date: 9 May 2023" in added["text"]


def test_a_forwarded_post_is_checked_and_a_button_adds_it_with_its_origin(run: Run) -> None:
    sent = run.api.person_forwards(POST, of_channel())
    checked = replies(run, sent)

    assert "Add to the library" in labels(checked)
    run.api.presses(checked, "Add to the library")
    added = run.api.replies_to(sent, 2)
    assert "Added to the library." in added["text"]
    assert "Outlet: Port News" in added["text"]
    assert "Date: 18 April 2022" in added["text"]
    assert "https://t.me/portnews/12" in added["text"]
    answer = replies(run, run.api.writes("Who denied that the ferry had sunk?", ADMIN))
    assert "Port News · 18 April 2022" in answer["text"]


def test_a_command_in_reply_to_a_post_adds_it(run: Run) -> None:
    text = "The minister of transport, Awa Traoré, said that the bridge at Kayes will open in June."
    sent = run.api.person_forwards(text, of_hidden_user())
    replies(run, sent)
    added = replies(run, run.api.writes("/add", ADMIN, reply_to=sent))

    assert "Added to the library." in added["text"]
    assert "Outlet: Somebody" in added["text"]
    again = replies(run, run.api.writes("/add", ADMIN, reply_to=sent))
    assert "stands in the library already" in again["text"]


def test_whoever_may_not_adds_nothing(run: Run) -> None:
    file = run.api.person_sends_file(b"date 2020-01-01\n\nNobody said so.", "no.txt", STRANGER)
    command = run.api.writes("/add The harbour was closed by the police.", STRANGER, STRANGER)
    post = run.api.person_forwards("The harbour was closed.", of_channel(), STRANGER)

    assert "text only" in replies(run, file)["text"]
    assert "Only my owner and admins" in replies(run, command)["text"]
    assert "Add to the library" not in labels(replies(run, post))


def test_the_day_may_be_said_after_a_restart(tmp_path: Path) -> None:
    owner = {"SAIDWHO_OWNER": str(ADMIN)}
    with StandIn() as api:
        with started(api, tmp_path / "first", **owner) as run:
            sent = api.person_sends_file(UNDATED.encode(), "brest.txt", caption="/add")
            asked = run.api.replies_to(sent)
            assert run.stops() == 0
        with started(api, tmp_path / "second", **owner) as run:
            said = run.api.writes("2023-05-09", ADMIN)
            assert "Date: 9 May 2023" in replies(run, said)["text"]
            run.api.wait_for(lambda: not labels(run.api._current(asked)))


def test_an_article_is_removed_by_its_name_after_a_question(run: Run) -> None:
    text = b"date 2021-03-04\ntitle: Gale over Dakar\n\nA gale broke three cranes in Dakar."
    added = replies(run, run.api.person_sends_file(text, "gale.txt", caption="/add"))
    assert "Added to the library." in added["text"]
    asked = replies(run, run.api.writes("/remove gale dakar", ADMIN))

    assert "Gale over Dakar" in asked["text"]
    run.api.presses(asked, "Keep")
    edited(run, asked, "Kept.")
    asked = replies(run, run.api.writes("/remove Gale over Dakar", ADMIN))
    run.api.presses(asked, "Remove")
    edited(run, asked, "Removed; quotes of it still verify.")
    assert "is called so" in replies(run, run.api.writes("/remove gale dakar", ADMIN))["text"]


def test_an_article_is_removed_in_reply_to_a_quote_of_it(run: Run) -> None:
    text = b"date 2021-03-05\ntitle: Flood in Thies\n\nA flood closed the market hall of Thies."
    replies(run, run.api.person_sends_file(text, "flood.txt", caption="/add"))
    answer = replies(run, run.api.writes("What closed the market hall of Thies?", ADMIN))
    assert "A flood closed" in answer["text"]
    asked = replies(run, run.api.writes("/remove 1", ADMIN, reply_to=answer))
    run.api.presses(asked, "Remove")
    edited(run, asked, "Removed;")

    again = replies(run, run.api.person_sends_file(text, "flood.txt", caption="/add"))
    assert "Added to the library." in again["text"]


def test_whoever_may_not_removes_nothing_by_no_button(run: Run) -> None:
    article = "date 2021-03-06\n\nA fire burnt down the old fish market of Cotonou."
    added = replies(run, run.api.person_sends_file(article.encode(), "fire.txt", caption="/add"))
    refused = replies(run, run.api.writes("/remove fire", STRANGER, STRANGER))
    assert "Only my owner and admins" in refused["text"]
    version = added["reply_markup"]["inline_keyboard"][0][0]["callback_data"].partition(":")[2]
    pressed = run.api.person_presses(refused_under(run), "", STRANGER, f"v:{version}")

    told = run.api.wait_for(
        lambda: [a for a in run.api.answered_callbacks if a["callback_query_id"] == pressed]
    )
    assert "Only my owner and admins" in told[0]["text"]


@pytest.mark.parametrize("name", ["bomb.zip", "deep.html", "many.jsonl", "half.pdf"])
def test_hostile_files_end_in_a_sentence(run: Run, name: str) -> None:
    sent = run.api.person_sends_file(HOSTILE[name], name, caption="/add")

    assert run.api.replies_to(sent, timeout=60)["text"].startswith("Nothing was added.")


def test_while_another_process_writes_one_sentence_says_so(run: Run) -> None:
    held = sqlite3.connect(run.log.parent / "data" / LOCK, isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    text = b"date 2021-03-07\n\nThe ferry of Conakry was sold to a company in Lagos."
    try:
        sent = run.api.person_sends_file(text, "ferry.txt", caption="/add")
        meanwhile = run.api.writes("Who walked out over unpaid night shifts?", 9, 9)
        assert "text" in replies(run, meanwhile)
        offer = replies(run, sent)
    finally:
        held.close()
    assert offer["text"].startswith(ENGLISH.library_busy)
    run.api.presses(offer, "Add to the library")
    edited(run, offer, "Added to the library.")


def test_a_post_in_a_group_is_added_by_an_admin_who_replies_to_it(run: Run) -> None:
    text = "The prefect of Thies said that the new market will open in May."
    post = run.api.person_forwards(text, of_channel(number=40), -60, STRANGER, "supergroup")
    added = replies(run, run.api.person_writes("/add", -60, ADMIN, "supergroup", post))

    assert "Added to the library." in added["text"]
    assert "https://t.me/portnews/40" in added["text"]


def refused_under(run: Run) -> Json:
    """A message of the bot in the stranger's chat, under which they may forge a button."""
    return replies(run, run.api.writes("/help", STRANGER, STRANGER))
