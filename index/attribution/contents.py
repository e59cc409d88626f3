"""What a reporting verb reports: where its content begins and ends in the sentence.

Places are indices into the tokens of one sentence; a stretch is (first place, last place).
"""

from itertools import pairwise
from typing import Literal, NamedTuple

from index.attribution.cues import Verb
from index.attribution.phrases import (
    FINITE,
    Tokens,
    base_after,
    phrase_after,
    time_after,
    word_set,
)
from index.attribution.tagging import Token
from index.lexicon import words

Sign = Literal["that", "quote", "colon", "question", "clause", "thing", "to", "of", "verb", "comma"]
"""By what content is known: "that" before it, a quotation, ..., the verb of a clause whose
subject stands elsewhere ("which he said was false"), or only the comma behind "X said," which
makes content of what follows where content stands before it as well."""


class Begun(NamedTuple):
    """Where content begins, and by what sign."""

    place: int
    sign: Sign


_ADVERBIAL_QUESTIONS = frozenset(["when", "where", "if", "quand", "si", "comme"])
_SURE: frozenset[Sign] = frozenset(["that", "quote", "colon", "clause", "question"])
_INFINITIVES = ("er", "ir", "oir", "tre", "dre", "ire")
_RATHER_AFTER = frozenset(["after", "before", "when", "while", "because", "although", "though"])
_LONGEST_ASIDE = 14  # tokens between "said" and ", that"
_FARTHEST_NAME = 16  # tokens between a thing and the quotation that it is called
_FARTHEST_VERB = 14  # tokens between a subject and its verb in "said the men who ... were"


def right_of(tokens: Tokens, head: int, verb: Verb) -> Begun | None:
    """Where content begins right of the verb at `head`."""
    place = _adverbials(tokens, head + 1)
    if "person" in verb.frames:
        told = _behind_object(tokens, place, verb)
        if told is not None and told.sign in ("that", "quote", "colon", "question"):
            return told
    first = _begun(tokens, place, verb)
    if first is not None and not (first.sign == "comma" and _prepositional(tokens, first.place)):
        return first
    if verb.frames & {"person", "to", "bid", "of", "names", "thing"}:
        begun = _behind_object(tokens, place, verb)
        if begun is not None:
            return begun
        end = base_after(tokens, place) if "person" in verb.frames else None
        place = place if end is None else _adverbials(tokens, end + 1)
    # "said in a statement that", "told reporters in Paris: "
    while (opening := _circumstance(tokens, place)) is not None:
        end = phrase_after(tokens, opening + 1)
        if end is None:
            return first
        place = _adverbials(tokens, end + 1)
        aside = tokens[opening - 1].tag == "," == tokens[min(place, len(tokens) - 1)].tag
        begun = _begun(tokens, place + aside, verb)
        # "denied on Monday, in Paris, the sale of the mine"
        article = begun is not None and begun.sign == "thing" and tokens[begun.place].tag == "DT"
        if begun is not None and (article or begun.sign in _SURE | {"comma"}):
            return begun
    return first


def end_of(tokens: Tokens, begun: Begun, last: int) -> int:
    """The last place of content that begins so, at most `last`."""
    if begun.sign == "quote" and _closed(tokens, begun.place):
        return begun.place
    if begun.sign in ("thing", "to", "of"):
        for place in range(begun.place + 1, last + 1):
            if _ends_thing(tokens, place, last):
                return place - 1
    return last


def _adverbials(tokens: Tokens, place: int) -> int:
    while place < len(tokens):
        after = time_after(tokens, place)
        if after == place and tokens[place].tag == "RB":
            after = place + 1
        if after == place:
            return place
        place = after
    return place


def _circumstance(tokens: Tokens, place: int) -> int | None:
    """Where the preposition stands of a phrase at `place` that tells when or where, perhaps
    behind a comma; None where no such phrase begins."""
    for opening in (place, place + 1):
        if opening < len(tokens) and _prepositional(tokens, opening):
            return opening if opening == place or tokens[place].tag == "," else None
    return None


def _prepositional(tokens: Tokens, place: int) -> bool:
    token = tokens[place]
    return token.tag in ("IN", "TO", "DT") and token.lower in word_set("prepositions")


def _begun(tokens: Tokens, place: int, verb: Verb) -> Begun | None:
    """How content begins right at `place`, if it does."""
    if place >= len(tokens):
        return None
    begun = _by_mark(tokens, place)
    if begun is not None:
        return begun
    if place + 1 >= len(tokens):
        return None
    return _by_frame(tokens, place, verb) or _by_clause(tokens, place, verb)


def _by_frame(tokens: Tokens, place: int, verb: Verb) -> Begun | None:
    """Content that one small word opens, if the verb goes with it."""
    token, frames = tokens[place], verb.frames
    if token.lower in word_set("questions") and (
        "asks" in frames or (frames & {"clause", "inf"} and token.lower not in _ADVERBIAL_QUESTIONS)
    ):
        return Begun(place, "question")
    if frames & {"to", "bid"} and token.lower == "to" and tokens[place + 1].tag == "VB":
        return Begun(place, "to")
    if "of" in frames and token.tag in ("IN", "TO", "DT") and token.lower in word_set("of"):
        # "accuse le maire de mentir", but "accuse un retard de deux ans", "accuse réception de"
        doing = token.lower in ("de", "d'") and _infinitive(tokens[place + 1])
        return Begun(place, "of") if doing or "inf" not in frames else None
    return None


def _by_clause(tokens: Tokens, place: int, verb: Verb) -> Begun | None:
    """Content that is a clause or a noun phrase without a word that opens it."""
    token, frames = tokens[place], verb.frames
    if "inf" in frames and "of" not in frames and _infinitive(token):
        return Begun(place, "clause")
    if "clause" in frames and token.tag in FINITE:
        return Begun(place, "verb")
    if "clause" in frames and _begins_clause(tokens, place):
        return Begun(place, "clause")
    if frames & {"thing", "claim", "shows"} or verb.particle in ("for", "to"):
        return _thing(tokens, place, frames)
    return None


def _infinitive(token: Token) -> bool:
    return token.tag in ("NN", "VB") and token.lower.endswith(_INFINITIVES)


def _by_mark(tokens: Tokens, place: int) -> Begun | None:
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.tag in ("Q", "QN"):
        return Begun(place, "quote")
    if token.text == ":":
        return Begun(place + 1, "colon")
    if following is None:
        return None
    if token.lower in word_set("that") and token.tag in ("IN", "DT", "WDT"):
        return Begun(place, "that")
    if token.tag == ",":
        if following.tag == "Q":
            return Begun(place + 1, "quote")
        return _behind_insert(tokens, place) or Begun(place + 1, "comma")
    return None


def _behind_insert(tokens: Tokens, opening: int) -> Begun | None:
    """ "said, among other things, that"; "added, that"."""
    for place in range(opening, min(len(tokens) - 1, opening + _LONGEST_ASIDE)):
        following = tokens[place + 1]
        if tokens[place].tag == "," and following.lower in word_set("that"):
            return Begun(place + 1, "that") if following.tag in ("IN", "DT", "WDT") else None
        if following.tag in ("Q", "MD", "VBZ", "VBD"):
            return None
    return None


def _thing(tokens: Tokens, place: int, frames: frozenset[str]) -> Begun | None:
    end = phrase_after(tokens, place)
    if end is None:
        return Begun(place, "thing") if tokens[place].tag == "VBG" and "thing" in frames else None
    if "denies" in frames and _given_to(tokens, end):
        return None
    named = tokens[place : end + 1]
    if "shows" in frames and any(t.lower in words("media_objects") for t in named):
        return Begun(place, "thing")
    if "thing" in frames or (
        "claim" in frames and any(t.lower in words("claim_nouns") for t in named)
    ):
        return Begun(place, "thing")
    return None


def _given_to(tokens: Tokens, end: int) -> bool:
    """Whether something else is kept from what ends at `end`: "denied the widow the house"."""
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    kept = after is not None and after.tag in ("DT", "PRP$") and after.lower not in word_set("that")
    return kept and tokens[end].lower not in words("claim_nouns")


def _behind_object(tokens: Tokens, place: int, verb: Verb) -> Begun | None:
    """Content behind the person or thing spoken to or of: told reporters that."""
    end = base_after(tokens, place)
    if end is None:
        return None
    if "names" in verb.frames:
        return Begun(place, "thing") if _named(tokens, end) else None
    far = phrase_after(tokens, place)
    for last in (end, far):
        if last is None:
            continue
        after = _adverbials(tokens, last + 1)
        begun = _begun(tokens, after, verb)
        if begun is None or begun.sign == "thing":
            continue
        if begun.sign in ("to", "of"):
            return Begun(place, begun.sign) if verb.frames & {"bid", "of"} else None
        if "person" in verb.frames or begun.sign in ("colon", "that", "quote"):
            return begun
    return None


def _named(tokens: Tokens, end: int) -> bool:
    """Whether a thing is called something in quotation marks: called the plan a "disaster"."""
    for token in tokens[end + 1 : end + _FARTHEST_NAME]:
        if token.tag in ("Q", "QN"):
            return True
        if token.tag in FINITE or token.text in (";", ":"):
            return False
    return False


def _begins_clause(tokens: Tokens, place: int) -> bool:
    """Whether a subject and a finite verb come before any mark: "said the talks had failed"."""
    if tokens[place].tag in ("EX", "Q"):
        return True
    if tokens[place].lower in word_set("object_pronouns"):
        return False
    end = phrase_after(tokens, place)
    if end is None:
        return _begins_with_verb(tokens, place)
    if tokens[end].tag == "QN" and end > place and tokens[end].text.count(" ") > 1:
        return True  # said his staff "did the wrong thing" by leaving
    if tokens[end].tag == "PRP" and end + 1 < len(tokens) and tokens[end + 1].tag == "PRP":
        return False  # "told her she could go": her is told, she is the subject
    return _verb_follows(tokens, end + 1)


def _verb_follows(tokens: Tokens, first: int) -> bool:
    """Whether the verb of a subject that ends before `first` comes, past one insert at most."""
    commas = 0
    # "says the deal that the U.S. and others are pursuing could fail": the first verb is the
    # relative clause's own
    relative = first < len(tokens) and tokens[first].lower in ("that", "which", "who")
    for place in range(first, min(len(tokens), first + _FARTHEST_VERB)):
        token = tokens[place]
        if relative:
            relative = token.tag not in FINITE
            continue
        if token.tag in ("Q", "QN") and not commas:
            return True  # said the plan "has failed"
        if token.tag in FINITE or (token.tag == "VB" and tokens[place - 1].tag != "TO"):
            return commas in (0, 2)
        if token.tag == ",":
            commas += 1  # "their donors, almost all of them men, were"
        elif token.tag in (".", ":", "Q") or (token.tag == "CC" and not commas):
            return False
        elif token.tag == "IN" and token.lower in _RATHER_AFTER and not commas:
            return False  # "announced a ban after twelve people were hurt"
    return False


def _begins_with_verb(tokens: Tokens, place: int) -> bool:
    """Clauses whose subject is no noun phrase to the tagger: "said leaving the bank would be
    wrong", "said this was wrong", "said help had come" (a verb to the tagger)."""
    behind = tokens[place + 1 : place + _FARTHEST_VERB]
    if tokens[place].tag == "VBG":
        for token, after in pairwise([*behind, tokens[-1]]):
            if token.tag in (",", ".", ":", "Q") or (token.tag == "CC" and after.tag in FINITE):
                return False  # "denied leaving the bank but said she would"
            if token.tag in FINITE:
                return True
        return False
    follows = bool(behind) and behind[0].tag in FINITE
    return follows and tokens[place].tag in ("VB", "VBN", "JJ", "DT")


def _closed(tokens: Tokens, place: int) -> bool:
    """Whether the quotation at `place` ends its content: what follows is no part of it."""
    if tokens[place].tag != "Q":
        return False
    if place + 1 >= len(tokens):
        return True
    inside = tokens[place].text.rstrip("\"”»'’ \u00a0\u202f")
    return inside[-1:] in ",.!?…" or tokens[place + 1].tag in (",", ".", ":")


def _ends_thing(tokens: Tokens, place: int, last: int) -> bool:
    """Whether a bare noun phrase, with all that belongs to it, ends before `place`."""
    token = tokens[place]
    following = tokens[place + 1] if place < last else None
    if token.text == ";" or token.text in ("--", "—", "–", "-"):
        return True
    if token.tag == "CC" and following is not None:
        after = place + 2 if following.tag == "RB" else place + 1
        return after <= last and tokens[after].tag in FINITE
    if token.tag == "," and following is not None:
        if following.tag in (*FINITE, "VBG", "CC", "IN", "Q", "TO", "VBN", "RB"):
            return True
        end = phrase_after(tokens, place + 1)
        behind = tokens[end + 1] if end is not None and end < last else None
        # "stay home, a day after two miners died"
        return behind is not None and (behind.tag in FINITE or behind.lower in _RATHER_AFTER)
    dependent = token.lower in word_set("subordinators") and token.tag in ("IN", "WRB")
    if not dependent or following is None or token.lower in ("as", "than", "whether", "how"):
        return False
    # "called for calm after at least 44 people were killed": who tells that is the reporter
    for ahead in tokens[place + 1 : min(last + 1, place + _FARTHEST_VERB)]:
        if ahead.text in (",", ";"):
            return False
        if ahead.tag in FINITE:
            return True
    return False
