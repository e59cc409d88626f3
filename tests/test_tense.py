import pytest

from index.temporal.expressions import grammar
from index.temporal.tense import Tense, tense


def around(sentence: str, language: str) -> Tense:
    """The tense around the word in brackets."""
    before, rest = sentence.split("[")
    inside, after = rest.split("]")
    rules = grammar(language)
    counts = [len(rules.tokens(part)) for part in (before, inside)]
    forms = [token.group().lower() for token in rules.tokens(before + inside + after)]
    return tense(forms, counts[0], sum(counts) - 1, language).tense


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The committee met on [Friday].", -1),
        ("The committee will meet on [Friday].", 1),
        ("The committee is to meet on [Friday].", 1),
        ("The trial is due to open on [Friday].", 1),
        ("The bridge is expected to be completed by [May].", 1),
        ("The minister might resign on [Friday].", 1),
        ("The minister might have resigned on [Friday].", -1),
        ("She agreed on [Friday] to play for Lyon.", -1),
        ("A nurse who died on [Friday] will be buried at home.", -1),
        ("On [Friday], the nurses will vote.", 1),
        ("On [Friday], the nurses voted.", -1),
        ("The court, expected to rule for the bank, [Friday] adjourned.", -1),
        ("The match is on [Saturday].", 1),
        ("You may recall that in [June], voters narrowly chose him.", -1),
        ("Losses due to its third-quarter write-down, a note on [Monday].", 0),
        ("A statement on [Monday] reads as follows.", 0),
        ("It will pay; [Friday] was a holiday.", -1),
    ],
)
def test_tense_in_english(sentence: str, expected: Tense) -> None:
    assert around(sentence, "en") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Le ministre a démissionné [vendredi].", -1),
        ("Le ministre démissionnera [vendredi].", 1),
        ("Les députés se réuniront [vendredi].", 1),
        ("Le procès doit s'ouvrir [vendredi].", 1),
        ("Le scrutin est prévu [vendredi].", 1),
        ("Le cortège défilait [vendredi].", -1),
        ("Ils manifestèrent [vendredi].", -1),
        ("[Vendredi], le conseil votera.", 1),
        ("L'opéra de Dakar, [vendredi].", 0),
    ],
)
def test_tense_in_french(sentence: str, expected: Tense) -> None:
    assert around(sentence, "fr") == expected
