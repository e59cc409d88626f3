"""The verbs by which news reports speech, thought and will, in all their forms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from index.lexicon import entries, words


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the lists of cues; what its frames mean stands at the head of the lists.

    `particle` is the word that must follow, as in "pointed out"; "" for most.
    """

    lemma: str
    frames: frozenset[str]
    particle: str = ""


@cache
def verbs(language: str) -> Mapping[str, tuple[Verb, ...]]:
    """Every form, in lower case, of the verbs that report in `language`; those with a
    particle first."""
    french = language == "fr"
    forms_of = _french_forms if french else _english_forms
    found: dict[str, dict[str, Verb]] = {}
    for frames, listed in entries(f"reporting_cues.{'fr' if french else 'en'}"):
        for entry in listed.split():
            word, _, particle = entry.partition("_")
            lemma, *irregular = word.split("/")
            verb = Verb(lemma.rstrip("+"), frozenset(frames.split()), particle)
            for form in forms_of(lemma, irregular):
                known = found.setdefault(form, {})
                if particle in known:  # a verb may stand in several lines
                    known[particle] = Verb(
                        verb.lemma, verb.frames | known[particle].frames, particle
                    )
                else:
                    known[particle] = verb
    return {
        form: tuple(sorted(known.values(), key=lambda v: not v.particle))
        for form, known in found.items()
    }


@cache
def introducing(language: str) -> frozenset[str]:
    """All words and marks, in lower case, by which a statement may be introduced."""
    return words("claim_nouns").union(verbs(language), ["according", "selon", "d'", ":"])


def _english_forms(lemma: str, irregular: list[str]) -> Iterator[str]:
    base = lemma.rstrip("+")
    stem = base + base[-1] if lemma.endswith("+") else base
    yield base
    if base.endswith("y") and base[-2] not in "aeiou":
        yield base[:-1] + "ies"
        past = base[:-1] + "ied"
    elif base.endswith("e"):
        yield base + "s"
        past = base + "d"
    else:
        yield base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")
        past = stem + "ed"
    yield from irregular or [past]
    yield (stem[:-1] if base.endswith("e") and not base.endswith("ee") else stem) + "ing"


def _french_forms(lemma: str, irregular: list[str]) -> Iterator[str]:
    if irregular:
        yield from irregular
        return
    stem = lemma.removesuffix("er")
    soft = stem + "e" if stem.endswith("g") else stem
    if stem.endswith("c"):
        soft = stem[:-1] + "ç"  # "annonçait"
    yield from (stem + ending for ending in ("é", "e", "ent", "era"))
    yield from (soft + ending for ending in ("ait", "aient", "a", "ant"))
    yield stem + "èrent"
