import pytest

from index.attribution.speakers import subject_after, subject_before
from index.attribution.tagging import Token, tagged


def tokens_of(text: str) -> list[Token]:
    return tagged(text, 0, len(text), "en")


def words(text: str, tokens: list[Token], phrase: tuple[int, int] | None) -> str | None:
    return None if phrase is None else text[tokens[phrase[0]].start : tokens[phrase[1]].end]


BEFORE = [
    ("The mayor said so", "The mayor"),
    ("The mayor later said so", "The mayor"),
    ("A statement from the bank on Monday said so", "A statement from the bank"),
    ("The mayor, who left, said so", "The mayor"),
    ("The mayor, speaking in Lyon, said so", "The mayor"),
    ("Ann Roe, a nurse, said so", "Ann Roe, a nurse"),
    ("Ann Roe, 45, a nurse, said so", "Ann Roe, 45, a nurse"),
    ("Ann Roe, a nurse who runs a clinic, said so", "Ann Roe, a nurse who runs a clinic"),
    ("In the north, the mayor, Ann Roe, said so", "the mayor, Ann Roe"),
    ("The men who wrote to her said so", "The men"),
    ("A report published on Monday said so", "A report"),
    ("The mayor closed the bridge and said so", "The mayor"),
    ("The mayor on Monday, who was ill, said so", "The mayor"),
    ("Mayor Ann May said so", "Mayor Ann May"),
    ("Mayor Ann Roe in May said so", "Mayor Ann Roe"),
    ("Several parties, including the Greens and the Blues, said so", "Several parties"),
    ("They told him said so", None),
    ("said so", None),
]
AFTER = [
    ("said Ann Roe, the head of the bank.", "Ann Roe, the head of the bank"),
    ("said again the mayor.", "the mayor"),
    ("said them.", None),
    ("said.", None),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_the_subject_before_its_verb(text: str, expected: str | None) -> None:
    tokens = tokens_of(text)

    assert words(text, tokens, subject_before(tokens, len(tokens) - 2)) == expected


@pytest.mark.parametrize(("text", "expected"), AFTER)
def test_the_subject_behind_its_verb(text: str, expected: str | None) -> None:
    tokens = tokens_of(text)

    assert words(text, tokens, subject_after(tokens, 0)) == expected
