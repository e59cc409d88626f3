"""Disputes between articles found on disk are those found in memory: one contract, two records."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from index.annotation import annotate
from index.disputes import disputes_across
from index.library import Library
from index.model import Article, Dispute
from index.store.disputes import pack_want, unpack_want
from tests.conftest import article_of

FIRST = date(2023, 5, 1)
LINES = ("Karst", "Orva")
PORTS = ("Sète", "Lomé")
KINDS = (
    "Port union leader Ana Roy said that the {line} Line had unloaded sour {cargo} at {port}.",
    "The {line} Line denied that it had unloaded sour {cargo} at {port}.",
    "The {line} Line rejected claims that it had unloaded sour {cargo} at {port}.",
    "Le port de {port} a rouvert. The {line} Line sailed with {cargo}.",
)


@st.composite
def news(draw: st.DrawFn) -> list[Article]:
    told = []
    for number in range(draw(st.integers(2, 7))):
        text = draw(st.sampled_from(KINDS)).format(
            line=draw(st.sampled_from(LINES)),
            port=draw(st.sampled_from(PORTS)),
            cargo=draw(st.sampled_from(("grain", "milk"))),
        )
        day = FIRST + timedelta(days=draw(st.integers(0, 12)))
        published = draw(st.sampled_from((day, day, None)))
        told.append(article_of(f"{text} Story {number}.", f"s{number}", published=published))
    return told


def across(disputes: Sequence[Dispute]) -> set[Dispute]:
    return {d for d in disputes if d.denial.article_id != d.claims[0].article_id}


def at_once(articles: Sequence[Article]) -> set[Dispute]:
    return set(disputes_across([(article, annotate(article).claims) for article in articles]))


@given(news())
@settings(max_examples=40)
def test_articles_added_one_by_one_have_the_disputes_of_all_at_once(told: list[Article]) -> None:
    library = Library.open(None)
    for article in told:
        library.add([article])

    assert across(library.latest().disputes) == at_once(told)


@given(news(), st.integers(0, 7))
@settings(max_examples=25)
def test_so_have_articles_added_together(told: list[Article], first: int) -> None:
    library = Library.open(None)
    library.add(told[:first])
    library.add(told[first:])

    assert across(library.latest().disputes) == at_once(told)


@given(news(), st.data())
@settings(max_examples=25)
def test_a_removed_article_is_as_one_that_never_was(
    told: list[Article], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(told))
    library = Library.open(None)
    library.add([gone])
    library.latest().remove(gone.id)
    rest = [article for article in told if article is not gone]
    library.add(rest)

    assert across(library.latest().disputes) == at_once(rest)


@given(news())
@settings(max_examples=10)
def test_disputes_are_the_same_after_everything_was_annotated_anew(told: list[Article]) -> None:
    library = Library.open(None)
    library.add(told)
    before = library.latest().disputes
    library.reindex()

    assert library.latest().disputes == before


def test_what_a_denial_wants_survives_being_stored() -> None:
    text = KINDS[1].format(line="Karst", port="Sète", cargo="grain")
    account = annotate(article_of(text, "a", published=FIRST)).account
    assert account is not None
    (want,) = account.wants

    assert unpack_want(pack_want(want), "a") == want


def test_disputes_with_an_article_of_another_process_are_found(tmp_path: Path) -> None:
    one, other = Library.open(tmp_path), Library.open(tmp_path)
    told = [KINDS[kind].format(line="Karst", port="Sète", cargo="grain") for kind in (0, 1)]
    one.add([article_of(told[0], "a", published=FIRST)])
    other.add([article_of(told[1], "b", published=FIRST)])

    (dispute,) = one.latest().disputes
    assert (dispute.denial.article_id, dispute.claims[0].article_id) == ("b", "a")
