"""The command as people start it: a process, its streams and its exit status."""

import json
import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from tests.conftest import SEEDS
from tests.processes import COMMAND, ROOT, Way, finished, finished_afresh

ASCII = {"PYTHONIOENCODING": "ascii"}
ANSWER_KEYS = {
    *("id", "question", "answered", "kind", "language", "quotes", "nearest", "why", "searched"),
    "scope",
}
QUOTE_KEYS = {
    *("text", "article", "path", "start", "end", "score", "outlet", "published", "source"),
    *(
        "cue",
        "secondary_source",
        "anonymous",
        "dates",
        "answer",
        "disputed_by",
        "disputes",
        "also_in",
    ),
}


def saidwho(
    *arguments: str,
    stdin: str | bytes = "",
    way: Way = finished,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    return way(arguments, {**os.environ, "SAIDWHO_SEEDS": str(SEEDS), **environment}, data)


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_answer_as_json_has_the_documented_shape_and_true_offsets() -> None:
    asked = ("ask", "--json", "Who delivered the helicopters to Mali?")

    done = saidwho(*asked, way=finished_afresh)

    (answer,) = lines(done)
    assert done.returncode == 0
    assert answer.keys() == ANSWER_KEYS
    assert answer["answered"] is True
    assert answer["searched"] == {"articles": 1, "passages": 9}
    for quote in answer["quotes"]:
        assert quote.keys() == QUOTE_KEYS
        text = Path(quote["path"]).read_bytes().decode()
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert quote["published"] == "2022-04-18"


def test_no_answer_exits_with_1_and_says_why() -> None:
    done = saidwho("ask", "What did Vladimir Putin say?")

    assert done.returncode == 1
    assert "“Vladimir”, “Putin” do not occur in the articles." in done.stdout
    assert "Not an answer, but nearest:" in done.stdout


def test_json_lines_are_answered_line_by_line() -> None:
    asked = [
        {"id": 1, "question": "airbus"},
        {"id": "b", "question": "And when was it concluded?", "after": "Was there an agreement?"},
        {"id": None, "question": "xyzzy", "after": ["one", "two"]},
    ]

    done = saidwho("ask", "--json", "-", stdin="".join(json.dumps(a) + "\n\n" for a in asked))

    answers = lines(done)
    assert done.returncode == 0
    assert [answer["id"] for answer in answers] == [1, "b", None]
    assert [answer["answered"] for answer in answers] == [True, True, False]
    assert "in 2019" in answers[1]["quotes"][0]["text"]


FAULTY = [
    b"nonsense",
    b"\xff",
    b"[]",
    b"{}",
    b'{"question": 1}',
    b'{"question": "x", "after": 3}',
    b"[" * 100_000,
]


def test_a_faulty_line_is_told_and_the_others_are_answered() -> None:
    good = b'{"id": 2, "question": "airbus"}'

    done = saidwho("ask", "--json", "-", stdin=b"".join(b"%b\n%b\n" % (f, good) for f in FAULTY))

    answers = lines(done)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(answers) == 2 * len(FAULTY)
    for number, (first, second) in enumerate(zip(answers[::2], answers[1::2], strict=True)):
        assert f"Line {2 * number + 1} of the input" in first["error"]
        assert second["answered"] is True


def test_one_faulty_line_is_enough_for_the_exit_status() -> None:
    done = saidwho("ask", "--json", "-", stdin=b'{}\n{"id": 2, "question": "airbus"}\n')

    assert done.returncode == 2


def test_a_timeline_is_drawn_into_a_file(tmp_path: Path) -> None:
    drawn, nowhere = tmp_path / "days.png", tmp_path / "no" / "days.png"

    done = saidwho("timeline", "helicopters", "--picture", str(drawn))
    nothing = saidwho("timeline", "zebras", "--picture", str(nowhere))
    failed = saidwho("timeline", "helicopters", "--picture", str(nowhere))

    assert (done.returncode, done.stdout) == (0, f"{drawn}\n")
    assert drawn.read_bytes().startswith(b"\x89PNG")
    assert (nothing.returncode, nothing.stdout) == (1, "The articles date nothing of that.\n")
    assert failed.returncode == 2
    assert f"{nowhere} cannot be written" in failed.stderr


@pytest.mark.parametrize("command", ["ask", "search"])
def test_half_a_character_in_a_question_is_given_back_and_the_others_are_answered(
    command: str,
) -> None:
    asked = b'{"id": "\\ud800", "question": "airbus \\ud83d"}\n{"id": 2, "question": "airbus"}\n'

    first, second = lines(saidwho(command, "--json", "-", stdin=asked))

    assert (first["id"], second["id"]) == ("\ud800", 2)


@pytest.mark.parametrize("unit", [[], ["--sentences"]])
def test_search_prints_the_ranking_and_never_refuses(unit: list[str]) -> None:
    done = saidwho("search", "--json", "-k", "2", *unit, "-", stdin='{"id":7,"question":"arms"}\n')

    (found,) = lines(done)
    assert found["id"] == 7
    assert 1 <= len(found["hits"]) <= 2
    for hit in found["hits"]:
        assert hit.keys() == {"article", "path", "start", "end", "text", "score"}
        text = Path(hit["path"]).read_bytes().decode()
        assert text[hit["start"] : hit["end"]] == hit["text"]


def test_search_in_words_shows_place_and_score() -> None:
    done = saidwho("search", "--sentences", "helicopters")

    assert done.returncode == 0
    assert done.stdout.startswith("  1. ")


def test_annotate_gives_sentences_and_passages_of_each_article(folder: Path) -> None:
    done = saidwho("annotate", "--json", "--seeds", str(folder))

    strike, vaccins = lines(done)
    assert (strike["article"], strike["published"]) == ("strike", "2023-05-09")
    assert (vaccins["article"], vaccins["language"]) == ("vaccins", "fr")
    assert len(strike["sentences"]) == 5
    text = Path(strike["path"]).read_bytes().decode()
    first = strike["sentences"][0]
    assert text[first["start"] : first["end"]].startswith("The dockers of Sète")
    assert {"id", "start", "end"} == strike["passages"][0].keys()


def test_chat_answers_lines_from_standard_input() -> None:
    done = saidwho("chat", stdin="airbus\nxyzzy\n/quit\n")

    assert done.returncode == 0
    assert "European group Airbus" in " ".join(done.stdout.replace("┃", "").split())
    assert "does not occur" in done.stdout


def test_faulty_files_are_complained_of_beside_the_answer(folder: Path) -> None:
    (folder / "empty.txt").write_text("")

    done = saidwho("ask", "--seeds", str(folder), "Which dockers walked out?")

    assert done.returncode == 0
    assert done.stderr.strip().endswith("empty.txt: empty file; left out.")


@pytest.mark.parametrize(
    ("arguments", "environment", "told"),
    [
        (["ask", "--seeds", "/nowhere", "x"], {}, "/nowhere does not exist"),
        (["bot"], {"SAIDWHO_TOKEN": ""}, "@BotFather"),
        (["ask", "x"], {"SAIDWHO_LOG_LEVEL": "LOUD"}, "SAIDWHO_LOG_LEVEL is wrong"),
        (["ask"], {}, "usage"),
        (["search", "-k", "0", "x"], {}, "not above zero"),
        (["search", "-k", "x", "x"], {}, "invalid"),
        (["nonsense"], {}, "invalid choice"),
        ([], {}, "usage"),
    ],
)
def test_wrong_use_exits_with_2_and_a_sentence(
    arguments: list[str], environment: dict[str, str], told: str
) -> None:
    done = saidwho(*arguments, environment=environment)

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "way"),
    [(["ask", "airbus"], finished_afresh), (["disputes"], finished), (["annotate"], finished)],
)
def test_a_terminal_that_lacks_a_character_is_told_how_to_get_it(
    command: list[str], way: Way
) -> None:
    done = saidwho(*command, way=way, environment=ASCII)

    assert done.returncode == 2
    assert done.stderr.endswith(
        "with PYTHONIOENCODING=utf-8 in the environment they are written.\n"
    )
    assert "Traceback" not in done.stderr


def test_json_is_written_in_any_encoding() -> None:
    done = saidwho("ask", "--json", "Who took power from Keïta?", environment=ASCII)

    assert lines(done)[0]["question"] == "Who took power from Keïta?"
    assert done.returncode == 0


def test_a_closed_pipe_is_no_trouble() -> None:
    program = f"{shlex.join(COMMAND)} annotate --json | true"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SAIDWHO_SEEDS": str(SEEDS)}

    done = subprocess.run(
        program, shell=True, env=environment, capture_output=True, text=True, check=False
    )

    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_library_is_copied_restored_and_looked_at(tmp_path: Path) -> None:
    data, copy, again = (str(tmp_path / name) for name in ("data", "copy", "again"))
    asked = ("ask", "--data", data, "Who ordered the helicopters?")
    answered = saidwho(*asked)

    assert saidwho("backup", "--data", data, copy).stdout == f"1 articles are in {copy}.\n"
    assert saidwho("restore", "--data", again, copy).stdout == f"1 articles are in {again} again.\n"
    seen = saidwho("doctor", "--data", again, environment={"SAIDWHO_TOKEN": ""})

    assert saidwho(*asked[:2], again, asked[3]).stdout == answered.stdout
    assert seen.returncode == 1
    assert "wrong  token: No token" in seen.stdout
    assert saidwho("backup", "--data", data, copy).returncode == 2


def test_filters_narrow_answers_and_rankings_alike(folder: Path) -> None:
    question = "dockers vaccins port"
    asked = [f"{question} {narrowed}" for narrowed in ("from:courrier", "depuis:2022", "from:afp")]
    read = "\n".join(json.dumps({"id": n, "question": text}) for n, text in enumerate(asked))

    answers = lines(saidwho("ask", "--json", "-", "--seeds", str(folder), stdin=read))
    found = lines(saidwho("search", "--json", "-", "--seeds", str(folder), stdin=read))
    closely = lines(
        saidwho("search", "--json", "--sentences", "-", "--seeds", str(folder), stdin=read)
    )

    for hits in (found, closely):
        assert [{hit["article"] for hit in one["hits"]} for one in hits] == [
            *({"strike"}, {"strike"}, set())
        ]
        assert hits[2]["why"].startswith("No article is from “afp”. The outlets are: ")
    assert [answer["question"] for answer in answers] == asked
    assert answers[0]["searched"]["articles"] == answers[1]["searched"]["articles"] == 1
    assert answers[0]["scope"] == {"outlets": ["Courrier du Port"], "first": None, "last": None}
    assert answers[1]["scope"] == {"outlets": None, "first": "2022-01-01", "last": None}
    assert answers[2]["why"] == found[2]["why"]


def test_options_and_keys_of_lines_narrow_every_question(folder: Path) -> None:
    seeds = ("--seeds", str(folder))
    ask = ("ask", "--json", *seeds, "-")
    asked: list[dict[str, Any]] = [
        *({}, {"from": "courrier"}, {"until": "2019"}, {"from": ["afp", "x"]}, {"since": 2022})
    ]
    read = "\n".join(json.dumps({"id": 1, "question": "dockers port", **one}) for one in asked)

    by_key = saidwho(*ask, stdin=read)
    by_option = lines(saidwho(*ask, "--from", "courrier", "--since", "2023-05", stdin=read))
    listed = saidwho("list", *seeds, "courrier", "2023", "--before", "2024")
    unlisted = saidwho("list", *seeds, "--since", "2024")
    wrong = saidwho("search", *seeds, "--since", "yesterday", "dockers")

    whole, outlet, until, unknown, faulty = lines(by_key)
    assert [one["answered"] for one in (whole, outlet, until, unknown)] == [
        True,
        True,
        False,
        False,
    ]
    assert outlet["scope"]["outlets"] == ["Courrier du Port"]
    assert "No article fits “until:2019”" in until["why"]
    assert "No article is from “afp”" in unknown["why"]
    assert faulty["error"].startswith('Line 5 of the input: "since" is a day as "2022-04-18"')
    assert by_key.returncode == 2
    assert by_option[0]["scope"] == {
        "outlets": ["Courrier du Port"],
        "first": "2023-05-01",
        "last": None,
    }
    assert [line.split()[1] for line in listed.stdout.splitlines()] == ["strike"]
    assert (unlisted.returncode, wrong.returncode) == (1, 2)
    assert unlisted.stdout.startswith("No article fits “since:2024”.")
    assert wrong.stderr.startswith("saidwho: “since:yesterday” cannot be read: give ")
