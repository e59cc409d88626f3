import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answerer
from bot.interchange import annotation_json, answer_json
from index.library import Library
from tests.conftest import article_of, library_of, spans

TEXT = (
    "“We paid in May,” the minister said on Tuesday, on condition of anonymity.\n\n"
    "The harbour denied that the minister had paid."
)


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(article_of(TEXT, "paid", published=date(2023, 5, 10)))


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


def test_silence_is_told_with_why_and_what_is_nearest(library: Library) -> None:
    answer = answer_json(Answerer(library).answer("Which minister paid 40 zebras in May?"))

    assert answer["answered"] is False
    assert answer["quotes"] == []
    assert answer["why"]
    assert [quote["article"] for quote in answer["nearest"]] == ["paid"] * len(answer["nearest"])
    assert answer["searched"] == {"articles": 1, "passages": library.passage_count}


def test_an_article_that_speaks_itself_and_has_no_date_gives_null() -> None:
    held = library_of(article_of("The hall has 300 beds."))

    (quote,) = answer_json(Answerer(held).answer("How many beds has the hall?"))["quotes"]

    nothing = {name: quote[name] for name in ("published", "source", "cue", "secondary_source")}
    assert set(nothing.values()) == {None}
    assert (quote["anonymous"], quote["disputed_by"], quote["disputes"]) == (False, [], [])


@given(st.text(max_size=80), st.text(max_size=30))
def test_any_article_and_question_give_json_with_true_offsets(text: str, asked: str) -> None:
    article = article_of(f"“We paid,” the minister said. {text}\n\nThe port denied it. {text}")
    held = library_of(article)

    told = [
        answer_json(Answerer(held).answer(f"Who paid {asked}?"), asked),
        annotation_json(held, article),
    ]

    assert all(
        article.text[span["start"] : span["end"]] == span["text"]
        for span in spans(json.loads(json.dumps(told)))
    )
