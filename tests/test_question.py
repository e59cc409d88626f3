import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kinds import Expectation, expectation
from bot.question import EARLIER_QUESTION, SAME_COUNTRY, read_question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who delivered the helicopters?", "who"),
        ("And who disputes it?", "who-disputes"),
        ("To whom were they sold?", "who"),
        ("What did Paris announce?", "what"),
        ("When was that?", "when"),
        ("In what year was the deal struck?", "when"),
        ("Where did they land?", "where"),
        ("Why did it fail?", "why"),
        ("How did they do it?", "how"),
        ("How many helicopters came?", "how many"),
        ("How much did they cost?", "how many"),
        ("Which helicopters did Mali get?", "which"),
        ("Did Mali get helicopters?", "yes-no"),
        ("airbus", "other"),
        ("", "other"),
        ("Qui dément ces informations ?", "who-disputes"),
        ("À qui les a-t-on vendus ?", "who"),
        ("Quand les colonels ont-ils pris le pouvoir ?", "when"),
        ("D'où vient le matériel ?", "where"),
        ("Pourquoi Paris part-il ?", "why"),
        ("Combien d'hélicoptères ?", "how many"),
        ("Quels hélicoptères le Mali a-t-il reçus ?", "which"),
        ("Que dit le communiqué ?", "what"),
        ("Le Mali a-t-il reçu des hélicoptères ?", "yes-no"),
        ("Est-ce que Paris part ?", "yes-no"),
    ],
)
def test_the_kind_of_answer_expected_is_told(text: str, kind: str) -> None:
    assert read_question(text).kind == kind


def test_a_question_asks_about_its_content_words() -> None:
    question = read_question("Who delivered the helicopters to Mali?")

    assert [word.text for word in question.topic] == ["delivered", "helicopters", "Mali"]
    assert [word.name for word in question.topic] == [False, False, True]
    assert question.language == "en"


def test_what_stands_in_for_a_word_weighs_less_than_the_word() -> None:
    (delivered, mali) = read_question("delivered to Mali").topic

    assert delivered.terms["deliv"] == 1 > delivered.terms["receiv"] > 0
    assert mali.terms["mali"] == 1 > mali.terms["bamako"] == SAME_COUNTRY


def test_the_other_names_of_a_country_of_several_words_are_found() -> None:
    words = read_question("What did the Ivory Coast buy?").topic

    assert all("ivorian" in word.terms for word in words if word.name)


def test_names_keep_the_stems_of_the_other_language() -> None:
    (word,) = read_question("Qui est Africa ?").topic

    assert {"afric", "africa"} <= word.terms.keys()


def test_the_question_before_counts_for_less() -> None:
    question = read_question("And when?", ("Who sold the frigate?",))

    assert question.topic == ()
    assert question.query["frigat"] == EARLIER_QUESTION


def test_questions_are_equal_when_text_and_conversation_are() -> None:
    assert read_question("Who?", ("a",)) == read_question("Who?", ("a",))
    assert read_question("Who?", ("a",)) != read_question("Who?")


@given(st.text(max_size=200), st.lists(st.text(max_size=50), max_size=2))
def test_any_text_is_a_question(text: str, after: list[str]) -> None:
    question = read_question(text, tuple(after))

    assert all(weight > 0 for weight in question.query.values())
    assert all(max(word.terms.values()) == 1 for word in question.topic)


def test_which_of_several_in_time_counts_little() -> None:
    first, ship = read_question("When did the first ship sail?").topic[:2]

    assert first.text == "first"
    assert first.counted < ship.counted == 1


def test_an_idiom_is_one_word_of_the_topic_read_as_the_plain_one() -> None:
    topic = read_question("Who let the two bankers off?").topic
    read = next(word for word in topic if word.text == "let … off")

    assert read.terms["acquit"] == 1
    assert read.terms["let"] < 1
    assert [word.text for word in topic if word is not read] == ["two", "bankers"]


@pytest.mark.parametrize("between", ["Who disputes it?", "Who says so?", "And when?", "Qui nie ?"])
def test_a_question_about_the_sides_alone_changes_nothing_of_what_is_asked_about(
    between: str,
) -> None:
    directly = read_question("Where did they land?", ("Who sold the frigates?",))
    later = read_question("Where did they land?", ("Who sold the frigates?", between))

    assert later.earlier == directly.earlier
    assert [word.text for word in later.earlier] == ["sold", "frigates"]


def test_a_long_run_of_questions_that_lean_on_the_one_before_is_read_in_few_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def counted(text: str) -> Expectation:
        read.append(text)
        return expectation(text)

    monkeypatch.setattr("bot.question.expectation", counted)
    after = ("Who sold the frigates?", *["And when?"] * 12)
    question = read_question("Who disputes it?", after)

    assert [word.text for word in question.earlier] == ["sold", "frigates"]
    assert len(read) <= 2 * len(after)
