import json
from hashlib import sha256
from pathlib import Path

import pytest

from bot.cli import NO_ANSWER, OK, WRONG, main
from bot.intake import id_of
from index.library import DIGITS
from tests.conftest import PORT_STRIKE


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of no article yet, and no seeds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAIDWHO_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def strike(tmp_path: Path) -> Path:
    path = tmp_path / "strike.txt"
    path.write_text(PORT_STRIKE, encoding="utf-8")
    return path


def test_what_is_added_is_listed_shown_and_answered_from(
    strike: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(strike)]) == OK
    assert capsys.readouterr().out == "1 added.\n"

    assert main(["list"]) == OK
    assert capsys.readouterr().out == (
        "2023-05-09  strike  Courrier du Port – Dockers walk out in Sète\n"
    )
    assert main(["show", "strike"]) == OK
    assert capsys.readouterr().out == PORT_STRIKE
    assert main(["ask", "Who walked out over unpaid night shifts?"]) == OK
    assert "The dockers of Sète" in capsys.readouterr().out


def test_adding_again_changes_nothing_and_a_changed_file_is_a_new_version(
    strike: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(strike)])
    main(["add", str(strike)])
    strike.write_text(PORT_STRIKE.replace("eleven", "twelve"), encoding="utf-8")
    main(["add", str(strike)])

    assert capsys.readouterr().out.splitlines() == [
        "1 added.",
        "0 added, 1 there already.",
        "0 added, 1 replaced by a new version.",
    ]


def test_json_lines_are_added_and_what_is_amiss_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [{"text": f"The ship {n} sank.", "published": "2022-04-18"} for n in range(3)]
    dump = tmp_path / "dump.jsonl"
    dump.write_text("\n".join([*map(json.dumps, lines), "no json"]), encoding="utf-8")

    assert main(["add", str(dump)]) == NO_ANSWER

    told = capsys.readouterr()
    assert told.out == "3 added, 1 left out.\n"
    assert "line 4" in told.err
    main(["list"])
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == [
        "dump-1",
        "dump-2",
        "dump-3",
    ]


def test_addresses_are_not_fetched_unless_that_is_allowed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["add", "https://example.org/strike"]) == NO_ANSWER

    assert "SAIDWHO_FETCH" in capsys.readouterr().err


def test_a_former_version_can_be_shown_and_not_removed(
    strike: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(strike)])
    written = strike.read_text(encoding="utf-8")
    former = sha256(written.encode()).hexdigest()[:DIGITS]
    strike.write_text(written.replace("eleven weeks", "twelve weeks"), encoding="utf-8")
    main(["add", str(strike)])

    assert main(["show", f"strike@{former}"]) == OK
    assert main(["remove", f"strike@{former}"]) == WRONG

    assert f"There is no article strike@{former}" in capsys.readouterr().err


def test_what_is_removed_is_listed_no_more(
    strike: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("date 2022-04-18\nThe ship sank.", encoding="utf-8")
    main(["add", str(strike), str(other)])

    assert main(["remove", "strike"]) == OK
    assert main(["remove", "--for-good", "other"]) == OK
    assert main(["remove", "strike"]) == WRONG

    told = capsys.readouterr()
    assert "still verify" in told.out
    assert "verify no more" in told.out
    assert "There is no article strike" in told.err
    main(["add", str(strike)])
    assert main(["list"]) == OK
    assert "strike" in capsys.readouterr().out


def test_all_is_annotated_anew_and_counted(
    strike: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(strike)])

    assert main(["reindex"]) == OK
    assert main(["stats"]) == OK

    told = capsys.readouterr().out
    assert "1 articles are annotated anew." in told
    assert "1 article\n" in told
    assert "bytes on disk" in told


def test_a_damaged_library_is_put_right_and_what_was_wrong_is_told(
    data: Path, strike: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(strike)])
    for path in data.glob("library.sqlite3*"):  # its write-ahead log may hold all of it
        path.unlink()
    (data / "library.sqlite3").write_bytes(b"no database" * 999)

    assert main(["reindex"]) == OK

    told = capsys.readouterr()
    assert "library.sqlite3 is damaged" in told.err
    assert "1 articles have been brought back" in told.err
    assert "1 articles are annotated anew" in told.out
    assert main(["show", "strike"]) == OK


def test_seeds_named_alone_leave_nothing_behind(
    data: Path, strike: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--seeds", str(strike.parent), "Who walked out?"]) == OK

    assert not data.exists()
    assert "dockers" in capsys.readouterr().out


def test_seeds_and_what_was_added_are_asked_together(
    strike: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "ship.txt").write_text("date 2022-04-18\nThe ship sank.", "utf-8")
    main(["add", str(strike)])
    main(["list"])

    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()[1:]] == [
        "strike",
        "ship",
    ]


@pytest.mark.parametrize(
    ("origin", "article_id"),
    [
        ("news/strike.html", "strike"),
        ("dump.jsonl, line 12", "dump-12"),
        ("https://example.org/news/strike/", "example.org/news/strike"),
        ("standard input", "standard input"),
        ("standard input, line 3", "standard input-3"),
        (".hidden", ".hidden"),
    ],
)
def test_articles_are_called_by_where_they_came_from(origin: str, article_id: str) -> None:
    assert id_of(origin) == article_id


def test_near_copies_are_named_when_they_are_added_and_counted_after(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, tail in (("one", "First desk."), ("two", "Second desk."), ("three", "Third.")):
        (tmp_path / f"{name}.txt").write_text(f"{PORT_STRIKE}\n{tail}\n", encoding="utf-8")
    files = [str(tmp_path / f"{name}.txt") for name in ("one", "two", "three")]

    assert main(["add", *files]) == OK

    told = capsys.readouterr()
    assert "two is kept; nearly the same text is also in one.\n" in told.err
    assert "three is kept; nearly the same text is also in one, two.\n" in told.err
    assert told.out == "3 added, 2 of them in other articles too.\n"
    assert main(["stats"]) == OK
    assert "3 articles are near-copies of others: 1 texts\n" in capsys.readouterr().out
