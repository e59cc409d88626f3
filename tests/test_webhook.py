"""The real program behind a webhook: posts, health, metrics, logs; several processes at once."""

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.bot_api import StandIn
from tests.bot_api_webhook import HEADER
from tests.processes import Run, started

QUESTION = "What did Bamako receive on March 31?"
QUOTE = "On March 31, Bamako received two Russian combat helicopters"
SECRET = "a-Secret_of-many-letters-0123456789"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def posted_to(port: int, **more: str) -> dict[str, str]:
    """Settings of a bot behind a webhook."""
    return {
        "SAIDWHO_WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "SAIDWHO_WEBHOOK_SECRET": SECRET,
        "SAIDWHO_WEBHOOK_PORT": str(port),
        **more,
    }


def metric(text: str, name: str) -> float:
    found = re.search(rf"^{name} (\S+)$", text, re.MULTILINE)
    assert found is not None, text
    return float(found[1])


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    return free_port(), free_port()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, ports: tuple[int, int]) -> Iterator[Run]:
    """One bot behind a webhook; its log may hold no secret and nothing that people write."""
    log = tmp_path_factory.mktemp("webhook") / "log"
    more = {"SAIDWHO_METRICS_PORT": str(ports[1]), "SAIDWHO_LOG_FORMAT": "json"}
    settings = posted_to(ports[0], SAIDWHO_LOG_LEVEL="DEBUG", **more)
    with StandIn() as api, started(api, log, **settings) as bot:
        api.waits_for(lambda: api.webhook)
        yield bot
        path = api.webhook["url"].rpartition("/")[2]
        assert bot.stops() == 0
        for hidden in (api.token.split(":")[1], SECRET, path, "Bamako", "xylophone"):
            assert hidden not in bot.output
        assert all(json.loads(line)["message"] for line in bot.output.splitlines())
        assert api.webhook, "other processes may still be behind it"


def test_telegram_is_told_a_path_that_nobody_can_guess_and_the_secret(run: Run) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[0-9a-f]{40}", run.api.webhook["url"])
    assert run.api.webhook["secret_token"] == SECRET
    assert "message" in run.api.webhook["allowed_updates"]


def test_what_is_posted_is_answered(run: Run) -> None:
    assert QUOTE in run.api.replies_to(run.api.writes(QUESTION, 31, 31))["text"]


def test_a_post_that_comes_twice_is_answered_once(run: Run) -> None:
    asked = run.api.writes(QUESTION, 32, 32)
    run.api.replies_to(asked)
    run.api.delivers_again()
    run.api.replies_to(run.api.writes("/help", 32, 32))

    assert len([m for m in run.api.sent if m["chat"]["id"] == 32]) == 2


@pytest.mark.parametrize("given", [None, "", SECRET + "x", SECRET.lower(), "é"])
def test_a_post_without_the_secret_is_refused(run: Run, given: str | None) -> None:
    body = {"update_id": 1, "message": {"text": "xylophone"}}
    headers = {} if given is None else {HEADER.encode(): given.encode()}

    answer = httpx.post(run.api.webhook["url"], json=body, headers=headers)

    assert answer.status_code == 403
    assert "xylophone" not in answer.text


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"xylophone", 400), (b"[]", 400), (b"{}", 400), (b"[" * 100_000, 400), (b"\xff", 400)],
    ids=["text", "list", "empty", "deep", "bytes"],
)
def test_what_is_no_update_is_refused(run: Run, content: bytes, status: int) -> None:
    answer = httpx.post(run.api.webhook["url"], content=content, headers={HEADER: SECRET})

    assert answer.status_code == status


def test_a_body_that_is_too_large_is_not_read(run: Run) -> None:
    with pytest.raises(httpx.HTTPError):
        httpx.post(
            run.api.webhook["url"], content=b"x" * 2_000_000, headers={HEADER: SECRET}
        ).raise_for_status()


def test_there_is_nothing_else_to_be_had(run: Run, ports: tuple[int, int]) -> None:
    for path in ("/", "/metrics", "/x", "/healthz/x", "/..%2fhealthz"):
        assert httpx.get(f"http://127.0.0.1:{ports[0]}{path}").status_code == 404
    assert httpx.get(run.api.webhook["url"], headers={HEADER: SECRET}).status_code == 405


def test_it_says_that_it_is_well(run: Run, ports: tuple[int, int]) -> None:
    run.api.replies_to(run.api.writes("/help", 33, 33))

    for port in ports:
        answer = httpx.get(f"http://127.0.0.1:{port}/healthz")
        assert (answer.status_code, answer.text) == (200, "ok\n")


def test_questions_answers_and_silence_are_counted(run: Run, ports: tuple[int, int]) -> None:
    def read() -> dict[str, float]:
        text = httpx.get(f"http://127.0.0.1:{ports[1]}/metrics").text
        names = ("questions_total", "answered_total", "refused_total", "answer_seconds_count")
        return {name: metric(text, f"saidwho_{name}") for name in (*names, "queue")}

    before = read()
    run.api.replies_to(run.api.writes(QUESTION, 34, 34))
    run.api.replies_to(run.api.writes("Which xylophone?", 34, 34))
    run.api.replies_to(run.api.writes("/help", 34, 34))
    run.api.waits_for(lambda: read()["queue"] == 0)
    after = read()

    grown = {name: after[name] - before[name] for name in before}
    assert grown == {
        "questions_total": 2,
        "answered_total": 1,
        "refused_total": 1,
        "answer_seconds_count": 2,
        "queue": -before["queue"],
    }


def test_several_processes_behind_one_balancer_answer_each_question_once_and_in_order(
    tmp_path: Path,
) -> None:
    one, other = free_port(), free_port()
    with (
        StandIn() as api,
        started(api, tmp_path / "one", **posted_to(one)),
        started(api, tmp_path / "other", **posted_to(other)),
    ):
        api.waits_for(lambda: [c for c in api.calls if c.method == "setWebhook"][1:])
        api.behind = [one, other]
        asked = {chat: [api.writes(QUESTION, chat, chat)] for chat in range(40, 46)}
        for chat, questions in asked.items():
            questions.append(api.writes("Who delivered the helicopters?", chat, chat))
            questions.append(api.writes("Who disputes it?", chat, chat))
        for questions in asked.values():
            replies = [api.replies_to(question) for question in questions]
            numbers = [reply["message_id"] for reply in replies]
            assert numbers == sorted(numbers)
            assert "has however denied" in replies[2]["text"]
        assert len(api.sent) == 18


def test_a_process_that_is_killed_leaves_its_chats_to_the_others(tmp_path: Path) -> None:
    one, other = free_port(), free_port()
    with (
        StandIn() as api,
        started(api, tmp_path / "one", **posted_to(one)) as first,
        started(api, tmp_path / "other", **posted_to(other)),
    ):
        api.waits_for(lambda: [c for c in api.calls if c.method == "setWebhook"][1:])
        api.behind = [one]
        api.fault(method="sendChatAction", delay=5)
        asked = api.writes(QUESTION)
        api.waits_for(lambda: any(c.method == "sendChatAction" for c in api.calls))
        first.dies()
        api.behind = [other]

        assert QUOTE in api.replies_to(asked)["text"]
        assert len(api.sent) == 1


def test_a_webhook_without_a_secret_is_refused_at_the_start(tmp_path: Path) -> None:
    with StandIn() as api, started(api, tmp_path / "log", SAIDWHO_WEBHOOK_URL="https://x.org") as r:
        assert r.process.wait(20) == 2
        assert "SAIDWHO_WEBHOOK_SECRET" in r.output
        assert r.output.count("\n") == 1


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken, StandIn() as api:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with started(api, tmp_path / "log", **posted_to(port)) as run:
            assert run.process.wait(20) == 2
            assert f"Nothing can be served at 127.0.0.1, port {port}" in run.output
            assert "Traceback" not in run.output


def test_metrics_are_there_when_updates_are_polled_too(tmp_path: Path) -> None:
    port = free_port()
    with StandIn() as api, started(api, tmp_path / "log", SAIDWHO_METRICS_PORT=str(port)):
        api.replies_to(api.writes(QUESTION))

        text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
        assert metric(text, "saidwho_answered_total") == 1
        assert metric(text, "saidwho_updates_total") == 1
        assert "process_resident_memory_bytes" in text


def test_a_bot_that_polled_before_takes_posts_and_back(tmp_path: Path) -> None:
    port = free_port()
    with StandIn() as api:
        with started(api, tmp_path / "one", **posted_to(port)) as run:
            api.waits_for(lambda: api.webhook)
            assert run.stops() == 0
        with started(api, tmp_path / "other"):
            assert QUOTE in api.replies_to(api.writes(QUESTION))["text"]
