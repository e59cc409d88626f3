from index.attribution import attributions
from index.segmentation import segment
from tests.conftest import article_of


def contents(text: str) -> list[tuple[str, list[str]]]:
    """(source, content) of each attribution."""
    article = article_of(text)
    return [
        (a.source[0].of(text), [span.of(text) for span in a.content])
        for a in attributions(article, segment(article))
    ]


def test_a_quotation_goes_on_in_the_same_paragraph() -> None:
    text = '"We tried," the coach said. "Nobody helped. We lost." The crowd left.'

    assert contents(text) == [("the coach", ['"We tried,"', '"Nobody helped. We lost."'])]


def test_a_quotation_follows_reported_speech() -> None:
    text = 'The nurse said she was tired. "I have not slept for two days."'

    assert contents(text) == [("The nurse", ["she was tired", '"I have not slept for two days."'])]


def test_a_paragraph_that_opens_a_quotation_goes_on_with_the_speaker() -> None:
    text = (
        '"The mine will close," the director said. "There is no ore.\n\n'
        '"We have told the men.\n\n'
        '"They will be paid."\n\nThe town was silent.'
    )

    assert contents(text) == [
        (
            "the director",
            [
                '"The mine will close,"',
                '"There is no ore.',
                '"We have told the men.',
                '"They will be paid."',
            ],
        )
    ]


def test_a_paragraph_with_its_own_speaker_does_not_go_on() -> None:
    text = '"It will close," the director said.\n\n"It will not," the mayor said.'

    assert contents(text) == [
        ("the director", ['"It will close,"']),
        ("the mayor", ['"It will not,"']),
    ]


def test_an_answer_is_not_given_to_who_asked() -> None:
    text = '"Will it close?" the mayor asked.\n\n"It will."'

    assert contents(text) == [("the mayor", ['"Will it close?"'])]


def test_a_quotation_behind_something_else_has_no_speaker() -> None:
    text = 'The director went home. "There is no ore."'

    assert contents(text) == []


def test_a_colon_hands_over_to_the_next_paragraph() -> None:
    text = 'The statement reads:\n\n"The mine is closed."\n\nIt was signed.'

    assert contents(text) == [("The statement", ['"The mine is closed."'])]
