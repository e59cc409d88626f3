"""Articles written for the purpose, of many fields, each with the ledger a reader would write.

Beside each text of tests/ledgers lies what is expected: every claim with its sentences
(counted from 1), who makes it (null: the article itself), when it was stated and when it
happened, as TIMEX3 values; and every dispute with the denial's sentences and the claims'.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from index.annotation import Annotation, annotate
from index.corpus import read_folder
from index.disputes import disputes_across
from index.model import Article, Claim

LEDGERS = Path(__file__).parent / "ledgers"
ARTICLES = {article.id: article for article in read_folder(LEDGERS).articles}


def row(article: Article, annotation: Annotation, claim: Claim) -> Mapping[str, Any]:
    return {
        "sentences": numbers(annotation, claim),
        "who": who(article, claim),
        "stated": claim.stated_on.value if claim.stated_on else None,
        "when": [timex.value for timex in claim.timexes],
    }


def numbers(annotation: Annotation, claim: Claim) -> list[int]:
    return [annotation.segmentation.sentences.index(s) + 1 for s in claim.sentences]


def who(article: Article, claim: Claim) -> str | None:
    source = claim.attribution.source if claim.attribution else ()
    return source[0].of(article.text) if source else None


def expected(name: str) -> Mapping[str, Any]:
    ledger: Mapping[str, Any] = json.loads((LEDGERS / f"{name}.json").read_text(encoding="utf-8"))
    return ledger


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_each_claim_has_its_source_and_its_two_dates(name: str) -> None:
    article = ARTICLES[name]
    annotation = annotate(article)

    assert [row(article, annotation, claim) for claim in annotation.claims] == expected(name)[
        "claims"
    ]


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_what_is_disputed_is_disputed_and_nothing_else(name: str) -> None:
    article = ARTICLES[name]
    annotation = annotate(article)

    assert [
        {
            "denial": numbers(annotation, dispute.denial),
            "by": who(article, dispute.denial),
            "strength": dispute.strength,
            "claims": [numbers(annotation, claim) for claim in dispute.claims],
        }
        for dispute in annotation.disputes
    ] == expected(name)["disputes"]


def test_a_denial_in_one_article_meets_the_claim_in_another() -> None:
    told = [(article, annotate(article).claims) for article in ARTICLES.values()]

    found = {(d.denial.article_id, c.article_id) for d in disputes_across(told) for c in d.claims}

    assert found == {
        ("trade_reply", "trade_onions"),
        ("environnement_suite", "environnement_usine"),
    }
