"""Libraries whose files are cut, flipped, zeroed or gone: named, and put right again."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DamagedLibraryError
from index.library import Library
from index.model import Span
from index.store import recovery
from index.store.choices import NAME as CHOICES
from index.store.choices import Choices
from index.store.database import DAMAGED, NAME
from index.store.originals import NAME as ORIGINALS
from tests.conftest import PORT_STRIKE, article_of
from tests.damage import overwrite

DAY = date(2023, 5, 8)
CLAIM = "Port union leader Ana Roy said that the Karst Line had unloaded sour grain at Sète."
DENIAL = "The Karst Line denied that it had unloaded sour grain at Sète."


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with seeds, articles that were added, former versions, and what people chose;
    with nothing left in the write-ahead log."""
    home = tmp_path_factory.mktemp("made")
    (home / "seeds").mkdir()
    (home / "seeds" / "strike.txt").write_text(PORT_STRIKE, encoding="utf-8")
    library = Library.open(home / "data", home / "seeds")
    library.add([article_of(CLAIM, "claim", published=DAY, title="Grain", outlet="Daily")])
    library.add([article_of(DENIAL, "denial", published=DAY)])
    library.add([article_of("The ship sank at nine.", "ship", published=DAY)])
    library.add([article_of("The ship sank at ten.", "ship", published=DAY)])
    library.add([article_of("The port burnt.", "port")])
    library.latest().remove("port")
    library.roles.give(7, "admin")
    library.languages.choose(7, "fr")
    Choices(library._kept.database).copy()
    library._kept.database.close()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "copy")


def copied(made: Path, to: Path) -> Path:
    shutil.copytree(made, to)
    for path in (made / "seeds").iterdir():  # its time of change, which copytree keeps, too
        shutil.copystat(path, to / "seeds" / path.name)
    return to


def opened(home: Path) -> Library:
    return Library.open(home / "data", home / "seeds")


def all_of(library: Library) -> dict[str, Any]:
    """What is asked of a library."""
    return {
        "articles": {k: asdict(replace(a, path="")) for k, a in library.articles.items()},
        "claims": {key: library.claims(key) for key in library.articles},
        "disputes": library.disputes,
        "found": sorted(h.passage_id for h in library.search({"ship": 1.0, "docker": 1.0}, 9)),
        "events": library.event_count,
    }


@pytest.fixture(scope="session")
def right(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    library = opened(copied(made, tmp_path_factory.mktemp("right") / "copy"))
    assert library.complaints == ()
    assert len(library.disputes) == 1
    return all_of(library)


def check(library: Library, right: dict[str, Any]) -> None:
    assert all_of(library) == right
    library.prove("ship", Span(0, 22), "The ship sank at nine.")
    library.prove("port", Span(0, 15), "The port burnt.")


def damage(path: Path, how: str) -> None:
    raw = bytearray(path.read_bytes())
    match how:
        case "header zeroed":
            raw[:100] = bytes(100)
        case "first page zeroed":
            raw[:4096] = bytes(4096)
        case "cut":
            del raw[len(raw) // 2 :]
        case "cut to nothing":
            raw.clear()
        case "no database":
            raw[:] = b"no database at all" * 100
        case "pages overwritten":
            for start in range(min(4096 * 3, len(raw) // 3), len(raw), 4096 * 5):
                raw[start : start + 4096] = os.urandom(4096)
    path.write_bytes(raw)
    if how == "gone":
        path.unlink()


EVERY = (
    *("header zeroed", "first page zeroed", "cut", "cut to nothing", "no database"),
    *("pages overwritten", "gone"),
)


@pytest.mark.parametrize("how", EVERY)
def test_a_damaged_database_is_named_kept_and_built_anew(
    home: Path, right: dict[str, Any], how: str
) -> None:
    damage(home / "data" / NAME, how)
    damaged = (home / "data" / NAME).read_bytes() if how != "gone" else b""

    recovery.mended(home / "data")
    library = opened(home)

    check(library, right)
    assert library.complaints == ()
    aside = [p.read_bytes() for p in (home / "data").glob(f"{NAME}.damaged-*[0-9]")]
    assert aside == ([] if how == "gone" else [damaged])


@pytest.mark.parametrize("how", EVERY)
def test_opening_it_is_enough(home: Path, right: dict[str, Any], how: str) -> None:
    if how == "pages overwritten":
        (home / "data" / DAMAGED).touch()  # as whoever meets the damage later leaves it
    damage(home / "data" / NAME, how)

    library = opened(home)

    check(library, right)
    assert NAME in library.complaints[0]
    assert "6 articles have been brought back" in library.complaints[0]
    if how == "header zeroed":
        assert "Of languages, roles, not all could be read" in " ".join(library.complaints)
    assert opened(home).complaints == ()
    assert library.roles.of(7) == "admin"
    assert library.languages.of(7) == "fr"


def test_what_people_chose_is_brought_over_where_it_can_be_read(home: Path) -> None:
    overwrite(home / "data" / NAME, "texts", b"\0")

    recovery.mended(home / "data")

    library = opened(home)
    assert library.roles.of(7) == "admin"
    assert library.languages.of(7) == "fr"


def test_what_people_chose_and_nothing_has_any_more_is_named(home: Path) -> None:
    damage(home / "data" / NAME, "header zeroed")
    (home / "data" / CHOICES).unlink()

    library = opened(home)

    (said,) = [one for one in library.complaints if "may be lost" in one]
    assert "languages" in said
    assert "roles" in said


@pytest.mark.parametrize("how", EVERY)
def test_damaged_originals_are_written_anew(home: Path, right: dict[str, Any], how: str) -> None:
    damage(home / "data" / ORIGINALS, how)

    said = recovery.mended(home / "data")

    assert any(ORIGINALS in one for one in said)
    damage(home / "data" / NAME, "header zeroed")
    check(opened(home), right)


def test_what_only_the_database_has_is_brought_back_from_there(
    home: Path, right: dict[str, Any]
) -> None:
    raw = (home / "data" / ORIGINALS).read_bytes()
    (home / "data" / ORIGINALS).write_bytes(raw[: len(raw) // 2])
    overwrite(home / "data" / NAME, "annotations", b"\0")

    said = recovery.mended(home / "data")

    assert "damaged or missing, too" in said[0]
    check(opened(home), right)


def test_what_stands_nowhere_any_more_is_named(home: Path) -> None:
    with closing(sqlite3.connect(home / "data" / NAME)) as connection:
        connection.execute("UPDATE texts SET text = 'The ship swam.' WHERE text LIKE '%ten.'")
        connection.commit()
    damage(home / "data" / ORIGINALS, "no database")

    said = recovery.mended(home / "data")

    (lost,) = [one for one in said if one.startswith("ship was not")]
    aside = lost.split("kept as ")[1].removesuffix(". Add it again.")
    assert (home / "data" / aside).read_text() == "The ship swam."
    library = opened(home)
    assert "ship" not in library.articles
    library.add([article_of("The ship sank at ten.", "ship", published=DAY)])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE texts SET text = replace(text, 'grain', 'drain')",
        "UPDATE articles SET published = '2023-05-09' WHERE id = 'claim'",
        "UPDATE articles SET outlet = 'Weekly' WHERE id = 'claim'",
        "UPDATE annotations SET known = x'00'",
        "UPDATE annotations SET cut = x'789c'",
        "UPDATE disputes SET sides = x'01'",
        "UPDATE accounts SET words = x'01'",
    ],
)
def test_what_was_altered_inside_a_row_is_put_right(
    home: Path, right: dict[str, Any], change: str
) -> None:
    with closing(sqlite3.connect(home / "data" / NAME)) as connection:
        connection.execute(change)
        connection.commit()

    assert recovery.mended(home / "data")

    check(opened(home), right)


def test_damage_that_is_met_while_asking_is_put_right_by_the_next_start(
    home: Path, right: dict[str, Any]
) -> None:
    with closing(sqlite3.connect(home / "data" / NAME)) as connection:
        connection.execute("UPDATE texts SET text = replace(text, 'grain', 'drain')")
        connection.commit()

    with pytest.raises(DamagedLibraryError, match="reindex"):
        opened(home).articles["claim"]

    check(opened(home), right)


def test_changes_that_the_database_lost_are_added_again(home: Path) -> None:
    before = (home / "data" / NAME).read_bytes()
    library = opened(home)
    library.add([article_of("A storm flooded the port.", "storm")])
    library.add([article_of("The storm passed.", "after")])
    library.latest().remove("after")
    library._kept.database.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{home / 'data' / NAME}{suffix}").unlink(missing_ok=True)
    (home / "data" / NAME).write_bytes(before)

    again = opened(home)

    assert "lacked 2 articles" in again.complaints[0]
    assert again.search({"flood": 1.0}, 3)[0].passage_id == "storm#0001"
    assert "after" not in again.articles
    assert opened(home).complaints == ()


def test_what_another_process_is_just_adding_is_left_to_it(home: Path) -> None:
    library = opened(home)
    with library._kept.database.alone(), library._kept.database.reading() as connection:
        path = home / "data" / ORIGINALS
        with path.open("ab") as file:
            file.write(b"just being written")
        began = time.monotonic()

        assert opened(home).complaints == ()
        assert time.monotonic() - began < 4
        assert path.read_bytes().endswith(b"just being written")
        assert library._kept.database.originals.behind(connection)


@pytest.mark.parametrize("how", ["cut", "flipped", "gone"])
def test_a_damaged_write_ahead_log_loses_no_article(home: Path, how: str) -> None:
    library = opened(home)
    library.add([article_of(f"A storm flooded pier {n}.", f"s{n}") for n in range(3)])
    library.add([article_of("The storm passed.", "after")])
    wal = home / "data" / f"{NAME}-wal"
    torn = home.with_name("torn")
    shutil.copytree(home / "data", torn / "data")
    shutil.copytree(home / "seeds", torn / "seeds")
    wal = torn / "data" / f"{NAME}-wal"
    raw = bytearray(wal.read_bytes())
    if how == "gone":
        wal.unlink()
    else:
        half = len(raw) // 2
        raw = raw[:half] if how == "cut" else raw[:half] + b"?" + raw[half + 1 :]
        wal.write_bytes(raw)
    (torn / "data" / f"{NAME}-shm").unlink()

    again = opened(torn)

    assert {"s0", "s1", "s2", "after", "claim", "ship"} <= set(again.articles)
    assert "lacked" in again.complaints[0]


def test_a_transaction_that_failed_is_not_added_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened(home)

    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("index.store.originals.know", fail)
        with pytest.raises(RuntimeError):
            library.add([article_of("A storm flooded the port.", "storm")])

    assert "storm" not in opened(home).articles


def test_what_is_deleted_for_good_is_in_no_file(home: Path) -> None:
    for library in (opened(home), opened(home)):
        assert library.complaints == ()
        if "claim" in library.articles:
            library.remove("claim", forget=True)
        library._kept.database.close()
    with closing(sqlite3.connect(home / "data" / NAME)) as connection:
        connection.execute("VACUUM")
    assert {path.name for path in (home / "data").iterdir() if path.is_file()} == {
        *(NAME, ORIGINALS, CHOICES, "writer.lock", "merging.lock"),
    }
    damage(home / "data" / NAME, "header zeroed")
    assert "claim" not in opened(home).articles


def test_a_library_of_before_gets_originals(home: Path, right: dict[str, Any]) -> None:
    (home / "data" / ORIGINALS).unlink()
    with closing(sqlite3.connect(home / "data" / NAME)) as connection:
        connection.execute("DELETE FROM state WHERE key = 'originals'")
        connection.commit()

    assert opened(home).complaints == ()

    damage(home / "data" / NAME, "header zeroed")
    check(opened(home), right)


def test_whoever_has_the_library_open_goes_on_with_the_one_built_anew(home: Path) -> None:
    before = opened(home)
    before.search({"ship": 1.0}, 3)
    before._kept.database.close()
    damage(home / "data" / NAME, "header zeroed")
    opened(home).add([article_of("A storm flooded the port.", "storm")])

    now = before.latest()
    assert "storm" in now.articles
    now.languages.choose(8, "en")
    assert opened(home).languages.of(8) == "en"


def test_seeds_are_still_seeds_after_it(home: Path) -> None:
    damage(home / "data" / NAME, "header zeroed")
    (home / "seeds" / "strike.txt").unlink()
    (home / "seeds" / "other.txt").write_text("date 2022-04-18\nThe fog lifted.", "utf-8")

    library = opened(home)

    assert "strike" not in library.articles
    assert "other" in library.articles
    assert not any("same text" in complaint for complaint in library.complaints)


def test_a_kill_while_it_is_built_anew_leaves_what_it_is_built_from(
    home: Path, right: dict[str, Any]
) -> None:
    chance = random.Random(3)
    script = """
import sys
from pathlib import Path
from index.store.recovery import mended
print("ready", flush=True)
mended(Path(sys.argv[1]))
"""
    damage(home / "data" / NAME, "header zeroed")
    for _ in range(int(os.environ.get("SAIDWHO_TEST_KILLS", "3"))):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(home / "data")],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
        ) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.4))
            process.kill()

    library = opened(home)

    check(library, right)
    assert library.roles.of(7) == "admin"
    assert not (home / "data" / recovery.REBUILDING).exists()


def test_a_file_of_a_newer_version_is_left_as_it_is(home: Path) -> None:
    with closing(sqlite3.connect(home / "data" / NAME)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (home / "data" / NAME).read_bytes()

    with pytest.raises(Exception, match="newer saidwho"):
        recovery.mended(home / "data")

    assert (home / "data" / NAME).read_bytes() == before


@settings(max_examples=int(os.environ.get("SAIDWHO_TEST_DAMAGES", "12")))
@given(data=st.data())
def test_no_byte_that_is_another_loses_an_article(
    data: st.DataObject,
    made: Path,
    right: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = copied(made, tmp_path_factory.mktemp("flipped") / "copy")
    name = data.draw(st.sampled_from([NAME, NAME, ORIGINALS]))
    path = home / "data" / name
    raw = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=20)):
        raw[place] ^= data.draw(st.integers(1, 255))
    if data.draw(st.booleans()):
        del raw[data.draw(st.integers(0, len(raw))) :]
    path.write_bytes(raw)

    recovery.mended(home / "data")

    check(opened(home), right)
    shutil.rmtree(home)
