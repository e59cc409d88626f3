from index.attribution.introductions import Statement
from index.attribution.statements import statements
from index.attribution.tagging import Token, tagged


def read(text: str) -> tuple[list[Token], list[Statement]]:
    tokens = tagged(text, 0, len(text), "en")
    return tokens, statements(tokens, "en")


def contents(text: str) -> list[str]:
    tokens, found = read(text)
    return [
        text[tokens[first].start : tokens[last].end]
        for statement in found
        for first, last in statement.contents
    ]


def test_statements_side_by_side_keep_to_their_own_words() -> None:
    assert contents("Ann said it rained, but Bob said it snowed") == ["it rained", "it snowed"]


def test_a_statement_inside_another_is_part_of_it() -> None:
    assert contents("Ann said Bob denied the charge") == ["Bob denied the charge", "the charge"]


def test_a_second_verb_of_the_same_source_ends_the_first_content() -> None:
    assert contents("Ann said it rained and added that it was cold") == [
        "it rained",
        "that it was cold",
    ]


def test_who_passes_a_statement_on_is_secondary() -> None:
    text = "Prices will rise, the minister said, according to the Daily Star."
    tokens, (statement,) = read(text)

    assert statement.secondary is not None
    assert tokens[statement.secondary[1]].text == "Star"


def test_a_source_of_the_whole_sentence_is_not_secondary() -> None:
    _, found = read("The man who said he was a doctor fled, according to police.")

    assert [s.secondary for s in found] == [None, None]
