"""However a library is cut into segments, it is searched as if it had been built at once."""

from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.concordance import Concordance
from index.counting import ArticleTerms
from index.errors import DamagedSegmentError
from index.retrieval import Bm25Retriever
from index.segments import (
    KERNEL,
    WHEN_DONE,
    Part,
    Snapshot,
    build,
    build_parts,
    merge,
    merge_to,
    open_segment,
    worth_merging,
    write_segment,
)
from index.segments.files import LIST, check_segment, remove_unfinished
from index.segments.kernel import best_in_windows
from index.segments.segment import ARRAYS
from tests.segmented import article_of_passages, article_of_units

WORDS = ["mali", "junta", "arms", "=mali", "=arms", "mali junta", "arms deni", "é", "=é"]
HELD = [word for word in WORDS if not word.startswith("=")]
PASSAGES = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(WORDS), st.integers(1, 4), max_size=6),
        st.lists(st.lists(st.sampled_from(HELD), max_size=3), max_size=3),
    ),
    max_size=3,
)
QUERIES = st.dictionaries(st.sampled_from([*WORDS, "unknown"]), st.floats(0.1, 3.0), max_size=5)


@st.composite
def libraries(draw: st.DrawFn) -> tuple[list[ArticleTerms], list[int], set[int]]:
    """Articles; the segment of each; and which of them are removed."""
    drawn = draw(st.lists(PASSAGES, max_size=7))
    articles = [
        article_of_passages(
            f"{n}", [(f"{n}#{i}", counts, held) for i, (counts, held) in enumerate(passages)]
        )
        for n, passages in enumerate(drawn)
    ]
    cuts = sorted(draw(st.lists(st.integers(0, 3), min_size=len(drawn), max_size=len(drawn))))
    return articles, cuts, draw(st.sets(st.integers(0, max(0, len(drawn) - 1))))


def parts_of(articles: Sequence[ArticleTerms], cuts: list[int], removed: set[int]) -> list[Part]:
    parts = []
    for cut in sorted(set(cuts)):
        own = [article for article, of in zip(articles, cuts, strict=True) if of == cut]
        gone = [article.id for article in own if int(article.id) in removed]
        parts.append(Part(build(own)).without(*gone))
    return parts


def assert_same(one: Snapshot, other: Snapshot, query: dict[str, float], k: int) -> None:
    retrievers = Bm25Retriever(one), Bm25Retriever(other)
    assert retrievers[0].search(query, k) == retrievers[1].search(query, k)
    assert one.vocabulary == other.vocabulary
    held = Concordance(one), Concordance(other)
    assert held[0].starts.tolist() == held[1].starts.tolist()
    for term in [*WORDS, "unknown"]:
        assert retrievers[0].frequency(term) == retrievers[1].frequency(term)
        assert retrievers[0].idf(term) == retrievers[1].idf(term)
        assert held[0].knows(term) == held[1].knows(term)
        assert held[0].sentences(term).tolist() == held[1].sentences(term).tolist()
        assert [a.tolist() for a in held[0].articles(term)] == [
            a.tolist() for a in held[1].articles(term)
        ]
        assert held[0].article_idf(term) == held[1].article_idf(term)


@given(libraries(), QUERIES, st.integers(0, 6))
def test_segments_and_removals_are_searched_as_if_built_at_once(
    library: tuple[list[ArticleTerms], list[int], set[int]], query: dict[str, float], k: int
) -> None:
    articles, cuts, removed = library
    living = [article for article in articles if int(article.id) not in removed]
    parts = parts_of(articles, cuts, removed)

    at_once = Snapshot([Part(build(living))])

    assert_same(Snapshot(parts), at_once, query, k)
    assert_same(Snapshot([Part(merge(parts))]), at_once, query, k)
    assert_same(Snapshot(build_parts(living, batch=1)), at_once, query, k)


@given(libraries(), QUERIES, st.integers(1, 6), st.integers(0, 2))
def test_what_is_compiled_finds_the_same(
    library: tuple[list[ArticleTerms], list[int], set[int]],
    query: dict[str, float],
    k: int,
    rare: int,
) -> None:
    snapshot = Snapshot(parts_of(*library))
    plain = Bm25Retriever(snapshot).search(query, k)
    with pytest.MonkeyPatch.context() as patch:
        # Not compiled, which takes longer than it saves here; small, so that all of it is used.
        patch.setattr(KERNEL, "compiled", best_in_windows)
        for name, value in {"WINDOW": 4, "BLOCK": 2, "RARE": rare, "ROOM": 2}.items():
            patch.setattr(f"index.segments.kernel.{name}", value)

        assert Bm25Retriever(snapshot).search(query, k) == plain


@given(libraries(), QUERIES, st.integers(1, 6))
def test_light_terms_are_looked_up_only_where_they_may_matter(
    library: tuple[list[ArticleTerms], list[int], set[int]], query: dict[str, float], k: int
) -> None:
    snapshot = Snapshot(parts_of(*library))
    plain = Bm25Retriever(snapshot).search(query, k)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.segments.best.WORTH_PRUNING", 1)
        patch.setattr("index.segments.best.BLOCK", 2)

        assert Bm25Retriever(snapshot).search(query, k) == plain


@given(libraries())
def test_what_is_merged_in_many_shares_is_the_same(
    library: tuple[list[ArticleTerms], list[int], set[int]],
) -> None:
    parts = parts_of(*library)
    whole = merge(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.segments.merging.AT_ONCE", 1)
        shared = merge(parts)

    for name in ARRAYS:
        assert whole.arrays[name].tolist() == shared.arrays[name].tolist()


@given(libraries())
def test_articles_and_sentences_are_found_by_their_numbers(
    library: tuple[list[ArticleTerms], list[int], set[int]],
) -> None:
    articles, cuts, removed = library
    living = [article for article in articles if int(article.id) not in removed]
    snapshot = Snapshot(parts_of(articles, cuts, removed))

    assert [snapshot.article_id(n) for n in range(snapshot.article_count)] == [
        article.id for article in living
    ]
    places = [
        (n, place) for n, article in enumerate(living) for place in range(sum(article.sentences))
    ]
    assert [snapshot.place(n) for n in range(snapshot.sentence_count)] == places


ARTICLES = [
    article_of_passages(name, [(f"{name}#{n}", {"mali": n + 1, "=mali": 1}, [["mali"]] * n)])
    for n, name in enumerate("abc")
]


def test_a_segment_on_disk_is_searched_like_the_one_in_memory(tmp_path: Path) -> None:
    segment = build(ARTICLES)

    written = write_segment(segment, tmp_path / "1")

    check_segment(tmp_path / "1")
    assert [path.name for path in tmp_path.iterdir()] == ["1"]
    assert_same(Snapshot([Part(written)]), Snapshot([Part(segment)]), {"mali": 1.0}, 5)
    merged = merge_to(tmp_path / "2", [Part(written).without("b"), Part(build([]))])
    assert_same(Snapshot([Part(merged)]), Snapshot([Part(segment).without("b")]), {"mali": 1.0}, 5)
    assert open_segment(tmp_path / "2").article_count == 2


@pytest.mark.parametrize("name", [*ARRAYS, LIST])
def test_a_file_cut_short_or_missing_is_named(tmp_path: Path, name: str) -> None:
    write_segment(build(ARTICLES), tmp_path / "1")
    file = tmp_path / "1" / name
    raw = file.read_bytes()

    file.write_bytes(raw[:-1])
    with pytest.raises(DamagedSegmentError, match=name):
        open_segment(tmp_path / "1")
    file.unlink()
    with pytest.raises(DamagedSegmentError, match=name):
        open_segment(tmp_path / "1")


def test_a_file_that_a_merge_removes_while_it_is_opened_is_named(tmp_path: Path) -> None:
    write_segment(build(ARTICLES), tmp_path / "1")

    with (
        patch("index.segments.files.mmap.mmap", side_effect=FileNotFoundError),
        pytest.raises(DamagedSegmentError, match="is missing"),
    ):
        open_segment(tmp_path / "1")


@pytest.mark.parametrize("name", [*ARRAYS, LIST])
def test_a_byte_that_is_not_as_written_is_named(tmp_path: Path, name: str) -> None:
    write_segment(build(ARTICLES), tmp_path / "1")
    file = tmp_path / "1" / name
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)

    with pytest.raises(DamagedSegmentError, match=name):
        check_segment(tmp_path / "1")


def test_a_segment_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    write_segment(build(ARTICLES), tmp_path / "1")

    with pytest.raises(OSError, match="1"):
        write_segment(build(ARTICLES), tmp_path / "1")
    assert [path.name for path in tmp_path.iterdir()] == ["1"]


def test_what_a_killed_writer_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / "1.77.unfinished").mkdir()
    (tmp_path / "2").mkdir()

    remove_unfinished(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["2"]


def sized(passages: int, name: str = "a") -> Part:
    return Part(build([article_of_units(name, {f"{n}": {} for n in range(passages)})]))


def test_four_of_a_size_are_merged_and_larger_ones_left_alone() -> None:
    large, small = sized(2_000), sized(1)

    assert worth_merging([large, small, small, small]) is None
    assert worth_merging([large, *[small] * 4]) == slice(1, 5)
    assert worth_merging([large] * 4) == slice(0, 4)
    assert worth_merging([]) is None


def test_two_of_a_size_are_merged_when_many_have_been_added() -> None:
    large, middle, small = sized(2_000), sized(1_000), sized(1)

    assert worth_merging([large, middle, small], WHEN_DONE) is None
    assert worth_merging([large, middle, small, small], WHEN_DONE) == slice(2, 4)


def test_a_segment_of_which_much_is_removed_is_written_anew() -> None:
    part = Part(build(ARTICLES))

    assert worth_merging([part]) is None
    assert worth_merging([part, part.without("a")]) == slice(1, 2)


def test_sentences_hold_no_exact_words() -> None:
    with pytest.raises(ValueError, match="stems and bigrams"):
        build([article_of_passages("a", [("a", {}, [["=mali"]])])])
