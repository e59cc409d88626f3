import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kinds import expectation


@pytest.mark.parametrize(
    ("text", "kind", "answers"),
    [
        ("Who sold the frigate?", "who", {"person", "organisation"}),
        ("Who was behind the raid?", "who", {"culprit"}),
        ("Who was the target of the raid?", "who", {"victim"}),
        ("Which striker scored?", "which", {"person"}),
        ("Which news agency quoted the general who resigned?", "which", {"organisation"}),
        ("Which former coach of Lens won?", "which", {"person"}),
        ("What is the name of the captain?", "which", {"person"}),
        ("What is the name of the ship?", "which", {"name"}),
        ("Comment s'appelle le navire ?", "which", {"name"}),
        ("Comment s'appelle le capitaine ?", "which", {"person"}),
        ("What armed group did it?", "which", {"organisation"}),
        ("What caused the port fire?", "what", set()),
        ("In what year was it founded?", "when", {"year"}),
        ("Which country bought it?", "which", {"country"}),
        ("At what time did the vote end?", "when", {"time"}),
        ("What reason did the club give?", "why", {"reason"}),
        ("how come the tanker sank", "why", {"reason"}),
        ("price of the vaccine?", "how many", {"money"}),
        ("How much did it cost?", "how many", {"money"}),
        ("How many people voted?", "how many", {"number"}),
        ("Who says the vote was fair?", "who-says", {"person", "organisation", "statement"}),
        ("According to whom?", "who-says", {"person", "organisation", "statement"}),
        ("Is that contested?", "who-disputes", {"denial"}),
        ("Does anyone deny it?", "who-disputes", {"denial"}),
        ("Quel parti politique a gagné ?", "which", {"organisation"}),
        ("Quelle idée le capitaine a-t-il eue ?", "which", set()),
        ("Qui conteste ce chiffre ?", "who-disputes", {"denial"}),
        (
            "Qui affirme que le vote était juste ?",
            "who-says",
            {"person", "organisation", "statement"},
        ),
        ("Did the club pay?", "yes-no", {"statement", "denial"}),
        ("En quelle année ?", "when", {"year"}),
        ("airbus", "other", set()),
        ("List the vaccines.", "list", set()),
    ],
)
def test_the_answer_expected_is_told(text: str, kind: str, answers: set[str]) -> None:
    expected = expectation(text)

    assert (expected.kind, set(expected.answers)) == (kind, answers)


def test_words_that_only_name_the_answer_are_told() -> None:
    text = "Which striker scored?"

    assert [span.of(text) for span in expectation(text).formula] == ["striker"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Who is the Russian ambassador in Bamako?", "ambassador"),
        ("name of the captain of the ferry?", "captain"),
        ("Which insurer covers the ferry?", "insurer"),
        ("Which politician won?", None),
        ("Who is the boss?", None),
    ],
)
def test_a_special_role_is_told(text: str, role: str | None) -> None:
    found = expectation(text).role

    assert (found.of(text) if found else None) == role


@given(st.text(max_size=100))
def test_any_text_expects_something(text: str) -> None:
    expected = expectation(text)

    assert expected.kind
    assert all(span.end <= len(text) for span in expected.formula)
