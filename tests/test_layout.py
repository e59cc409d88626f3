import pytest

from index.reading.layout import Line, paragraphs, without_furniture


def lines(*texts: str, page: int = 1, x: float = 72) -> list[Line]:
    return [
        Line(text.strip(), x + 8 * text.startswith(" "), 760 - 12 * number, 10, page)
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (["He saw the agree-", "ment."], "He saw the agreement."),
        (["He saw the agree\u00ad", "ment."], "He saw the agreement."),
        (
            ["A long-term view, and long-", "term is meant."],
            "A long-term view, and long-term is meant.",
        ),
        (["Said Jean-", "Pierre Caron."], "Said Jean-Pierre Caron."),
        (["Qu'en pense-t-", "elle donc ?"], "Qu'en pense-t-elle donc ?"),
        (["The Mi-", "35 flew."], "The Mi-35 flew."),
        (["He left –", "so they say."], "He left – so they say."),
        (["https://example.org/", "news"], "https://example.org/news"),
    ],
)
def test_words_broken_at_a_line_end_are_mended(texts: list[str], joined: str) -> None:
    assert paragraphs([lines(*texts)]) == [joined]


def test_an_indented_line_begins_a_paragraph() -> None:
    assert paragraphs([lines("One is said.", " Two is said", "and more.")]) == [
        "One is said.",
        "Two is said and more.",
    ]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    long = "The minister denied that the port had signed a contract."

    assert paragraphs([lines(long, "He left.", long)]) == [f"{long} He left.", long]


def test_letters_of_another_size_are_another_paragraph() -> None:
    heading = Line("Heading", 72, 772, 14, 1)

    assert paragraphs([[heading, *lines("Text.")]]) == ["Heading", "Text."]


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = [lines("He said that the ship"), lines("would come.", page=2)]

    assert paragraphs(pages) == ["He said that the ship would come."]


def test_a_new_page_begins_a_paragraph_behind_a_full_stop() -> None:
    assert paragraphs([lines("It came."), lines("it left.", page=2)]) == ["It came.", "it left."]


def test_what_stands_side_by_side_is_not_joined() -> None:
    left, right = lines("He said so"), lines("and no more", x=300)

    assert paragraphs([left + right]) == ["He said so", "and no more"]


def test_no_lines_give_no_paragraphs() -> None:
    assert paragraphs([[], []]) == []


@pytest.mark.parametrize("number", ["3", "Page 3", "- 3 -", "3 / 10", "page 3 of 10", "p. 3"])
def test_page_numbers_are_left_out(number: str) -> None:
    above, below = Line(number, 290, 800, 10, 1), Line(number, 290, 40, 10, 1)

    assert without_furniture([[above, *lines("Text.")]]) == [lines("Text.")]
    assert without_furniture([[*lines("Text."), below]]) == [lines("Text.")]


def test_a_number_that_ends_the_text_of_a_page_stays() -> None:
    page = lines("They signed it in", "2019")

    assert without_furniture([page]) == [page]


def test_a_line_said_on_one_page_is_no_running_head() -> None:
    pages = [lines("News", "One."), lines("News", "Two.", page=2), lines("Only here", page=3)]

    assert [[line.text for line in page] for page in without_furniture(pages)] == [
        ["One."],
        ["Two."],
        ["Only here"],
    ]
