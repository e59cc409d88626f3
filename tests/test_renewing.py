"""Libraries of an earlier version: answered from at once, brought up to date meanwhile."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index import segmentation
from index.errors import SaidWhoError
from index.library import Library
from index.model import Article, Segmentation, Span
from index.store import opening
from index.store.database import NAME, SEGMENTS, Database
from index.store.renewing import left, renewed, tended
from tests.conftest import article_of
from tests.test_pool import orphaned

ROOT = Path(__file__).parent.parent
DAY = date(2023, 5, 8)
KILLS = int(os.environ.get("SAIDWHO_TEST_KILLS", "3"))


def story(number: int) -> Article:
    """Every second one denies what the one before says."""
    pier = number // 2
    said = f"Rail Union said on Tuesday that drivers had stopped work at pier {pier}."
    denied = f"Metro denied that drivers of Rail Union had stopped work at pier {pier}."
    text = f"{denied if number % 2 else said}\n\nIt rained there. This is story {number}."
    return article_of(text, f"s{number:03}", published=DAY)


def by_older_rules(patch: pytest.MonkeyPatch) -> None:
    """An earlier version knew of the first paragraph of an article only."""

    def first(article: Article) -> Segmentation:
        assert article.body is not None
        end = article.text.index("\n\n")
        return segmentation.segment(replace(article, body=Span(article.body.start, end)))

    patch.setattr("index.annotation.segment", first)
    for module in ("annotations", "segments", "renewing"):
        patch.setattr(f"index.store.{module}.rules", lambda: "older")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of an earlier version."""
    with monkeypatch.context() as patch:
        by_older_rules(patch)
        library = Library.open(tmp_path)
        library.add(map(story, range(12)))
        library.add(map(story, range(12, 20)))
        library.latest().remove("s004")
        library._kept.database.close()
    monkeypatch.setattr(opening, "SOON", 0)
    return tmp_path


def all_of(library: Library) -> dict[str, Any]:
    return {
        "claims": {key: library.claims(key) for key in library.articles},
        "disputes": sorted(library.disputes, key=lambda d: (d.denial.article_id, d.denial.span)),
        "events": sorted((claim.article_id, at) for claim, at, _ in library.events(0, 999)),
        "scores": {
            hit.passage_id: round(hit.score, 6) for hit in library.search({"pier": 1.0}, 99)
        },
    }


def right() -> dict[str, Any]:
    """As if all had been added by today's version."""
    return all_of(Library.of(story(number) for number in range(20) if number != 4))


def check(library: Library) -> None:
    """That each sentence of the index is that of the article, and each dispute can be shown."""
    starts = library.concordance.starts
    for number, article_id in enumerate(library.ids):
        sentences = library.segmentation(article_id).sentences
        assert int(starts[number + 1] - starts[number]) == len(sentences)
        assert library.sentence(number, 0) == sentences[0]
        assert library.claims(article_id)
    assert len(library.articles) == 19
    assert len(library.ids) == 19
    assert len(library.search({"pier": 1.0}, 99)) == 19
    assert all(dispute.claims for dispute in library.disputes)
    library.events(0, 999)


def test_a_library_of_an_earlier_version_is_answered_from_at_once_and_says_so(data: Path) -> None:
    library = Library.open(data)

    check(library)
    assert len(library.segmentation("s001").sentences) == 1
    assert library.outdated == 20
    assert "20 articles are still as an earlier version" in library.complaints[0]


def test_few_articles_are_brought_up_to_date_at_once(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SOON", 64)

    library = Library.open(data)

    assert library.complaints == ()
    assert all_of(library) == right()


def test_a_start_does_not_wait_for_whoever_adds(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SOON", 64)
    monkeypatch.setattr("index.store.database.PATIENCE", 0.1)
    with Database(data).alone():
        library = Library.open(data)

    check(library)
    assert "Until then what it held before is searched" in library.complaints[0]


def test_it_is_brought_up_to_date_bit_by_bit_and_every_edition_is_whole(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.changes.TOGETHER", 3)
    first = Library.open(data)
    before, editions, remaining = all_of(first), [first], []

    def told() -> None:
        now = first.latest()
        remaining.append(now.outdated)
        editions.append(now)
        check(now)

    tended(first._kept.database, told)

    assert remaining == sorted(remaining, reverse=True)
    assert len(set(remaining)) == 7
    assert all_of(first.latest()) == right()
    for edition in editions:  # whoever still reads an older one
        check(edition)
    again = Library.open(data)
    assert all_of(again) == right()
    assert again.outdated == 0
    assert {claim for claims in before["claims"].values() for claim in claims} <= {
        claim for key in first.articles for claim in first.claims(key)
    }


def test_what_was_known_before_is_forgotten_when_nobody_reads_it_any_more(data: Path) -> None:
    database = Library.open(data)._kept.database
    tended(database)
    with closing(sqlite3.connect(data / NAME)) as connection:
        assert connection.execute("SELECT count(*) FROM superseded").fetchone() == (20,)

    assert not left(database)
    tended(database)

    with closing(sqlite3.connect(data / NAME)) as connection:
        assert connection.execute("SELECT count(*) FROM superseded").fetchone() == (0,)
    assert len(list((data / SEGMENTS).iterdir())) == 1


def test_articles_are_added_changed_and_removed_meanwhile(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.changes.TOGETHER", 4)
    library = Library.open(data)
    done = []

    def told() -> None:
        done.append(1)
        if len(done) == 5:
            library.add([article_of("A storm flooded pier 99.", "storm")])
            library.add([article_of("Nothing happened at pier 3.", "s007")])
            library.latest().remove("s019")
            library.latest().remove("s018", forget=True)

    renewed(library._kept.database, told)

    now = library.latest()
    assert len(now.articles) == 18
    assert now.articles["s007"].text == "Nothing happened at pier 3."
    starts = now.concordance.starts
    for number, article_id in enumerate(now.ids):
        assert int(starts[number + 1] - starts[number]) == len(
            now.segmentation(article_id).sentences
        )
    assert now.outdated == 0
    assert len(now.search({"pier": 1.0}, 99)) == 18


def test_annotating_all_anew_changes_nothing_where_the_rules_are_the_same(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.add(map(story, range(8)))
    before = library.latest()

    assert before.reindex() == 8

    assert all_of(library.latest()) == all_of(before)


def test_a_kill_at_any_moment_of_it_leaves_a_whole_library(data: Path) -> None:
    chance = random.Random(5)
    for _ in range(KILLS):
        process = upkeep(data)
        time.sleep(chance.uniform(0.3, 1.5))
        process.kill()
        process.communicate()
        with closing(sqlite3.connect(data / NAME)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        check(Library.open(data))

    process = upkeep(data)
    lines = process.stdout.read() if process.stdout else b""
    assert process.wait() == 0
    process.communicate()
    assert set(lines.split()) <= {b"annotated"}
    library = Library.open(data)
    check(library)
    assert all_of(library) == right()
    assert library.outdated == 0


def upkeep(data: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "index.store.upkeep", str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )


def test_whoever_stays_on_has_it_done_by_another_process(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    library = Library.open(data)

    library.warm()
    tending = library._kept._tending
    assert tending is not None
    while not tending.wait(0.05):
        check(library.latest())

    assert all_of(library.latest()) == right()
    told = [record.getMessage() for record in caplog.records]
    assert "20 of 20 articles are annotated anew in the background" in told[0]
    assert told[-1] == "20 articles are annotated anew."


def test_the_other_process_ends_with_whoever_had_it_started(data: Path) -> None:
    script = """
import sys
from pathlib import Path
from index.library import Library
from index.store import opening, tending

def started(module, *arguments, start=tending.started):
    process = start(module, *arguments)
    print(process.pid, flush=True)
    return process

tending.started, opening.SOON = started, 0
Library.open(Path(sys.argv[1])).warm()
input()
"""
    assert orphaned(script, str(data))
    check(Library.open(data))


def test_damage_met_in_the_background_is_told(
    data: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(data)

    def fail(*_: object) -> None:
        raise SaidWhoError("It is damaged.")

    monkeypatch.setattr("index.store.tending.left", fail)
    library.warm()

    assert library._kept._tending
    assert library._kept._tending.wait(10)
    assert "It is damaged." in caplog.text
