import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chatter import questions, without_chatter


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("hey, could you tell me who on earth sold the frigate?", "who sold the frigate?"),
        ("Bonjour, pouvez-vous me dire qui a vendu la frégate, svp ?", "qui a vendu la frégate, ?"),
        ("Do you know if the port is closed?", "the port is closed?"),
        ("I'd like to know when it sank, thanks", "when it sank,"),
        ("Who told the minister?", "Who told the minister?"),
        ("thanks", "thanks"),
    ],
)
def test_what_asks_nothing_is_left_out(text: str, bare: str) -> None:
    assert " ".join(without_chatter(text).split()) == bare


def test_several_questions_of_one_message_are_told_apart() -> None:
    assert questions("Who sold it? When was that?") == ("Who sold it?", "When was that?")
    assert questions("Qui l'a vendu ?\nEt quand ?") == ("Qui l'a vendu ?", "Et quand ?")


@pytest.mark.parametrize(
    "text",
    [
        "Who sold it",
        "Who sold it? I heard the minister denies it",
        "The port is closed. Who says so?",
        "Really? Why? How? When?",  # a text that asks itself, not a list of questions
        "?!",
        "? ?",
    ],
)
def test_what_stands_beside_a_question_belongs_to_it(text: str) -> None:
    assert questions(text) == (text,)


@given(st.text(max_size=80))
def test_offsets_stay_as_they_are(text: str) -> None:
    bare = without_chatter(text)

    assert len(bare) == len(text)
    assert all(kept in (" ", char) for kept, char in zip(bare, text, strict=True))
    assert questions(text)
