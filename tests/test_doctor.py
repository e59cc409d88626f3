from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.doctor import findings
from bot.settings import Settings
from index.library import Library
from tests.conftest import SEEDS

TOKEN = "123456:secret-of-the-bot"
OWNER = 7


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the Bot API answers, by method; `error` is raised, `status` and `date` go with all."""
    answers: dict[str, Any] = {
        "getMe": {"username": "saidwho_bot", "supports_inline_queries": True},
        "getWebhookInfo": {"url": ""},
        "getChat": {"id": OWNER, "type": "private"},
        "status": 200,
        "date": datetime.now(UTC),
    }

    def answer(request: httpx.Request) -> httpx.Response:
        if error := answers.get("error"):
            raise error
        found = answers[request.url.path.rpartition("/")[2]]
        status = answers["status"] if found is not None else 400
        given = {"ok": True, "result": found} if status == 200 else {"ok": False}
        date = format_datetime(answers["date"], usegmt=True)
        return httpx.Response(status, json=given, headers={"Date": date})

    client = httpx.Client
    monkeypatch.setattr(httpx, "Client", lambda **_: client(transport=httpx.MockTransport(answer)))
    return answers


def states(tmp_path: Path, token: str | None = TOKEN, **given: Any) -> dict[str, str]:
    """What is told of each thing, last, by its name."""
    secret = SecretStr(token) if token else None
    settings = Settings.model_construct(**{"token": secret, "owner": OWNER, **given})
    told = list(findings(settings, tmp_path / "data", SEEDS, tmp_path / ".env"))
    assert all("secret" not in str(one) for one in told)
    return {one.about: f"{one.state} {one.said} {one.advice}" for one in told}


@pytest.mark.usefixtures("api")
def test_where_all_is_well_nothing_is_wrong(tmp_path: Path) -> None:
    Library.open(tmp_path / "data", SEEDS)

    told = states(tmp_path)

    assert all(said.startswith("ok") for said in told.values()), told
    assert told.keys() >= {"token", "clock", "updates", "library", "data", "seeds", "disk"}
    assert "@saidwho_bot" in told["token"]
    assert "1 articles, sound" in told["library"]


@pytest.mark.parametrize(
    ("wrong", "about", "said"),
    [
        ({"status": 401}, "token", "wrong Telegram refuses it"),
        ({"status": 502}, "token", "wrong api.telegram.org answers with status 502"),
        ({"error": httpx.ConnectError(f"no {TOKEN}")}, "token", "cannot be reached (ConnectError)"),
        ({"error": httpx.ReadTimeout(f"no {TOKEN}")}, "token", "cannot be reached (ReadTimeout)"),
        ({"getWebhookInfo": {"url": "https://h.example/secret"}}, "updates", "set, at h.example:"),
        ({"date": datetime.now(UTC) - timedelta(hours=2)}, "clock", "ahead of"),
        ({"date": datetime.now(UTC) + timedelta(hours=2)}, "clock", "behind"),
        ({"getMe": {"supports_inline_queries": False}}, "inline mode", "/setinline"),
        ({"getMe": {"supports_guest_queries": False}}, "guest mode", "@BotFather"),
        ({"getChat": None}, "owner", "note nobody with the number 7 has written"),
        ({"getChat": {"type": "supergroup"}}, "owner", "wrong 7 is no person's number"),
        ({"getMe": {"can_read_all_group_messages": True}}, "groups", "/setprivacy"),
    ],
)
def test_what_telegram_says_is_told(
    api: dict[str, Any], tmp_path: Path, wrong: dict[str, Any], about: str, said: str
) -> None:
    api.update(wrong)

    assert said in states(tmp_path)[about]


@pytest.mark.parametrize("token", [None, "with a blank"])
def test_a_missing_or_impossible_token_is_told(tmp_path: Path, token: str | None) -> None:
    assert states(tmp_path, token)["token"].startswith("wrong")


@pytest.mark.usefixtures("api")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "ok 7 decides who may ask"),
        ({"owner": None}, "note SAIDWHO_OWNER is not set"),
        ({"owner": None, "open": True}, "note SAIDWHO_OPEN is true"),
        ({"open": True}, "note SAIDWHO_OPEN is true"),
    ],
)
def test_who_may_ask_is_told(tmp_path: Path, given: dict[str, Any], said: str) -> None:
    assert states(tmp_path, **given)["owner"].startswith(said)


@pytest.mark.usefixtures("api")
def test_what_others_may_read_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SAIDWHO_TOKEN=x")
    (tmp_path / ".env").chmod(0o644)
    (tmp_path / "data").mkdir(mode=0o755)

    told = states(tmp_path)

    assert "chmod 600 .env" in told["settings"]
    assert "chmod 700" in told["data"]
    assert told["library"].startswith("note none yet")


@pytest.mark.usefixtures("api")
def test_a_damaged_library_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    damaged = tmp_path / "data" / "library.sqlite3"
    damaged.write_bytes(b"no database" * 1000)

    assert "wrong it cannot be read" in states(tmp_path)["library"]
    assert damaged.read_bytes() == b"no database" * 1000


@pytest.mark.usefixtures("api")
@pytest.mark.parametrize("file", ["library.sqlite3", "articles.jsonl.gz"])
def test_bytes_that_are_others_are_told(tmp_path: Path, file: str) -> None:
    library = Library.open(tmp_path / "data", SEEDS)
    if file == "library.sqlite3":
        with library._kept.database.writing() as connection:
            connection.execute("UPDATE texts SET text = replace(text, 'Mali', 'Male')")
    else:
        path = tmp_path / "data" / file
        path.write_bytes(path.read_bytes()[:-40] + b"?" + path.read_bytes()[-39:])

    told = states(tmp_path)["library"]

    assert "wrong it is damaged" in told
    assert "saidwho reindex" in told


@pytest.mark.usefixtures("api")
def test_a_missing_index_is_built_by_the_next_start(tmp_path: Path) -> None:
    Library.open(tmp_path / "data", SEEDS)
    for segment in (tmp_path / "data" / "segments").iterdir():
        for path in segment.iterdir():
            path.unlink()

    assert states(tmp_path)["library"].startswith("note 1 articles")
