import json
from datetime import date
from typing import Any

import pytest

from bot.answering import Answerer
from bot.interchange import annotation_json, answer_json
from index.library import Library
from tests.conftest import article_of, library_of

TEXT = (
    "“We paid in May,” the minister said on Tuesday, on condition of anonymity.\n\n"
    "The harbour denied that the minister had paid."
)


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(article_of(TEXT, "paid", published=date(2023, 5, 10)))


def spans(value: object) -> list[dict[str, Any]]:
    """Everything in JSON that states a text with its place."""
    if isinstance(value, list):
        return [span for each in value for span in spans(each)]
    if isinstance(value, dict):
        own = [value] if {"text", "start", "end"} <= value.keys() else []
        return own + [span for each in value.values() for span in spans(each)]
    return []


def test_a_quote_tells_source_dates_and_who_disputes_it(library: Library) -> None:
    answer = answer_json(Answerer(library).answer("Who paid in May?"), 7)

    quote = answer["quotes"][0]
    assert answer["id"] == 7
    assert quote["source"]["text"] == "the minister"
    assert quote["cue"]["text"] == "said"
    assert quote["anonymous"] is True
    assert [(d["text"], d["value"], d["role"]) for d in quote["dates"]] == [
        ("May", "2023-05", "happened"),
        ("Tuesday", "2023-05-09", "said"),
    ]
    (denial,) = quote["disputed_by"]
    assert denial["text"] == "The harbour denied that the minister had paid."
    assert (denial["source"]["text"], denial["strength"]) == ("The harbour", "denies")
    assert denial["article"] == "paid"


def test_an_annotation_tells_all_that_is_known(library: Library) -> None:
    (article,) = library.articles.values()

    known = annotation_json(library, article)

    assert [t["value"] for t in known["timexes"]] == ["2023-05", "2023-05-09"]
    assert [a["stance"] for a in known["attributions"]] == ["asserts", "denies"]
    (dispute,) = known["disputes"]
    assert dispute["denial"]["source"]["text"] == "The harbour"
    assert [claim["source"]["text"] for claim in dispute["claims"]] == ["the minister"]


def test_every_text_stands_at_its_offsets(library: Library, seed_library: Library) -> None:
    for held, question in ((library, "Who paid?"), (seed_library, "Who ordered the helicopters?")):
        (article,) = held.articles.values()
        answered = answer_json(Answerer(held).answer(question))
        found = spans(json.loads(json.dumps([answered, annotation_json(held, article)])))

        assert len(found) > 10
        for span in found:
            assert article.text[span["start"] : span["end"]] == span["text"]
