"""English parts of speech by Brill's rules (Brill 1992, "A simple rule-based part of speech
tagger"): a lexicon gives each word its commonest tag, rules on endings guess unknown words,
rules on neighbours mend both.

textblob carries the data. Its files are read where they lie and its code is never imported: that
would load nltk, half a second for a program that answers in less.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec

# How rules of context look at neighbours. ("tag", -1) is the tag of the word before; of several
# in _ANY one must fit, of those in _BOTH all.
_ANY = {
    "PREVTAG": [("tag", -1)],
    "NEXTTAG": [("tag", 1)],
    "PREV2TAG": [("tag", -2)],
    "NEXT2TAG": [("tag", 2)],
    "PREV1OR2TAG": [("tag", -1), ("tag", -2)],
    "NEXT1OR2TAG": [("tag", 1), ("tag", 2)],
    "PREV1OR2OR3TAG": [("tag", -1), ("tag", -2), ("tag", -3)],
    "NEXT1OR2OR3TAG": [("tag", 1), ("tag", 2), ("tag", 3)],
    "PREVWD": [("word", -1)],
    "NEXTWD": [("word", 1)],
    "PREV1OR2WD": [("word", -1), ("word", -2)],
    "NEXT1OR2WD": [("word", 1), ("word", 2)],
    "CURWD": [("word", 0)],
}
_BOTH = {
    "SURROUNDTAG": [("tag", -1), ("tag", 1)],
    "PREVBIGRAM": [("tag", -2), ("tag", -1)],
    "NEXTBIGRAM": [("tag", 1), ("tag", 2)],
    "WDPREVTAG": [("tag", -1), ("word", 0)],
    "WDNEXTTAG": [("word", 0), ("tag", 1)],
    "WDAND2AFT": [("word", 0), ("word", 2)],
    "WDAND2TAGAFT": [("word", 0), ("tag", 2)],
    "WDAND2TAGBFR": [("tag", -2), ("word", 0)],
    "LBIGRAM": [("word", -1), ("word", 0)],
    "RBIGRAM": [("word", 0), ("word", 1)],
}
_MARGIN = 3  # no rule looks further
_EDGE = ["STAART"] * _MARGIN  # as the file of rules spells it

_Test = tuple[bool, int, str]  # on the tag or else on the word, how far off, what it must be
_Rule = tuple[int, str, _Test | None]  # rank, what the tag becomes where the other test holds too
_Rules = list[tuple[bool, int, dict[str, list[_Rule]]]]  # by first tests that look at one place


def mended(tags: Sequence[str], words: Sequence[str]) -> list[str]:
    """The tags of the words of a sentence, changed by the rules on neighbours."""
    texts, found = [*_EDGE, *words, *_EDGE], [*_EDGE, *tags, *_EDGE]
    rules = _rules()
    for place in range(_MARGIN, _MARGIN + len(tags)):
        rank = -1
        # after a change the later rules of the new tag apply
        while (looks := rules.get(found[place])) and (
            change := _first_rule(looks, found, texts, place, rank)
        ):
            rank, found[place] = change
    return found[_MARGIN:-_MARGIN]


def _first_rule(
    looks: _Rules, tags: list[str], texts: list[str], place: int, after: int
) -> tuple[int, str] | None:
    """The first rule, of those of a rank above `after`, that changes the tag at a place: its
    rank, and what the tag becomes."""
    first: tuple[int, str] | None = None
    for on_tag, offset, by_value in looks:
        for rank, become, second in by_value.get((tags if on_tag else texts)[place + offset], ()):
            earlier = rank > after and (first is None or rank < first[0])
            if earlier and (second is None or _holds(second, tags, texts, place)):
                first = rank, become
    return first


def _holds(test: _Test, tags: list[str], texts: list[str], place: int) -> bool:
    on_tag, offset, value = test
    return (tags if on_tag else texts)[place + offset] == value


def guessed(word: str) -> str:
    """A word that the lexicon lacks: names by their capital, others by their ending."""
    if word[0].isupper() or word[0] == "@":
        return "NNP"
    if any(c.isdigit() for c in word):
        return "JJ" if "-" in word else "CD"
    for ending, tag in _ENDINGS:
        if word.endswith(ending):
            return tag
    return "NN"


# From the longest: "-ingly" before "-ly".
_ENDINGS = (
    ("ly", "RB"), ("ing", "VBG"), ("ed", "VBN"), ("ous", "JJ"), ("ful", "JJ"), ("ive", "JJ"),
    ("able", "JJ"), ("ible", "JJ"), ("al", "JJ"), ("ic", "JJ"), ("less", "JJ"), ("ss", "NN"),
    ("us", "NN"), ("is", "NN"), ("s", "NNS"), ("ize", "VB"), ("ise", "VB"),
)  # fmt: skip


def in_dictionary(word: str) -> bool:
    """Whether a word in lower case is one of the English tagger's dictionary."""
    return word in lexicon()


@cache
def lexicon() -> dict[str, str]:
    """The commonest tag of each word, as it is written."""
    found = {}
    for line in _data("en-lexicon.txt"):
        word, tag = line.split(" ")[:2]
        found[word] = tag
    found.update({"'s": "POS", "’s": "POS", "n’t": "RB", "n't": "RB"})
    return found


@cache
def _rules() -> dict[str, _Rules]:
    """For each tag the rules that may change it, by what they first look at: most tokens are left
    as they are, and that is found out by a look at each neighbour."""
    found: dict[str, dict[tuple[bool, int], dict[str, list[_Rule]]]] = {}
    for rank, (wanted, become, tests) in enumerate(_listed_rules()):
        for (on_tag, offset, value), second in tests:
            by_value = found.setdefault(wanted, {}).setdefault((on_tag, offset), {})
            by_value.setdefault(value, []).append((rank, become, second))
    return {
        tag: [(on_tag, offset, by_value) for (on_tag, offset), by_value in looks.items()]
        for tag, looks in found.items()
    }


def _listed_rules() -> Iterator[tuple[str, str, list[tuple[_Test, _Test | None]]]]:
    """The tag that a rule changes, what it becomes, and the tests of which one must hold, some
    with another, in the order of the file."""
    for line in _data("en-context.txt"):
        wanted, become, kind, *values = line.split()
        if wanted == "IN" and become == "VB":
            continue  # meant for "they like it", it makes a verb of "of" in "accused him of"
        if kind.upper() in _ANY:
            looks = _ANY[kind.upper()]
            yield wanted, become, [((on == "tag", n, values[0]), None) for on, n in looks]
        elif kind.upper() in _BOTH:
            first, second = (
                (on == "tag", offset, value)
                for (on, offset), value in zip(_BOTH[kind.upper()], values, strict=False)
            )
            yield wanted, become, [(first, second)]


def _data(name: str) -> Iterable[str]:
    found = find_spec("textblob")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("textblob is not installed", name="textblob")
    path = f"{found.submodule_search_locations[0]}/en/{name}"
    with open(path, encoding="utf-8") as file:  # noqa: PTH123  (no file of the user's)
        return [line for line in file.read().splitlines() if line and not line.startswith(";;;")]
