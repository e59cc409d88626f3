"""The words that introduce a statement: a reporting verb, "according to", a name with a colon.

Each cue of a sentence gives at most one statement: its source, and where its content begins.
Places are indices into the sentence's tokens.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from index.attribution.clauses import Stretch, left_of, quotes, states
from index.attribution.contents import Begun, right_of
from index.attribution.cues import Verb, introducing, verbs
from index.attribution.phrases import (
    FINITE,
    NOUNS,
    Tokens,
    apposition_after,
    phrase_after,
    phrase_before,
    thing_before,
    word_set,
)
from index.attribution.speakers import Phrase, shared_subject, subject_after, subject_before
from index.lexicon import words

_SURE = frozenset(["that", "quote", "colon", "clause", "question"])
_FRENCH_ARTICLES = frozenset(["le", "la", "les", "l'", "un", "une", "des"])
_LONGEST_NAME = 12  # tokens before the colon of 'Jane Doe, minister: "..."'


@dataclass(slots=True)
class Statement:
    """`source` is None where nobody is named; `secondary` is who passes the statement on.

    `by_phrase`: known by "according to". `limit`: the last place that content may reach.
    """

    source: Phrase | None
    cue: Phrase
    left: Stretch | None
    right: Begun | None
    denies: bool = False
    by_phrase: bool = False
    secondary: Phrase | None = None
    limit: int | None = None
    contents: list[Stretch] = field(default_factory=list)

    @property
    def begin(self) -> int:
        """Where the words that introduce the statement begin."""
        return min(self.cue[0], self.source[0]) if self.source else self.cue[0]


def introduced(tokens: Tokens, language: str) -> Iterator[Statement]:
    """The statements that the cues of the sentence introduce, in the order of the cues."""
    known, cues = verbs(language), introducing(language)
    for place, token in enumerate(tokens):
        found = None
        if token.lower not in cues:
            continue
        if token.lower in known and token.tag[0] == "V":
            for verb in known[token.lower]:
                head = _with_particle(tokens, place, verb)
                if head is not None:
                    found = _by_verb(tokens, place, head, verb)
                    break
        elif token.lower in ("according", "selon", "d'"):
            found = _according(tokens, place)
        elif token.text == ":":
            found = _by_colon(tokens, place)
        elif token.lower in words("claim_nouns"):
            found = _by_noun(tokens, place)
        if found is not None:
            yield found


def _with_particle(tokens: Tokens, place: int, verb: Verb) -> int | None:
    if not verb.particle:
        return place
    follows = place + 1 < len(tokens) and tokens[place + 1].lower == verb.particle
    return place + 1 if follows else None


# By a verb


def _by_verb(tokens: Tokens, place: int, head: int, verb: Verb) -> Statement | None:
    if place and tokens[place].tag == "VBG" and tokens[place - 1].lower in ("as", "comme"):
        return _by_quoted(tokens, head, verb)
    first = _onward_start(tokens, _group_start(tokens, place))
    group = [token.lower for token in tokens[first:place]]
    negated = any(word in word_set("negations") for word in group)
    denies = "denies" in verb.frames
    if (negated and not denies) or any(word in word_set("unsaid") for word in group):
        return None
    passive = any(w in word_set("be") for w in group) and tokens[place].tag in ("VBN", "VBD")
    if passive:
        return _passive(tokens, first, head, verb)
    right = right_of(tokens, head, verb)
    source = _subject(tokens, first, place, group)
    inside = _pronoun_inside(tokens, first, place)
    if inside is not None:
        source = inside
    inverted = source is None and "inverts" in verb.frames and _may_invert(tokens, first)
    if inverted:
        source = subject_after(tokens, head)
    if source is None or not _fit(tokens, source, first, verb, right):
        return None
    if tokens[place].tag == "VBG" and "inf" in verb.frames and right and right.sign == "clause":
        return None  # "des comptes prétendant être" ...: whose is not told
    if inverted or inside is not None:
        left = left_of(tokens, first)
        left = left if left and states(tokens, left) else None
        right = _behind_source(tokens, max(source[1], head))
    else:
        left, right = _sides(tokens, source, verb, right)
    if left is None and right is None:
        return None
    return Statement(source, (first, head), left, right, denies and not negated)


def _group_start(tokens: Tokens, head: int) -> int:
    """Where the verb group begins: "has however denied", "went on to say"."""
    first = head
    while first > 0:
        before = tokens[first - 1]
        if before.tag == "RB" and first > 1 and tokens[first - 2].tag == "DT":
            break  # "the north said"
        if before.tag in ("RB", "MD") or before.lower in word_set("auxiliaries"):
            first -= 1
        elif before.tag == "PRP_OBJECT" or (before.tag == "PRP" and before.text[0] == "-"):
            first -= 1  # "il l'a nié", "a-t-il dit"
        elif before.lower in word_set("be") or before.lower in word_set("negations"):
            first -= 1
        else:
            break
    return first


def _pronoun_inside(tokens: Tokens, first: int, head: int) -> Phrase | None:
    """The pronoun of "a-t-il dit"."""
    for place in range(first, head):
        if tokens[place].tag == "PRP" and tokens[place].text[0] == "-":
            return place, place
    return None


def _subject(tokens: Tokens, first: int, head: int, group: list[str]) -> Phrase | None:
    before = tokens[first - 1] if first else None
    if before is not None and before.tag == "TO":
        return None
    if tokens[head].tag == "VBG" and not any(w in word_set("be") for w in group):
        if before is None:
            return None
        if before.tag in (",", "Q", ":"):
            return shared_subject(tokens, first)
        if before.tag in NOUNS:
            return _absolute(tokens, first - 1)
        if before.lower in ("by", "after", "before", "while", "when", "in", "en"):
            return shared_subject(tokens, first)
        return None
    return subject_before(tokens, first)


def _absolute(tokens: Tokens, last: int) -> Phrase | None:
    """X of "with X saying"."""
    start = phrase_before(tokens, last)
    with_it = start is not None and start > 0 and tokens[start - 1].lower in ("with", "avec")
    return (start, last) if start is not None and with_it else None


def _onward_start(tokens: Tokens, first: int) -> int:
    """Where "went on to say" begins; `first` for "declined to say" and for purposes."""
    if not first or tokens[first - 1].tag != "TO":
        return first
    place = first - 1
    while place > 0 and tokens[place - 1].lower in word_set("onward"):
        place -= 1
    return first if place == first - 1 else _group_start(tokens, place)


def _by_quoted(tokens: Tokens, head: int, verb: Verb) -> Statement | None:
    """ "X was quoted by the agency as saying": X says it, the agency passes it on."""
    right = right_of(tokens, head, verb)
    for place in range(head - 2, max(0, head - _LONGEST_NAME), -1):
        if tokens[place].lower in word_set("quoted"):
            first = _group_start(tokens, place)
            source = subject_before(tokens, first) if first < place else None
            if source is None or right is None:
                return None
            agent = _agent(tokens, place + 1)
            return Statement(source, (head, head), None, right, secondary=agent)
    return None


def _may_invert(tokens: Tokens, first: int) -> bool:
    """Whether a verb without a subject before it may have it behind: '"No," said X'."""
    return first == 0 or tokens[first - 1].tag in (",", "Q", ":", ".")


def _fit(tokens: Tokens, source: Phrase, first: int, verb: Verb, right: Begun | None) -> bool:
    """Whether a source of this kind can say so."""
    word = tokens[source[1]].lower
    asked = source[0] > 0 and tokens[source[0] - 1].lower in ("whether", "if", "si")
    if asked and "denies" in verb.frames:
        return False  # nobody denies it yet
    relative = first > 0 and tokens[first - 1].lower in ("that", "which", "qui")
    if relative and (right is None or right.sign not in _SURE):
        return False
    if verb.frames & {"mind", "found"}:
        if tokens[source[1]].tag == "PRP" or word in word_set("pronoun_like"):
            return False
        return right is not None and right.sign in _SURE
    if "read" in verb.frames:
        named = tokens[source[0] : source[1] + 1]
        return any(token.lower in words("document_nouns") for token in named)
    return word not in ("you", "there", "tu", "on")


def _sides(
    tokens: Tokens, source: Phrase, verb: Verb, right: Begun | None
) -> tuple[Stretch | None, Begun | None]:
    """Whether content stands left of "X said", right of it, or on both sides."""
    if right is not None and right.sign == "verb":
        return _through_relative(tokens, source, right)
    if source[0] > 0 and tokens[source[0] - 1].lower in ("as", "comme"):
        left = left_of(tokens, source[0] - 1)
        stated = left is not None and states(tokens, left)
        return (left, None) if stated else (None, right)
    left = left_of(tokens, thing_before(tokens, source[0]))
    if left is not None and quotes(tokens, left):
        if right is None or right.sign not in ("quote", "colon"):
            return left, _later_quotation(tokens, right)
        # 'Asked about "the raid," he said: "No"': the left is no content
        return left if tokens[left[0]].tag == "Q" else None, right
    if right is not None and right.sign != "comma":
        return None, right
    if left is None or not verb.frames & {"clause", "inf", "inverts"}:
        return None, None
    aside = right is None or tokens[right.place].tag in ("VBG", "WP", "WDT")
    if not aside:
        return left, right  # "The rock, he said, is hard"
    return (left, None) if states(tokens, left) else (None, None)


def _through_relative(
    tokens: Tokens, source: Phrase, right: Begun
) -> tuple[Stretch | None, Begun | None]:
    """ "which officials said was false": the content is "which" and "was false"."""
    before = source[0] - 1
    if before < 0 or tokens[before].tag not in ("WDT", "WP"):
        return None, None
    return (before, before), Begun(right.place, "clause")


def _later_quotation(tokens: Tokens, right: Begun | None) -> Begun | None:
    """The second part of '"A," he said, smiling, "B"'."""
    if right is None or right.sign != "comma":
        return None
    for place in range(right.place, len(tokens)):
        if tokens[place].tag == "Q":
            return Begun(place, "quote")
        if tokens[place].tag in FINITE:
            return None
    return None


def _behind_source(tokens: Tokens, last: int) -> Begun | None:
    """What goes on behind '"A," said X'."""
    place = last + 1
    if place < len(tokens) and tokens[place].tag in (",", ":"):
        place += 1
    if place < len(tokens) and tokens[place].tag == "Q":
        return Begun(place, "quote")
    return None


def _passive(tokens: Tokens, first: int, head: int, verb: Verb) -> Statement | None:
    """ "It was reported that C"; "C was announced by X"."""
    agent = _agent(tokens, head + 1)
    behind = agent[1] if agent else head
    if behind + 1 < len(tokens) and tokens[behind + 1].lower == "as":
        return None  # "was quoted as saying"
    subject = subject_before(tokens, first)
    if subject is None:
        return None
    expletive = tokens[subject[1]].lower in ("it", "il")
    following = behind + 1
    if expletive and following < len(tokens) and tokens[following].lower in word_set("that"):
        return Statement(agent, (first, head), None, Begun(following, "that"))
    if agent is not None and verb.frames & {"thing", "claim"} and not expletive:
        return Statement(agent, (first, head), subject, None, "denies" in verb.frames)
    return None


def _agent(tokens: Tokens, by: int) -> Phrase | None:
    """X of "was announced by X"."""
    if by + 1 >= len(tokens) or tokens[by].lower not in ("by", "par"):
        return None
    end = phrase_after(tokens, by + 1)
    return None if end is None else (by + 1, end)


# Without a verb


def _according(tokens: Tokens, place: int) -> Statement | None:
    last = place
    if tokens[place].lower != "selon":
        last = place + 1
        if last >= len(tokens) or tokens[last].lower not in ("to", "après"):
            return None
    end = phrase_after(tokens, last + 1)
    whole = phrase_after(tokens, last + 1, closed=True)
    if whole is None or end is None:
        return None
    if whole + 1 >= len(tokens) or tokens[whole + 1].tag in (",", "."):
        end = whole
    with_role = apposition_after(tokens, end, most=1)
    closed = with_role + 1 < len(tokens) and tokens[with_role + 1].tag == ","
    if place or (closed and not _begins_french_clause(tokens, end + 2)):
        end = with_role
    source, cue = (last + 1, end), (place, last)
    behind = _comma_after(tokens, end + 1)
    comma = behind < len(tokens) and tokens[behind].tag == ","
    start = behind + 1 if comma else behind
    right = Begun(start, "clause") if start < len(tokens) - 1 else None
    before = tokens[place - 1] if place else None
    opens = before is None or before.tag in ("CC", ":", "IN") or before.lower in word_set("that")
    if opens:
        return Statement(source, cue, None, right, by_phrase=True) if right else None
    left = left_of(tokens, place) or (0, place - 1)
    # "the bank, according to the ministry, closed"; "which, according to her, was false"
    aside = comma and before is not None and before.tag == ","
    dangling = place > 1 and tokens[place - 2].lower in word_set("relative")
    if not (aside and (dangling or not states(tokens, left))):
        right = None
    return Statement(source, cue, left, right, by_phrase=True)


def _begins_french_clause(tokens: Tokens, first: int) -> bool:
    """Whether "selon X, une ..." goes on with what X says, not with who X is: French verbs are
    not all known, so only nouns of people and documents are taken for what X is."""
    if first + 1 >= len(tokens) or tokens[first].lower not in _FRENCH_ARTICLES:
        return False
    noun = tokens[first + 1].lower
    return noun not in words("person_nouns") and noun not in words("document_nouns")


def _by_noun(tokens: Tokens, place: int) -> Statement | None:
    """ "rejected Smith's claim that": Smith claims it. Behind a verb or preposition only, where
    the content ends with the sentence; of "Smith's claim that it rained is false" it does not."""
    that = place + 1
    if that >= len(tokens) or tokens[that].lower not in word_set("that"):
        return None
    start = phrase_before(tokens, place)
    if start is None or not start or tokens[that].tag != "IN":
        return None
    if tokens[start - 1].tag not in (*FINITE, "VB", "VBG", "VBN", "IN", "TO"):
        return None
    owned = [p for p in range(start + 1, place) if tokens[p].tag == "POS"]
    if not owned:
        return None
    denies = tokens[place].lower in ("denial", "denials")
    source = (start, owned[-1] - 1)
    return Statement(source, (place, place), None, Begun(that, "that"), denies)


def _comma_after(tokens: Tokens, first: int) -> int:
    """The comma that closes "according to a report published on Monday,"; else `first`."""
    for place in range(first, min(len(tokens), first + _LONGEST_NAME)):
        if tokens[place].tag == ",":
            return place
        if tokens[place].tag in (*FINITE, "Q", ":", "WP", "WDT"):
            break
    return first


def _by_colon(tokens: Tokens, place: int) -> Statement | None:
    """'Jane Doe, minister of health: "..."' at the start of a sentence."""
    if not 0 < place <= _LONGEST_NAME or place + 1 >= len(tokens):
        return None
    named = tokens[:place]
    if not any(len(t.text) > 1 for t in named):
        return None  # "Q:" and "A:" of an interview
    if any(t.tag in FINITE or t.tag in ("Q", "VB", "VBG", "VBN") for t in named):
        return None
    start = phrase_before(tokens, place - 1)
    if start is None or named[0].text[:1].islower() or tokens[place - 1].tag not in (*NOUNS, ")"):
        return None
    shouted = all(t.text.isupper() for t in named if t.tag in NOUNS)
    lower_follows = any(t.text.islower() for t in tokens[place + 1 :])
    if tokens[place + 1].tag == "Q":
        sign = Begun(place + 1, "quote")
    elif shouted and lower_follows and tokens[place - 1].text.isalpha() and len(named) <= 4:
        sign = Begun(place + 1, "colon")
    else:
        return None
    return Statement((0, place - 1), (place, place), None, sign)
