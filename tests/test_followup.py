import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.followup import follow_up, subject

STRIKE = "Why did the dockers of Sète walk out?"


@pytest.mark.parametrize(
    ("text", "after", "rewritten"),
    [
        ("Does it pay overtime?", "What is the port authority?", "Does the port authority pay"),
        ("What is their union called?", STRIKE, "Sète's union called"),
        ("And when?", "Who sold the frigate?", "when the frigate"),
        (
            "Who made the first vaccine doses?",
            "Who is Inès Caron?",
            "Who made the first vaccine doses?",
        ),
        ("Does it work?", "", "Does it work?"),
    ],
)
def test_a_follow_up_is_made_readable_by_itself(text: str, after: str, rewritten: str) -> None:
    assert rewritten in follow_up(text, (after,) if after else ()).rewritten


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("Who disputes it?", 1.0),
        ("And in March?", 1.0),
        ("Who says so?", 1.0),
        ("Et quand ?", 1.0),
        ("Pourquoi l'a-t-il fait ?", 1.0),
        ("What did the minister of Togo order in January?", 0.0),
        ("How many vaccine doses did the laboratory deliver?", 0.5),
    ],
)
def test_a_change_of_topic_is_noticed(text: str, follows: float) -> None:
    assert follow_up(text, (STRIKE,)).follows == follows


def test_nothing_asked_before_is_nothing_to_follow() -> None:
    assert follow_up("And when?", ()).follows == 0


def test_the_subject_of_a_question_is_in_its_own_words() -> None:
    assert subject("Tell me about the dockers, please.") == "the dockers"
    assert subject("Who sold the frigate?") == "the frigate"
    assert subject("When?") == ""


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=3))
def test_any_conversation_is_read(text: str, after: list[str]) -> None:
    read = follow_up(text, tuple(after))

    assert 0 <= read.follows <= 1
    assert read.text == text
