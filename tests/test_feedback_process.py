"""What people think of answers, through the real program: from the button to the tests."""

import json
from pathlib import Path

from bot.wording import ENGLISH, FRENCH
from tests.bot_api import StandIn
from tests.bot_api_rules import Json
from tests.processes import Run, started
from tests.quality.measures import feedback
from tests.test_cli import saidwho
from tests.test_faces import QUESTION, TEXT, labelled, pressed, settings

OWNER, MEMBER = 1, 7
IN_VAIN = "Which elephants did the circus hide?"


def photos(run: Run, chat: int) -> list[Json]:
    return [m for m in run.api.sent if m["chat"]["id"] == chat and "photo" in m]


def test_what_is_marked_wrong_is_counted_survives_a_kill_and_becomes_a_test(
    tmp_path: Path,
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "paid.txt").write_text(TEXT, encoding="utf-8")
    with StandIn() as api:
        with started(api, tmp_path / "log", **settings(tmp_path)) as run:
            answer = api.replies_to(api.writes(QUESTION, MEMBER, MEMBER))
            helpful, wrong = (labelled(answer, label)["text"] for label in ("Helpful", "Wrong"))
            assert pressed(run, answer, helpful)["text"] == ENGLISH.rated_helpful
            assert pressed(run, answer, wrong)["text"] == ENGLISH.rated_wrong
            api.replies_to(api.writes(IN_VAIN, MEMBER, MEMBER))
            told = api.replies_to(api.writes("/stats", OWNER, OWNER))
            refused = api.replies_to(api.writes("/stats", MEMBER, MEMBER))
            api.wait_for(lambda: photos(run, OWNER))
            run.dies()
        with started(api, tmp_path / "log2", **settings(tmp_path)):
            again = api.replies_to(api.writes("/stats", OWNER, OWNER, language_code="fr"))

    assert "2 questions: 1 answered, 1 not\nRated helpful: 0, wrong: 1" in told["text"]
    assert f"1 × {IN_VAIN}" in told["text"]
    assert refused["text"] == ENGLISH.only_admins
    assert "Jugées utiles : 0, mauvaises : 1" in again["text"]
    assert FRENCH.stats_unanswered in again["text"]
    for log in ("log", "log2"):
        assert "elephants" not in (tmp_path / log).read_text(encoding="utf-8")

    data = str(tmp_path / "data")
    exported = saidwho("feedback", "export", "--data", data, "--seeds", str(tmp_path / "seeds"))
    marked, unanswered = map(json.loads, exported.stdout.splitlines())
    assert (marked["question"], unanswered["question"]) == (QUESTION, IN_VAIN)
    assert marked["wrong"][0] in TEXT
    kept = tmp_path / "quality" / "feedback"
    kept.mkdir(parents=True)
    (kept / "questions.jsonl").write_text(exported.stdout, encoding="utf-8")
    (tmp_path / "data").rename(kept / "library")
    figures = {name: value for name, value, _ in feedback(tmp_path / "quality")}
    assert figures["marked wrong, shown no more"] == 0.0
    assert figures["of unknown answer, answered"] == 0.0
