from datetime import date
from functools import partial

from index.annotation import annotate
from index.disputes import disputes_across
from index.disputes.crossings import Crossings, Recollection, account
from index.disputes.debate import Debate
from index.model import Article, Claim
from tests.conftest import article_of

CLAIM = "Port union leader Ana Roy said that the Karst Line had unloaded sour grain at Sète."
DENIAL = "The Karst Line denied that it had unloaded sour grain at Sète."


def told(text: str, name: str, day: int | None = 8) -> tuple[Article, tuple[Claim, ...]]:
    article = article_of(text, name, published=date(2023, 5, day) if day else None)
    return article, annotate(article).claims


def found(*articles: tuple[Article, tuple[Claim, ...]]) -> list[tuple[str, list[str]]]:
    return [
        (d.denial.article_id, [c.article_id for c in d.claims]) for d in disputes_across(articles)
    ]


def test_a_denial_meets_the_claim_of_another_article_whichever_comes_first() -> None:
    claim, denial = told(CLAIM, "a"), told(DENIAL, "b")

    assert found(claim, denial) == [("b", ["a"])]
    assert found(denial, claim) == [("b", ["a"])]


def test_articles_far_apart_or_undated_have_no_disputes() -> None:
    assert found(told(CLAIM, "a", 1), told(DENIAL, "b", 20)) == []
    assert found(told(CLAIM, "a", 20), told(DENIAL, "b", 1)) == []
    assert found(told(CLAIM, "a", None), told(DENIAL, "b")) == []


def test_another_event_is_not_meant() -> None:
    other = "Port union leader Ana Roy said that the Orva Line had unloaded sour grain at Lomé."

    assert found(told(other, "a"), told(DENIAL, "b")) == []


def test_nobody_disputes_himself_in_another_article() -> None:
    own = "The Karst Line said that it had unloaded sour grain at Sète."

    assert found(told(own, "a"), told(DENIAL, "b")) == []


def test_another_report_of_the_denial_is_not_disputed_by_it() -> None:
    assert found(told(DENIAL, "a"), told(DENIAL, "b")) == []


def test_articles_may_come_one_by_one() -> None:
    record = Recollection()
    crossings = Crossings(record)
    found = []
    for number, (article, claims) in enumerate((told(CLAIM, "a"), told(DENIAL, "b"))):
        debate = Debate(article, claims)
        record.debates[number] = partial(Debate, article, claims)
        brought = account(debate)
        assert brought is not None
        found.append(crossings.add(number, brought, record.debates[number]))

    assert found[0] == []
    assert [(d, c, dispute.strength) for d, c, dispute in found[1]] == [(1, 0, "denies")]
