import math
import random
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.concordance import Concordance
from index.segments import Snapshot, build_parts
from index.segments.segment import READ_WHOLE
from tests.segmented import articles_of_sentences, snapshot_of_sentences

HELD = Concordance(snapshot_of_sentences([[["ship", "sank"], ["ship"]], [], [["port"], ["sank"]]]))


def test_sentences_and_articles_of_a_term_are_in_order() -> None:
    assert HELD.sentences("sank").tolist() == [0, 3]
    articles, counts = HELD.articles("ship")
    assert (articles.tolist(), counts.tolist()) == ([0], [2])
    assert HELD.sentences("quokka").tolist() == []
    assert (HELD.sentence_count, HELD.article_count) == (4, 3)


def test_an_unknown_term_is_the_rarest() -> None:
    assert HELD.sentence_idf("quokka") == math.log(5) > HELD.sentence_idf("sank")


def test_the_best_of_the_terms_of_a_word_counts() -> None:
    chosen = HELD.excerpt(np.array([0, 2], np.int32))
    [(scores, rarity)] = chosen.scores([{"ship": 1.0, "port": 0.5}])

    assert scores.tolist() == [1, 1, 0.5, 0]
    assert rarity == HELD.sentence_idf("ship")


def test_words_are_scored_each_by_itself_though_they_share_a_term() -> None:
    held = HELD.excerpt(np.array([0, 2], np.int32))
    words = [{"ship": 1.0, "port": 0.5}, {"port": 1.0}, {"quokka": 1.0}]

    together, apart = held.scores(words), [held.scores([word])[0] for word in words]
    assert [(s.tolist(), r) for s, r in together] == [(s.tolist(), r) for s, r in apart]
    articles, one = HELD.article_scores(words), [HELD.article_scores([w])[0] for w in words]
    assert [(s.tolist(), r) for s, r in articles] == [(s.tolist(), r) for s, r in one]


def test_a_word_that_does_not_occur_is_as_rare_as_what_stands_for_it_best() -> None:
    held = HELD.excerpt(np.array([0, 2], np.int32))

    [(_, rarity)] = held.scores([{"quokka": 1.0, "ship": 0.8, "port": 0.5}])

    assert rarity == HELD.sentence_idf("ship") < HELD.sentence_idf("port")


def test_sentences_of_other_articles_are_not_scored() -> None:
    [(scores, _)] = HELD.excerpt(np.array([2], np.int32)).scores([{"ship": 1.0}])

    assert scores.tolist() == [0, 0]


@given(
    st.lists(st.lists(st.lists(st.sampled_from("abcd"), max_size=4), max_size=4), max_size=5),
    st.sampled_from("abcde"),
)
def test_any_articles_are_found_again(articles: list[list[list[str]]], term: str) -> None:
    held = Concordance(snapshot_of_sentences(articles))
    sentences = [sentence for article in articles for sentence in article]

    assert held.sentences(term).tolist() == [n for n, s in enumerate(sentences) if term in s]
    found, counts = held.articles(term)
    expected = {n: sum(term in s for s in a) for n, a in enumerate(articles)}
    assert dict(zip(found.tolist(), counts.tolist(), strict=True)) == {
        n: count for n, count in expected.items() if count
    }
    [(scores, rarity)] = held.article_scores([{term: 1.0}])
    assert ((scores >= 0) & (scores <= rarity + 1e-9)).all()


@given(
    st.lists(st.lists(st.lists(st.sampled_from("abcd"), max_size=4), max_size=4), max_size=5),
    st.dictionaries(st.sampled_from("abcde"), st.sampled_from([1.0, 0.5]), max_size=3),
    st.integers(1, 5),
    st.sampled_from([0, 2, READ_WHOLE]),
    st.randoms(use_true_random=False),
)
def test_chosen_articles_are_scored_as_all_of_them_are(
    articles: list[list[list[str]]],
    word: dict[str, float],
    batch: int,
    whole: int,
    chance: random.Random,
) -> None:
    held = Concordance(Snapshot(build_parts(articles_of_sentences(articles), batch)))
    chosen = chance.sample(range(len(articles)), chance.randint(0, len(articles)))
    every = held.excerpt(np.arange(len(articles), dtype=np.int32))
    [(everything, rarity)] = every.scores([word])

    excerpt = held.excerpt(np.array(chosen, np.int32))
    with patch("index.segments.segment.READ_WHOLE", whole):
        [(scores, its_rarity)] = excerpt.scores([word])
        each = excerpt.scores([{term: 1.0} for term in "abcde"])

    numbers = [n for a in chosen for n in range(held.starts[a], held.starts[a + 1])]
    assert excerpt.numbers.tolist() == numbers
    assert [chosen[a] for a in excerpt.article] == held.article_of[numbers].tolist()
    for term, (its_scores, _) in zip("abcde", each, strict=True):
        holding = set(held.sentences(term).tolist())
        assert its_scores.tolist() == [float(number in holding) for number in numbers]
    assert scores.tolist() == everything[numbers].tolist()
    assert its_rarity == rarity
