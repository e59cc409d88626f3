import pytest

from index.attribution.contents import end_of, right_of
from index.attribution.cues import verbs
from index.attribution.tagging import tagged

BEGINS = [  # the verb is the second word
    ("She said that it rained.", "that", "that it rained."),
    ("She said it rained.", "clause", "it rained."),
    ("She said on Monday the men had left.", "clause", "the men had left."),
    ("She said in a letter that it rained.", "that", "that it rained."),
    ("She told the men in Lyon that it rained.", "that", "that it rained."),
    ("She told her she could go.", "clause", "she could go."),
    ("She announced the closure of a mine.", "thing", "the closure of a mine"),
    ("She announced the closure, and left.", "thing", "the closure"),
    ("She denounced the raid while he praised it.", "thing", "the raid"),
    ("She vowed to stay.", "to", "to stay."),
    ("She urged the men to stay.", "to", "the men to stay."),
    ("She warned of floods.", "of", "of floods."),
    ("She accused him of theft.", "of", "him of theft."),
    ("She asked why they left.", "question", "why they left."),
    ("She rejected the allegations.", "thing", "the allegations."),
    ("She denied reports the ferry had sunk.", "thing", "reports the ferry had sunk."),
    ("She denied selling the mine but said she would.", "thing", "selling the mine"),
]
NOTHING = [
    "She denied the widow the house.",
    "She rejected the parcel.",
    "She posted a parcel.",
    "She said.",
    "She asked the men.",
]


@pytest.mark.parametrize(("text", "sign", "content"), BEGINS)
def test_content_right_of_its_verb(text: str, sign: str, content: str) -> None:
    tokens = tagged(text, 0, len(text), "en")
    verb = verbs("en")[tokens[1].lower][-1]

    begun = right_of(tokens, 1, verb)

    assert begun is not None
    assert begun.sign == sign
    last = end_of(tokens, begun, len(tokens) - 1)
    assert text[tokens[begun.place].start : tokens[last].end].rstrip(".") == content.rstrip(".")


@pytest.mark.parametrize("text", NOTHING)
def test_a_verb_without_content_reports_nothing(text: str) -> None:
    tokens = tagged(text, 0, len(text), "en")

    assert right_of(tokens, 1, verbs("en")[tokens[1].lower][-1]) is None


ACCUSED = [  # French; the verb is the second word
    ("Elle accuse le maire de mentir.", "le maire de mentir"),
    ("Elle accuse le groupe d’avoir menti.", "le groupe d’avoir menti"),
    ("Elle soupçonne Paul d'être parti.", "Paul d'être parti"),
    ("Elle accuse réception du courrier.", None),
    ("Elle accuse un retard de deux ans.", None),
    ("Elle accuse une baisse de premier plan.", None),
    ("Elle accuse le maire de", None),
]


@pytest.mark.parametrize(("text", "content"), ACCUSED)
def test_whoever_accuses_somebody_of_doing_something_says_so(
    text: str, content: str | None
) -> None:
    tokens = tagged(text, 0, len(text), "fr")

    begun = right_of(tokens, 1, verbs("fr")[tokens[1].lower][-1])

    said = begun and text[tokens[begun.place].start : tokens[-1].end].rstrip(".")
    assert said == content
