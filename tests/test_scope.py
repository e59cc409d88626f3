from datetime import date

import pytest

from bot.answering import Answer, Answerer, NoAnswer
from bot.scope import scoped
from tests.conftest import article_of, library_of

PORT = library_of(
    article_of(
        "The port of Oran burned.", "a", outlet="Reuters Africa", published=date(2022, 4, 18)
    ),
    article_of("The port of Oran opened.", "b", outlet="Le Matin", published=date(2022, 6, 2)),
    article_of("The port of Oran closed.", "c", outlet="Le Matin"),
)


@pytest.mark.parametrize(
    ("asked", "articles"),
    [
        ("port of Oran from:reuters", {"a"}),
        ('from:"le matin" port of Oran', {"b", "c"}),
        ("port of Oran since:2022-05", {"b"}),
        ("port of Oran depuis:2022-05", {"b"}),
        ("port of Oran before:2022-06-02", {"a"}),
        ("port of Oran until:2022-06-02", {"a", "b"}),
        ("port of Oran since:2022-04 before:2022-05", {"a"}),
        ("port of Oran", {"a", "b", "c"}),
    ],
)
def test_filters_narrow_what_is_searched(asked: str, articles: set[str]) -> None:
    answer = Answerer(PORT).answer(asked)

    assert isinstance(answer, Answer)
    assert {q.article.id for q in answer.quotations} <= articles
    assert answer.searched.articles == len(articles)


def test_a_day_that_is_none_is_said() -> None:
    answer = Answerer(PORT).answer("port of Oran since:2022-13")

    assert isinstance(answer, NoAnswer)
    assert "“since:2022-13” cannot be read" in answer.why


def test_a_filter_that_nothing_fits_is_said() -> None:
    answer = Answerer(PORT).answer("port of Oran from:afp")

    assert isinstance(answer, NoAnswer)
    assert answer.why == "No article fits “from:afp”."


@pytest.mark.parametrize("text", ["Who came from: Oran?", "It is 5:30", "http://a.example/x"])
def test_other_colons_are_no_filters_or_keep_the_question_readable(text: str) -> None:
    bare, scope = scoped(text)

    assert bare == text or (scope is not None and scope.outlet == "oran")
