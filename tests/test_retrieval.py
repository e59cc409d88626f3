"""The engine contract, and that the postings are rank_bm25's model."""

import math
import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.analysis import field_of
from index.model import Hit, Query
from index.retrieval import DELTA, FIELD_WEIGHTS, K1, B, Bm25Retriever, Retriever
from index.segments import KERNEL, Part, Snapshot
from index.segments import build as build_segment
from index.segments.kernel import best_in_windows
from tests.segmented import Units, article_of_passages, article_of_units, snapshot_of_units

WORDS = st.sampled_from(["mali", "=mali", "mali junta", "junta", "=junta", "arms", "deni"])
COUNTS = st.dictionaries(WORDS, st.integers(1, 5), max_size=6)
STEMS = st.dictionaries(st.sampled_from(["mali", "junta", "arms"]), st.integers(1, 5), max_size=3)
UNITS = st.dictionaries(st.text("abc#", min_size=1, max_size=3), COUNTS, max_size=8)
QUERIES = st.dictionaries(WORDS | st.just("unknown"), st.floats(0.1, 3.0), max_size=5)


class Reference:
    """The model added up unit by unit: slow, and plainly what is meant. Satisfies Retriever."""

    def __init__(self, units: Units) -> None:
        self._ids = sorted(units)
        self._units = units

    def search(self, query: Query, k: int) -> list[Hit]:
        hits = []
        for unit_id in self._ids:
            score = sum(w * self._share(term, unit_id) for term, w in sorted(query.items()))
            if score:
                hits.append(Hit(unit_id, score))
        hits.sort(key=lambda hit: (-round(hit.score, 9), hit.passage_id))
        return hits[: max(k, 0)]

    def _share(self, term: str, unit_id: str) -> float:
        field = field_of(term)
        fields = {
            unit_id: {t: n for t, n in unit.items() if field_of(t) == field}
            for unit_id, unit in self._units.items()
        }
        n = fields[unit_id].get(term, 0)
        if not n:
            return 0.0
        holders = sum(term in unit for unit in fields.values())
        mean = sum(sum(unit.values()) for unit in fields.values()) / len(fields)
        length = sum(fields[unit_id].values())
        saturation = n * (K1 + 1) / (n + K1 * (1 - B + B * length / mean))
        return FIELD_WEIGHTS[field] * math.log((len(fields) + 1) / holders) * (DELTA + saturation)


@pytest.fixture(params=["postings", "reference"])
def engine(request: pytest.FixtureRequest) -> type[Bm25Retriever] | type[Reference]:
    return Bm25Retriever if request.param == "postings" else Reference


def retriever_of(units: Units) -> Bm25Retriever:
    return Bm25Retriever(snapshot_of_units(units))


def build(engine: type[Bm25Retriever] | type[Reference], units: Units) -> Retriever:
    return retriever_of(units) if engine is Bm25Retriever else Reference(units)


FOUR: Units = {
    "b": {"mali": 1, "junta": 1},
    "a": {"mali": 1, "junta": 1},
    "c": {"mali": 3, "arms": 1},
    "d": {"deni": 1},
}


class TestContract:
    """What every engine keeps."""

    def test_best_first_and_ties_by_id(self, engine: type[Bm25Retriever]) -> None:
        hits = build(engine, FOUR).search({"mali": 1.0, "junta": 1.0}, 10)

        assert [hit.passage_id for hit in hits] == ["a", "b", "c"]
        assert hits[0].score == hits[1].score > hits[2].score

    @pytest.mark.parametrize("k", [-1, 0, 1, 2, 3, 10**9])
    def test_no_k_fails_and_at_most_k_come(self, engine: type[Bm25Retriever], k: int) -> None:
        everything = build(engine, FOUR).search({"mali": 1.0}, 10)

        assert build(engine, FOUR).search({"mali": 1.0}, k) == everything[: max(k, 0)]

    def test_only_units_that_share_a_term(self, engine: type[Bm25Retriever]) -> None:
        assert build(engine, FOUR).search({"unknown": 1.0}, 10) == []
        assert build(engine, FOUR).search({}, 10) == []
        assert [h.passage_id for h in build(engine, FOUR).search({"deni": 1}, 9)] == ["d"]

    def test_no_units_and_empty_units_are_no_trouble(self, engine: type[Bm25Retriever]) -> None:
        assert build(engine, {}).search({"mali": 1.0}, 3) == []
        assert build(engine, {"a": {}}).search({"mali": 1.0}, 3) == []

    def test_a_term_in_every_unit_still_counts(self, engine: type[Bm25Retriever]) -> None:
        hits = build(engine, {"a": {"mali": 1}, "b": {"mali": 2}}).search({"mali": 1.0}, 5)

        assert [hit.passage_id for hit in hits] == ["b", "a"]

    @pytest.mark.parametrize("weight", [2.0, 0.5])
    def test_weights_scale_what_a_term_gives(
        self, engine: type[Bm25Retriever], weight: float
    ) -> None:
        (plain,) = build(engine, FOUR).search({"arms": 1.0}, 1)
        (weighted,) = build(engine, FOUR).search({"arms": weight}, 1)

        assert weighted.score == pytest.approx(plain.score * weight)


@given(UNITS, QUERIES, st.integers(0, 9))
def test_the_postings_agree_with_the_reference(units: Units, query: Query, k: int) -> None:
    found = retriever_of(units).search(query, k)
    expected = Reference(units).search(query, k)

    assert [h.score for h in found] == pytest.approx([h.score for h in expected])
    assert len({h.passage_id for h in found}) == len(found)


@given(st.lists(STEMS, min_size=1, max_size=8).filter(any))
def test_each_terms_share_is_rank_bm25s_where_the_term_occurs(counts: list[Counter[str]]) -> None:
    model = BM25Plus([list(Counter(c).elements()) for c in counts], k1=K1, b=B, delta=DELTA)
    retriever = retriever_of({str(n): c for n, c in enumerate(counts)})

    for term in model.idf:
        shares = {hit.passage_id: hit.score for hit in retriever.search({term: 1.0}, 99)}
        theirs = model.get_scores([term]) * FIELD_WEIGHTS[field_of(term)]
        assert shares == {
            str(n): pytest.approx(theirs[n], rel=1e-12) for n, c in enumerate(counts) if term in c
        }


@given(UNITS, QUERIES)
def test_the_order_of_units_and_terms_changes_nothing(units: Units, query: Query) -> None:
    shuffled = list(units.items())
    random.Random(1).shuffle(shuffled)

    one = retriever_of(units).search(query, 5)
    other = retriever_of(dict(shuffled)).search(dict(reversed(list(query.items()))), 5)

    assert one == other


@given(
    st.lists(st.lists(COUNTS, max_size=3), min_size=1, max_size=8),
    QUERIES,
    st.integers(0, 9),
    st.data(),
)
def test_some_articles_are_ranked_as_they_are_among_all(
    articles: list[list[dict[str, int]]], query: Query, k: int, data: st.DataObject
) -> None:
    parts, ids = [], []
    for number, passages in enumerate(articles):
        units = {f"{number}#{n}": counts for n, counts in enumerate(passages)}
        parts.append(Part(build_segment([article_of_units(str(number), units)])))
        ids += [str(number)]
    gone = data.draw(st.sampled_from(ids))
    merged = Part(
        build_segment([article_of_units(f"m{n}", {f"m{n}#0": {"mali": n + 1}}) for n in range(3)])
    )
    snapshot = Snapshot(
        [*(part for part, one in zip(parts, ids, strict=True) if one != gone), merged.without("m1")]
    )
    retriever = Bm25Retriever(snapshot)
    within = np.array(
        data.draw(
            st.lists(
                st.booleans(), min_size=snapshot.article_count, max_size=snapshot.article_count
            )
        ),
        np.bool_,
    )
    named = {snapshot.article_id(n) for n in np.flatnonzero(within).tolist()}

    everything = retriever.search(query, 99)
    narrowed = retriever.search(query, k, within)

    expected = [h for h in everything if h.passage_id.partition("#")[0] in named][:k]
    assert narrowed == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KERNEL, "compiled", best_in_windows)
        assert retriever.search(query, k, within) == expected


@given(st.lists(COUNTS, min_size=40, max_size=60), QUERIES, st.integers(0, 4), st.data())
def test_a_few_of_many_articles_are_ranked_as_they_are_among_all(
    units: list[dict[str, int]], query: Query, k: int, data: st.DataObject
) -> None:
    part = Part(
        build_segment([article_of_units(f"{n:02}", {f"{n:02}#0": u}) for n, u in enumerate(units)])
    )
    snapshot = Snapshot([part.without("07")])
    retriever = Bm25Retriever(snapshot)
    chosen = data.draw(st.sets(st.integers(0, len(units) - 2), max_size=3))
    within = np.zeros(snapshot.article_count, np.bool_)
    within[list(chosen)] = True
    named = {snapshot.article_id(number) for number in chosen}

    whole = [h for h in retriever.search(query, 99) if h.passage_id.partition("#")[0] in named]

    assert retriever.search(query, k, within) == whole[:k]


def test_two_units_of_one_id_and_weights_not_above_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        build_segment([article_of_passages("a", [("a", {"mali": 1}, ())] * 2)])
    with pytest.raises(ValueError, match="not above zero"):
        retriever_of({"a": {"mali": 1}}).search({"mali": 0.0}, 1)


def test_a_rare_term_weighs_more_and_an_unknown_one_most() -> None:
    retriever = retriever_of({"a": {"mali": 1, "arms": 1}, "b": {"mali": 1}})

    assert retriever.idf("mali") < retriever.idf("arms") <= retriever.idf("unknown")
    assert retriever.knows("arms")
    assert not retriever.knows("unknown")
