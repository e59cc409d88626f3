import pytest

from index.attribution.quoting import quotations, whole_quotations
from index.segmentation import segment
from tests.conftest import article_of

CASES = [
    ("''We lost,'' she said.", ["''We lost,''"]),
    ("‘We lost,’ she said.", ["‘We lost,’"]),
    ("'We lost,' she said.", ["'We lost,'"]),
    ("The boys' house is the girls' house.", []),
    ('“We lost," she said. “No.”', ['“We lost,"', "“No.”"]),
    ("Plain words.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_in_every_kind_of_mark(text: str, expected: list[str]) -> None:
    found = quotations(text, segment(article_of(text)))

    assert [span.of(text) for span in found] == expected


KINDS = [
    ('"We lost," she said.', "Q"),
    ('She said: "no"', "Q"),
    ('The so-called "war tax" was kept.', "QN"),
    ('They sang "we shall go home when it is all over" twice.', "Q"),
]


@pytest.mark.parametrize(("text", "tag"), KINDS)
def test_a_quotation_says_or_names(text: str, tag: str) -> None:
    segmentation = segment(article_of(text))
    sentence = segmentation.sentences[0].span

    (token,) = whole_quotations(text, sentence, segmentation.quotations)

    assert token.tag == tag
