"""Groups of near-copies: what is in the library decides them, not how it came there."""

import random
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.duplicates import ALIKE, bands, likeness, signature
from index.library import Library
from index.store.database import NAME
from tests.conftest import article_of

WORDS = [f"word{number}" for number in range(400)]


def text(start: int, length: int = 120) -> str:
    """Stretches of one long text: those that begin near each other are alike, and form chains."""
    return " ".join(WORDS[start : start + length])


TEXTS = st.lists(st.integers(0, 280).map(text), min_size=1, max_size=7)


def grouped(texts: dict[str, str]) -> set[frozenset[str]]:
    """The groups, worked out the plain way: of all pairs, those that share a band are compared."""
    signed = {name: signature(told) for name, told in texts.items()}
    groups = [{name} for name in texts]
    for one in texts:
        for other in texts:
            met = not set(bands(signed[one])).isdisjoint(bands(signed[other]))
            if met and likeness(signed[one], signed[other]) >= ALIKE:
                a = next(g for g in groups if one in g)
                b = next(g for g in groups if other in g)
                if a is not b:
                    a |= b
                    groups.remove(b)
    return {frozenset(group) for group in groups if len(group) > 1}


def groups_of(library: Library) -> set[frozenset[str]]:
    return {frozenset(group) for group in library.latest().copies.groups}


def holding(texts: dict[str, str], order: Sequence[str]) -> Library:
    library = Library.open(None)
    library.add(article_of(texts[name], name) for name in order)
    return library.latest()


@given(TEXTS, st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_adding_makes_no_difference(told: list[str], chance: random.Random) -> None:
    texts = {str(n): t for n, t in enumerate(dict.fromkeys(told))}
    order = list(texts)
    chance.shuffle(order)

    assert groups_of(holding(texts, order)) == grouped(texts)


@given(TEXTS, st.data())
@settings(max_examples=25)
def test_a_removed_article_is_as_one_that_never_was(told: list[str], data: st.DataObject) -> None:
    texts = {str(n): t for n, t in enumerate(dict.fromkeys(told))}
    library = holding(texts, list(texts))
    gone = data.draw(st.sets(st.sampled_from(sorted(texts)), max_size=3))
    for name in sorted(gone):
        library.latest().remove(name, forget=data.draw(st.booleans()))

    left = {name: t for name, t in texts.items() if name not in gone}
    assert groups_of(library) == grouped(left)


def test_a_new_version_takes_the_place_of_the_old_one_in_its_group() -> None:
    library = holding({"a": text(0), "b": text(2)}, "ab")
    assert groups_of(library) == {frozenset("ab")}

    library.add([article_of(text(250), "b")])

    assert groups_of(library) == set()


def test_a_library_of_an_older_version_learns_its_groups_at_its_next_start(tmp_path: Path) -> None:
    Library.open(tmp_path).add([article_of(text(0), "a"), article_of(text(2), "b")])
    connection = sqlite3.connect(tmp_path / NAME)
    with connection:
        for table in ("signatures", "bands", "statements"):
            connection.execute(f"DELETE FROM {table}")
    annotations = connection.execute("SELECT * FROM annotations").fetchall()

    library = Library.open(tmp_path)

    assert groups_of(library) == {frozenset("ab")}
    assert connection.execute("SELECT * FROM annotations").fetchall() == annotations
    connection.close()


@pytest.mark.parametrize("kept", [True, False])
def test_groups_are_the_same_on_disk_and_in_memory(tmp_path: Path, kept: bool) -> None:
    library = Library.open(tmp_path if kept else None)
    library.add([article_of(text(n), f"a{n}") for n in (0, 2, 4, 250)])

    assert groups_of(library) == {frozenset(("a0", "a2", "a4"))}


def test_copies_that_say_the_same_do_not_dispute_each_other() -> None:
    told = (
        "Port union leader Ana Roy said that the Karst Line had unloaded sour grain at Sète.\n\n"
        "The Karst Line denied that it had unloaded sour grain at Sète."
    )
    library = Library.open(None)
    library.add(
        article_of(f"{told}\n\nOwn line {n}.", f"a{n}", published=date(2023, 5, 8))
        for n in range(4)
    )
    library = library.latest()

    assert all(d.denial.article_id == d.claims[0].article_id for d in library.disputes)
    assert len(library.disputes) == 4
    (once,) = library.newest_disputes
    assert once.denial.article_id == "a0"


def test_the_near_copies_of_an_article_are_known_before_it_is_added() -> None:
    texts = {"one": text(0), "two": text(10), "other": text(250)}
    library = holding(texts, list(texts))

    assert {one.id for one in library.latest().near(article_of(text(5), "new"))} == {"one", "two"}
    assert library.latest().near(article_of("Nothing of the kind.", "new")) == []
    assert len(library.latest().articles) == 3
