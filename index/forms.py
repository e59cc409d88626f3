"""Forms of one word that no stemmer brings together: "overthrew" and "overthrown", "reçu" and
"reçoivent". Lists are in index/lexicon/forms.*.txt."""

from collections.abc import Mapping
from functools import cache

from index.analysis import folded
from index.lexicon import UNDERSTOOD, lines


def other_forms(word: str, language: str) -> frozenset[str]:
    """The other forms of a folded word, folded; empty where stemming is enough. A language that
    is not understood is looked up in all that are."""
    spoken = (language,) if language in UNDERSTOOD else UNDERSTOOD
    return frozenset(form for one in spoken for form in _forms(one).get(word, ())) - {word}


@cache
def _forms(language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in lines(f"forms.{language}"):
        forms = frozenset(folded(form) for form in line.split())
        for form in forms:
            found[form] = found.get(form, frozenset()) | forms
    return found
