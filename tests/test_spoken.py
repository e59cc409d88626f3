from datetime import date

import pytest

from bot.answering import Answer, Answerer, NoAnswer
from bot.question import read_question
from bot.spoken import whom_asked_for
from tests.conftest import article_of, library_of

BRIDGE = article_of(
    "The bridge over the Oster at Tarn will close in June.\n\n"
    "The bridge over the Oster is unsafe, engineers told the council.\n\n"
    '"The bridge over the Oster is as safe as a house," said Mayor Lena Brandt.\n\n'
    "The Norland ministry of transport said that the bridge needs new bolts.\n\n"
    "Carl Voss, the envoy to Norland, said that he had never seen the bridge.",
    "bridge",
    published=date(2020, 2, 1),
)
TRAM = article_of(
    "The tram to the harbour of Tarn costs three crowns, a driver said.\n\nThe harbour is closed.",
    "tram",
    published=date(2020, 3, 1),
)
TRAMWAY = article_of(
    "Le tramway du port est trop cher pour beaucoup de gens, a déclaré la présidente des usagers, "
    "Ida Moll.\n\nLe port est fermé depuis un mois.",
    "tramway",
    published=date(2020, 3, 2),
    language="fr",
)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(library_of(BRIDGE, TRAM, TRAMWAY))


@pytest.mark.parametrize(
    ("question", "whom"),
    [
        ("What does the ministry say about the bridge?", "the ministry"),
        ("What does the ministry itself say?", "the ministry"),
        ("what exactly did Lena Brandt claim?", "Lena Brandt"),
        ("Why does the ministry reject the report?", "the ministry"),
        ("Is the bridge safe, according to the mayor?", "the mayor"),
        ("According to Lena Brandt, is the bridge safe?", "Lena Brandt"),
        ("Que dit la maire sur le pont ?", "la maire"),
        ("Qu'a déclaré Ida Moll ?", "Ida Moll"),
        ("Qu’a déclaré Ida Moll ?", "Ida Moll"),
        ("Que répond la Norlande aux accusations ?", "la Norlande"),
        ("Que dit l'ONU de la crise ?", "l'ONU"),
        ("Que dit le ministère de la défense du pont ?", "le ministère de la défense du pont"),
        ("Que dit la République du Norland ?", "la République du Norland"),
        ("Qu'est-ce que la maire a dit ?", "la maire"),
        ("Selon la maire, le pont est-il sûr ?", "la maire"),
    ],
)
def test_whose_words_are_asked_for(question: str, whom: str) -> None:
    found = whom_asked_for(read_question(question))

    assert found is not None
    assert found.text == whom


@pytest.mark.parametrize(
    "question",
    [
        "What did she say?",
        "Who says so?",
        "What was said about it?",
        "What do the articles say about the bridge?",
        "Que dit la presse sur le pont ?",
        "When did the bridge close?",
        "What pictures did the head of state share?",
        "What did the ministry of state share?",
        "What did the clerk do with the report?",
    ],
)
def test_where_nobody_is_named_nobodys_words_are_asked_for(question: str) -> None:
    assert whom_asked_for(read_question(question)) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What does the mayor say about the bridge over the Oster?", "said Mayor Lena Brandt"),
        ("What did the engineers say about the bridge over the Oster?", "engineers told"),
        ("What did the ministry of transport say about the bridge?", "needs new bolts"),
        ("Is the bridge over the Oster safe, according to the mayor?", "said Mayor Lena Brandt"),
        ("Qu'a déclaré Ida Moll sur le tramway ?", "Ida Moll"),
    ],
)
def test_their_own_words_come_first(answerer: Answerer, question: str, said: str) -> None:
    answer = answerer.answer(question)

    assert isinstance(answer, Answer)
    assert said in answer.quotations[0].text


def test_the_words_of_others_are_no_answer(answerer: Answerer) -> None:
    answer = answerer.answer("What did Ida Moll say about the bridge over the Oster?")

    assert isinstance(answer, NoAnswer)
    assert "Ida Moll" in answer.why


def test_an_envoy_to_a_country_does_not_speak_for_it(answerer: Answerer) -> None:
    answer = answerer.answer("What did Norland say about the bridge?")

    assert isinstance(answer, Answer)
    assert answer.quotations[0].text.startswith("The Norland ministry")


def test_where_only_the_better_source_was_asked_for_others_answer(answerer: Answerer) -> None:
    answer = answerer.answer("What does the tram cost, according to the mayor?")

    assert isinstance(answer, Answer)
    assert "three crowns" in answer.quotations[0].text
