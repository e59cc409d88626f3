"""What kind of answer a question expects, and which of its words say only that.

A question names its answer by a question word ("who"), by a noun ("which politician", "the price
of"), or by what it does ("is anyone denying that?"). Nouns are in index/lexicon/answer_types.txt.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from index.analysis import folded_in_place
from index.lexicon import entries
from index.model import Span


@dataclass(frozen=True, slots=True)
class Expectation:
    """`kind` as shown to the outside; `answers`: what a sentence must hold to answer, any of
    "person", "organisation", "place", "date", "time", "number", "money", "reason", "manner",
    "name", "statement", "denial", "culprit", "victim", "weapon", "year", "country";
    empty where anything may.
    `formula` holds the spans of the question's words that say what is expected rather than what
    the question is about. `role`: the word among them that whoever is asked for is called by,
    unless it is a general one ("the captain", but not "the official")."""

    kind: str
    answers: frozenset[str] = frozenset()
    formula: tuple[Span, ...] = ()
    role: Span | None = None


DENY = (
    r"(?:den(?:y|ies|ied|ying)|disput(?:e[sd]?|ing)|contest(?:s|ed|ing)?|contradict(?:s|ed|ing)?"
    r"|disagree[sd]?|disagreeing|reject(?:s|ed|ing)?|refut(?:e[sd]?|ing)|rebut(?:s|ted)?"
    r"|challeng(?:e[sd]?|ing)|doubt(?:s|ed|ing)?|push(?:es|ed|ing)? back|object(?:s|ed|ing)?"
    r"|says? (?:no|otherwise|the opposite|it'?s (?:false|untrue|not true|a lie)))"
)
SAY = (
    r"(?:sa(?:y|ys|id|ying)|claim(?:s|ed|ing)?|report(?:s|ed|ing)?|announc(?:e[sd]?|ing)"
    r"|confirm(?:s|ed|ing)?|stat(?:es?|ed|ing)|argu(?:e[sd]?|ing)|alleg(?:e[sd]?|ing)"
    r"|warn(?:s|ed|ing)?|insist(?:s|ed|ing)?|predict(?:s|ed|ing)?|reckon(?:s|ed|ing)?"
    r"|admit(?:s|ted|ting)?|conced(?:e[sd]?|ing)|assert(?:s|ed|ing)?|accus(?:e[sd]?|ing)"
    r"|brag(?:s|ged|ging)?|boast(?:s|ed|ing)?|tell(?:s|ing)?|told|thinks?|believes?|writes?|wrote)"
)
_ANYONE = r"(?:any(?:one|body)|some(?:one|body)|every(?:one|body))"
DENY_FR = (
    r"(?:dement(?:ent|i)?|contest(?:e|ent|ait)|ni(?:e|ent)|refut(?:e|ent)"
    r"|contredi(?:t|sent)|rejett(?:e|ent)|pas d'accord|dit (?:non|le contraire))"
)
SAY_FR = (
    r"(?:di(?:t|sent)|affirm(?:e|ent|ait)|declar(?:e|ent|ait)|annonc(?:e|ent)|pretend(?:ent)?"
    r"|assur(?:e|ent)|soutien(?:t|nent)|estim(?:e|ent)|accus(?:e|ent)|confirm(?:e|ent)"
    r"|repond(?:ent)?|repliqu(?:e|ent)|reproch(?:e|ent)|promet(?:tent)?|pens(?:e|ent)"
    r"|(?:a|ont) (?:dit|affirme|declare|annonce|pretendu|assure|soutenu|estime|accuse|confirme"
    r"|ecrit|repondu|replique|reproche|promis)"
    r"|ecri(?:t|vent))"
)

# "who" of a question; in "the general who resigned" it asks nothing.
_WHO = (
    r"(?:^|[,;:?!.(-] *|\d ?|\b(?:and|but|or|so|then|exactly|to|of|by|from|with|for|at|on|in"
    r"|against|know|me|wonder|behind|about) )who"
)

# On folded text. A dispute is told wherever it stands; of the others the one that stands first.
_KINDS: tuple[tuple[str, str, frozenset[str]], ...] = tuple(
    (kind, pattern, frozenset(answers.split()))
    for kind, pattern, answers in (
        (
            "who-disputes",
            rf"\bwho(?: else)?(?: \w+){{0,2}} {DENY}\b|\b{_ANYONE}\b.{{0,60}}\b{DENY}\b"
            rf"|\b(?:is|are|was|were) (?:it|this|that|these|those) (?:being )?"
            r"(?:contested|disputed|denied|challenged|in dispute)\b"
            r"|\b(?:both|two) (?:sides|camps|versions|accounts)\b|\bwhat do .{0,30} say to that\b"
            rf"|\bqui(?: \w+){{0,2}} {DENY_FR}\b|\bquelqu'un\b.{{0,40}}\b{DENY_FR}\b"
            r"|\best-(?:ce|il|elle) (?:conteste|dementi|vrai)|\bdeux (?:versions|camps)\b",
            "denial",
        ),
        (
            "who-says",
            rf"{_WHO}(?: else| exactly| actually)? (?:has |have )?{SAY}\b"
            r"|\b(?:according to|from) whom\b|\bwhose (?:word|account|claim|version)\b"
            r"|\bwho is (?:the|your|their) source\b|\bsays who\b"
            rf"|\bqui (?:l'|le |la |d'autre )?{SAY_FR}\b"
            r"|\b(?:selon|d'apres) qui\b|\bqui est la source\b",
            "person organisation statement",
        ),
        (
            "how many",
            r"\bhow much\b.*\b(?:cost|costs|pay|pays|paid|paying|price|worth|spen[dt]|cash|money"
            r"|owe[sd]?|charged?|earn\w*)\b|\bcombien .{0,40}(?:coute|cout|paye|payer|vaut|vaudra)",
            "money",
        ),
        (
            "how many",
            r"\bhow much\b",
            "money number",
        ),
        ("how many", r"\bhow (?:many|old|far|tall|big|fast|large|high|deep|heavy)\b", "number"),
        ("how many", r"\bcombien\b|\bquel age\b", "number money"),
        ("which", r"\bcomment (?:s'appel|se nomm)\w+", "name"),
        ("when", r"\bhow (?:long|soon|recently)\b|\bdepuis (?:quand|combien)\b", "date"),
        ("why", r"\bhow come\b|\bwhat for\b", "reason"),
        ("why", r"\bwhy\b|\bpourquoi\b|\bpour quelles? raisons?\b|\bde quel droit\b", "reason"),
        (
            "who",
            rf"{_WHO}(?:'s| is| are| was| were| has| have| had)? (?:\w+ly )?(?:carr(?:ied|y) out"
            r"|behind|responsible|to blame|committed|perpetrated|did it|planted|ordered)\b"
            r"|\b(?:claim\w*|take|took) (?:the )?(?:responsibility|credit)\b|\bqui (?:est|etait|se"
            r" cache) (?:derriere|responsable|l'auteur)\b|\bqui a (?:commis|revendique|signe)\b",
            "culprit",
        ),
        (
            "who",
            rf"{_WHO} (?:was|were|is|are) (?:the )?(?:intended )?(?:targets?|victims?)\b"
            r"|\bqui (?:etait|est|sont|etaient) (?:la |les )?(?:cibles?|victimes?|vise)",
            "victim",
        ),
        (
            "who",
            rf"{_WHO}(?:m|se|'s|s)?\b|^(?:a |de |par |avec |pour |contre |chez )?qui\b"
            r"|\b(?:par|a|avec|contre) qui\b|[,;:] qui\b",
            "person organisation",
        ),
        ("when", r"\bwhen(?:'s|s)?\b|\bquand\b", "date"),
        ("where", r"\bwhere(?:'s|s)?\b|(?<!\w)ou(?= |$|-)(?!.*\bou\b.*\?)|^d'ou\b", "place"),
        ("how", r"\bhow\b|\bcomment\b", "manner"),
        ("which", r"\bwhich\b|\bquel(?:le)?s?\b|\blaquelle\b|\blequel\b", ""),
        (
            "what",
            r"\bwhat(?:'s|s)? .{0,50}\b(?:say|said|says|line|respond|reply|declare)\b",
            "statement",
        ),
        ("what", r"\bwhat(?:'s|s)?\b|^(?:que\b|qu'|(?:de |a )?quoi\b)|\bqu'est-ce\b|\bquoi\b", ""),
    )
)
_COMPILED = tuple((kind, re.compile(pattern), answers) for kind, pattern, answers in _KINDS)
_WHICH = re.compile(
    r"\b(?:which|what(?!'s| (?:did|does|do|is|was|are|were|has|have|had|will|would)\b"
    r"| (?:\w+ed|led|made|came|took|gave|brought|drove|hit|kept|makes|causes|led)"
    r" (?:the|an?|in|at|on|to|this|that|these|those|his|her|its|their|all|so|many)\b)"  # a verb
    r"|quel(?:le)?s?|lequel|laquelle)\b(?P<phrase>(?:[ -][\w'.’-]+){0,5})"
)
_NAMED = re.compile(  # "what is the name of", "what was the price", "quel est le nom"
    r"\b(?:what(?:'s|s| is| was| are| were)|quel(?:le)?s?(?: est| etait| sont| etaient)?)"
    r" (?:the|a|an|le|la|les|l'|un|une)? ?(?P<phrase>(?:[\w'.’-]+ ?){0,3})"
)
_WHO_IS = re.compile(  # "who is the Russian ambassador", "name of the captain"
    r"(?:\bwho(?:'s| is| was| are| were)|\bqui (?:est|etait|sont|etaient)"
    r"|\b(?:name|nom|appelle|appelait) (?:of |de |du |d')?)"
    r" ?(?:the |a |le |la |l'|les )*(?P<phrase>(?:[\w'.’-]+ ?){1,4})"
)
_ELLIPTIC = re.compile(  # "price tag of one tank", "exact date of the vote", "name the general who"
    r"^(?:the |exact |full |name the |give (?:me )?the )*(?P<phrase>(?:[\w'.’-]+ ?){1,4})"
)
_YES_NO = re.compile(
    r"^(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)\b"
    r"|^est-(?:ce|il)\b|^(?:\S+ ){0,4}\S+(?:-t)?-(?:il|elle|ils|elles|on)\b"
)
_LIST = re.compile(r"^(?:list|name|give|cite|citez|donne|donnez|enumere)\b")
_LEAD_IN = re.compile(r"^(?:(?:and|so|but|or|well|ok|okay|et|mais|alors|then|donc)\b[ ,]*)+")
_ENDS_PHRASE = re.compile(
    r"(?:do(?:es)?|did|is|was|are|were|ha[sd]|have|will|would|can|could|should|of|for|in|on|at|to"
    r"|that|who|which|with|from|by|a|ont|est|sont|etait|sera|de|du|des|en|que|qui|pour|dans|il"
    r"|elle|d'une?|le|la|les|the)"
)
_A_FEW_WORDS = 3
_SIDES = frozenset(["statement", "denial"])
"""What is asked without a question word is never answered yes or no, but by who says so and
who says not."""

_KIND_OF = {
    "date": "when",
    "year": "when",
    "time": "when",
    "money": "how many",
    "number": "how many",
    "reason": "why",
}


def expectation(text: str) -> Expectation:
    """What `text` expects for an answer; nothing certain for a text that is no question."""
    bare = folded_in_place(text)
    start = match.end() if (match := _LEAD_IN.match(bare.lstrip())) else 0
    start += len(bare) - len(bare.lstrip())
    asked = bare[start:]
    found = [
        (kind != "who-disputes", match.start(), place, kind, answers)
        for place, (kind, pattern, answers) in enumerate(_COMPILED)
        if (match := pattern.search(asked))
    ]
    if not found:
        kind = "yes-no" if _YES_NO.search(asked) else "list" if _LIST.search(asked) else "other"
        named = None if kind == "yes-no" else _noun(asked, start, _ELLIPTIC)
        if named and "name" in named.answers and (who := _noun(asked, start, _WHO_IS)):
            named = _of_whom(named, who)
        sides = kind == "yes-no" or (kind == "other" and len(asked.split()) > _A_FEW_WORDS)
        return named or Expectation(kind, _SIDES if sides else frozenset())
    *_, kind, answers = min(found)
    named = None
    if kind in ("which", "what"):
        named = _noun(asked, start, _WHICH) or _noun(asked, start, _NAMED)
    plain = named or Expectation(kind, answers)
    if kind != "who" and "name" not in plain.answers:
        return plain
    who = _noun(asked, start, _WHO_IS)
    return _of_whom(plain, who) if who else plain


def _of_whom(named: Expectation, who: Expectation) -> Expectation:
    """Of "the name of the captain" a person is expected, of that of the ship any name."""
    answers = who.answers if "name" in named.answers else named.answers
    return replace(named, role=who.role, answers=answers)


def _noun(asked: str, start: int, pattern: re.Pattern[str]) -> Expectation | None:
    """The expectation that a noun of answers names after what `pattern` finds."""
    match = pattern.search(asked)
    if match is None:
        return None
    found: Expectation | None = None
    for word in re.finditer(r"[\w'.-]+", match.group("phrase")):
        if _ENDS_PHRASE.fullmatch(word.group()):
            break
        answers = _answers(word.group())
        if found and not answers:
            break  # "which news agency quoted the official"
        if answers:
            begin = start + match.start("phrase") + word.start()
            spans = (Span(begin, begin + len(word.group())),)
            kind = next((_KIND_OF[a] for a in sorted(answers) if a in _KIND_OF), "which")
            special = "person" in answers or "organisation" in answers
            found = Expectation(
                kind, answers, spans, None if _general(word.group()) or not special else spans[0]
            )
    return found


def _general(noun: str) -> bool:
    general = nouns_of("general")
    return noun in general or noun.removesuffix("s") in general


@cache
def nouns_of(answer: str) -> frozenset[str]:
    """The nouns, folded and singular, that ask for an answer of the kind: "company", "outlet"."""
    return frozenset(noun for kind, noun in _listed() if kind == answer)


def _answers(word: str) -> frozenset[str]:
    known = _nouns()
    return known.get(word) or known.get(word.removesuffix("s")) or frozenset()


@cache
def _nouns() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for answer, noun in _listed():
        if answer == "general":
            continue
        found.setdefault(noun, set()).add(answer)
    return {noun: frozenset(answers) for noun, answers in found.items()}


def _listed() -> Iterator[tuple[str, str]]:
    for answer, nouns in entries("answer_types"):
        for noun in nouns.split():
            yield answer, noun
