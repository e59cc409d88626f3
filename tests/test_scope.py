from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answer, Answerer, NoAnswer
from bot.evidence import rank_passages, rank_sentences
from bot.interchange import answer_json
from bot.listing import sources_message
from bot.question import read_question
from bot.rendering import answer_message
from bot.scoping import scoped
from tests.conftest import article_of, library_of

BURNED = date(2022, 4, 18)
PORT = library_of(
    article_of("The port of Oran burned.", "a", outlet="Reuters Africa", published=BURNED),
    article_of("The port of Oran opened.", "b", outlet="Le Matin", published=date(2022, 6, 2)),
    article_of("The port of Oran closed.", "c", outlet="Le Matin"),
    article_of("Fishermen left the bay.", "d", outlet="Le Matin", published=date(2021, 3, 4)),
)
ANSWERER = Answerer(PORT)
STRIKE = library_of(
    article_of(
        "Rail Union said that drivers had stopped work.", "s", outlet="Metro", published=BURNED
    ),
    article_of(
        "The operator denied that drivers had stopped work.",
        "o",
        outlet="Echo",
        published=BURNED,
    ),
)


def quoted(answer: Answer | NoAnswer) -> set[str]:
    """The articles quoted, if only as nearest."""
    shown = answer.quotations if isinstance(answer, Answer) else answer.nearest
    return {quotation.article.id for quotation in shown}


OUTLETS = "The outlets are: Le Matin (3), Reuters Africa (1)."


@pytest.mark.parametrize(
    ("asked", "articles", "searched"),
    [
        ("port of Oran from:reuters", {"a"}, 1),
        ("port of Oran de:reuters", {"a"}, 1),
        ("port of Oran (from:reuters)", {"a"}, 1),
        ('from:"le matin" port of Oran', {"b", "c"}, 3),
        ("from:“Le Matin” port of Oran", {"b", "c"}, 3),
        ("de:« Le Matin » port of Oran", {"b", "c"}, 3),
        ("from:Le Matin port of Oran", {"b", "c"}, 3),
        ("from: Reuters Africa port of Oran", {"a"}, 1),
        ("port of Oran from:reuters,lematin", {"a", "b", "c"}, 4),
        ("port of Oran from:reuters from:matin", {"a", "b", "c"}, 4),
        ("port of Oran since:2022-05", {"b"}, 1),
        ("port of Oran since: May 2022", {"b"}, 1),
        ('port of Oran since:"1 May 2022"', {"b"}, 1),
        ("port of Oran depuis:2022-05", {"b"}, 1),
        ("port d'Oran depuis : mai 2022", {"b"}, 1),
        ("port of Oran after:2022-04-18", {"b"}, 1),
        ("port of Oran après:2022-04-18", {"b"}, 1),
        ("port of Oran before:2022-06-02", {"a"}, 2),
        ("port of Oran avant:2022-06-02", {"a"}, 2),
        ("port of Oran until:2022-06-02", {"a", "b"}, 3),
        ("port d'Oran jusqu’à:2022-06-02", {"a", "b"}, 3),
        ("port of Oran since:2022-04 before:2022-05", {"a"}, 1),
        ("port of Oran since:2021 since:2022-05", {"b"}, 1),
        ("What of the port of Oran? from:reuters since:2022", {"a"}, 1),
        ("port of Oran", {"a", "b", "c"}, 4),
    ],
)
def test_filters_narrow_what_is_searched(asked: str, articles: set[str], searched: int) -> None:
    answer = ANSWERER.answer(asked)

    assert isinstance(answer, Answer)
    assert {q.article.id for q in answer.quotations} == articles
    assert answer.searched.articles == searched
    assert answer.question.text == asked


@pytest.mark.parametrize(
    "wrong",
    [
        *(
            "since:2022-13",
            "since:2022-02-30",
            "before:18/04/2022",
            "since:yesterday",
            "since:20222",
        ),
        *("until:", "from:", 'from:""', "avant:demain", "since:2022-", "since:0000"),
    ],
)
def test_a_filter_that_cannot_be_read_is_one_clear_sentence(wrong: str) -> None:
    answer = ANSWERER.answer(f"port of Oran {wrong}")

    assert isinstance(answer, NoAnswer)
    assert answer.why.startswith(f"“{wrong}” cannot be read: give ")
    assert answer.nearest == ()


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("port of Oran from:afp", f"No article is from “afp”. {OUTLETS}"),
        ("port of Oran from:reuters,afp", f"No article is from “afp”. {OUTLETS}"),
        ("port of Oran since:2023", f"No article fits “since:2023”. {OUTLETS}"),
        (
            "port of Oran from:reuters since:2022-05",
            f"No article fits “from:reuters since:2022-05”. {OUTLETS}",
        ),
        ("Que dit-on du port d'Oran ? de:afp", "Aucun article ne vient de « afp ». Les sources"),
    ],
)
def test_a_filter_that_nothing_fits_names_what_there_is(asked: str, why: str) -> None:
    answer = ANSWERER.answer(asked)

    assert isinstance(answer, NoAnswer)
    assert answer.why.startswith(why)
    assert answer.searched.articles == 4


def test_no_answer_there_says_where_was_looked() -> None:
    answer = ANSWERER.answer("fishermen from:reuters")

    assert isinstance(answer, NoAnswer)
    assert answer_message(answer).text.startswith("Looking only at Reuters Africa.\nNo sentence")
    assert answer.searched.articles == 1


@pytest.mark.parametrize(
    ("asked", "articles", "remark"),
    [
        ("What of the port of Oran before 18 April?", {"a", "b", "c"}, "up to 17 April 2022"),
        ("What of the port of Oran before 2 June 2022?", {"a"}, "up to 1 June 2022"),
        ("What of the port of Oran since May 2022?", {"b"}, "since 1 May 2022"),
        ("What of the port of Oran since May 1?", {"b"}, "since 1 May 2022"),
        ("Et le port d'Oran depuis mai 2022 ?", {"b"}, "depuis le 1er mai 2022"),
        ("Et le port d'Oran avant le 1er mai ?", {"a"}, "jusqu'au 30 avril 2022"),
    ],
)
def test_a_bound_in_words_narrows_and_is_told(asked: str, articles: set[str], remark: str) -> None:
    answer = ANSWERER.answer(asked)

    assert isinstance(answer, Answer)
    assert {q.article.id for q in answer.quotations} == articles
    assert remark in answer_message(answer).text.split("\n")[0]


def test_a_bound_that_leaves_no_answer_is_lifted_and_that_is_told() -> None:
    answer = ANSWERER.answer("What of the port of Oran before 18 April?")

    assert answer_message(answer).text.startswith(
        "No article published up to 17 April 2022 answers that"
    )
    assert answer.searched.articles == 4
    assert answer_json(answer)["scope"] is None


def test_what_happened_since_a_day_is_in_no_older_article() -> None:
    answer = ANSWERER.answer("What of the port of Oran since March 2025?")

    assert isinstance(answer, NoAnswer)
    assert answer.why.startswith("No article fits “since March 2025”.")


@pytest.mark.parametrize(
    "text",
    [
        *("Who came from: Oran?", "It is 5:30", "http://a.example/x", "What happened since: talks"),
        *("Who led before the 2020 election?", "Who struck after May resigned?", "since when?"),
        *("What happened since yesterday?", "before 5000 people", "It is free of: tax", ""),
    ],
)
def test_other_words_are_no_filters(text: str) -> None:
    scope = scoped(text, PORT.catalogue)

    assert (scope.narrows, scope.question) == (False, text)


def test_a_day_without_a_year_means_nothing_where_no_article_has_a_date() -> None:
    undated = library_of(article_of("The port of Oran burned."))

    assert not scoped("port before 18 April", undated.catalogue).narrows


@given(st.text(st.sampled_from("from:sincebefor «»\"“”0123456789-/,.?é’'avntd "), max_size=60))
def test_any_text_is_read(text: str) -> None:
    scope = scoped(text, PORT.catalogue)

    assert scope.mask(PORT).shape == (4,)
    assert scope.narrows or scope.question == text


@pytest.mark.parametrize("after", ["And who said so?", "What about it?"])
def test_what_follows_stays_with_the_filter_and_says_so(after: str) -> None:
    answer = ANSWERER.answer(after, ("What of the port of Oran from:reuters?",))

    assert quoted(answer) <= {"a"}
    assert answer_message(answer).text.startswith(
        "Looking only at Reuters Africa. As in the question before."
    )


def test_who_disputes_what_an_outlet_tells_may_be_told_by_another() -> None:
    asked = "Did drivers stop work? from:metro"
    answer = Answerer(STRIKE).answer("Who disputes it?", (asked,))

    assert isinstance(answer, Answer)
    assert quoted(answer) == {"o"}
    assert not answer.scope.narrows


def test_a_question_of_its_own_leaves_the_filter_behind() -> None:
    answer = ANSWERER.answer("What of the port of Oran?", ("fishermen from:matin",))

    assert not answer.scope.narrows
    assert answer.searched.articles == 4


@pytest.mark.parametrize(
    ("asked", "articles", "remark"),
    [
        ("What did Reuters Africa report about the port of Oran?", {"a"}, "Reuters Africa."),
        ("What happened in the port of Oran, according to Le Matin?", {"b", "c"}, "Le Matin."),
        ("Selon Le Matin, que dit-on du port d'Oran ?", {"b", "c"}, "Le Matin."),
        ("Le Matin's coverage of the port of Oran", {"b", "c"}, "Le Matin."),
        ("What of the port of Oran in articles from June 2022?", {"b"}, "from 1 June 2022 to"),
        ("What did Le Matin publish in 2022 about the port of Oran?", {"b"}, "Le Matin, from 1"),
        ("What was published before May 2022 about the port of Oran?", {"a"}, "up to 30 April"),
    ],
)
def test_an_outlet_and_days_of_publication_in_words_narrow_and_that_is_told(
    asked: str, articles: set[str], remark: str
) -> None:
    answer = ANSWERER.answer(asked)

    assert isinstance(answer, Answer)
    assert quoted(answer) == articles
    assert remark in answer_message(answer).text.split("\n")[0]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("What did Reuters Africa report?", '/sources from:"Reuters Africa" lists'),
        ("since:2022-04", "/sources since:2022-04-01 lists"),
    ],
)
def test_a_filter_alone_is_told_how_to_list_the_articles(asked: str, hint: str) -> None:
    answer = ANSWERER.answer(asked)

    assert isinstance(answer, NoAnswer)
    assert hint in answer.why
    assert not sources_message(PORT, hint.partition(" ")[2].rpartition(" ")[0]).text.startswith(
        "No"
    )


def test_an_outlet_that_reports_nothing_of_it_is_said_to_have_nothing() -> None:
    answer = ANSWERER.answer("What did Reuters Africa report about fishermen in the bay?")

    assert isinstance(answer, NoAnswer)
    assert answer.searched.articles == 1


def test_who_may_be_a_speaker_is_looked_for_in_other_outlets_and_that_is_told() -> None:
    quoting = library_of(
        article_of("Ships left the port of Oran.", "a", outlet="Reuters"),
        article_of("According to Reuters, fishermen struck in the bay.", "b", outlet="Metro"),
    )

    answer = Answerer(quoting).answer("According to Reuters, who struck in the bay?")
    neither = Answerer(quoting).answer("According to Reuters, who burned the bridge?")

    assert quoted(answer) == {"b"}
    assert answer_message(answer).text.startswith("Nothing from Reuters answers that; articles")
    assert answer_message(neither).text.startswith("Looking only at Reuters.")


def test_the_newest_or_the_earliest_comes_first() -> None:
    newest = ANSWERER.answer("What is the latest on the port of Oran?")
    first = ANSWERER.answer("What was the first report on the port of Oran?")

    assert [q.article.id for q in getattr(newest, "quotations", ())] == ["b", "a", "c"]
    assert [q.article.id for q in getattr(first, "quotations", ())] == ["a", "b", "c"]


def test_denials_of_other_outlets_are_left_out_where_a_filter_asks_for_one() -> None:
    question = "Who denies that drivers stopped work?"

    everywhere, there = (Answerer(STRIKE).answer(question + f) for f in ("", " from:metro"))

    assert isinstance(everywhere, Answer)
    assert isinstance(there, NoAnswer)


WORDS = st.lists(st.sampled_from(["port", "Oran", "burned", "crane", "union"]), max_size=5)


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS.filter(bool), st.data())
def test_a_narrowed_ranking_is_the_whole_one_filtered(
    texts: list[list[str]], asked: list[str], data: st.DataObject
) -> None:
    library = library_of(
        *(article_of(f"A {' '.join(words)} ship.", f"n{n}") for n, words in enumerate(texts))
    )
    chosen = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    within = np.array(chosen, np.bool_)
    named = {library.ids[n] for n in np.flatnonzero(within).tolist()}
    question = read_question(" ".join(asked))

    whole = rank_sentences(library, question, at_least=99)
    assert rank_sentences(library, question, at_least=99, within=within) == [
        e for e in whole if e.sentence.article_id in named
    ]
    assert (
        rank_passages(library, question, 3, within)
        == [
            hit
            for hit in rank_passages(library, question, 99)
            if hit.passage_id.split("#")[0] in named
        ][:3]
    )


def test_the_newest_that_only_touches_on_it_is_not_the_latest_on_it() -> None:
    library = library_of(
        article_of("The dockers' strike in Oran went on.", "a", published=date(2022, 4, 18)),
        article_of("The dockers' strike in Oran began.", "b", published=date(2022, 4, 11)),
        article_of("A new hotel in Oran opened.", "c", published=date(2022, 6, 1)),
    )

    answer = Answerer(library).answer("What is the latest on the dockers' strike in Oran?")

    assert [q.article.id for q in getattr(answer, "quotations", ())] == ["a", "b"]


def test_another_outlet_is_asked_what_the_one_before_was_asked() -> None:
    before = "What did Reuters Africa report about the port of Oran?"

    answer = ANSWERER.answer("And Le Matin?", (before,))

    assert isinstance(answer, Answer)
    assert quoted(answer) == {"b", "c"}
    assert answer_message(answer).text.startswith("Looking only at Le Matin.\n")
