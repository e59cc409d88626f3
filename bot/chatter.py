"""What people write around a question: greetings, "could you tell me", several at once."""

import re

_AROUND = re.compile(
    r"^\W*(?:(?:hey|hi|hello|good (?:morning|evening|afternoon)|dear bot"
    r"|bonjour|bonsoir|salut|coucou"
    r"|ok(?:ay)?|well|so|please|pls|s'il (?:te|vous) pla[iî]t|svp)\b[\s,!.]*)*"
    r"(?:(?:(?:could|can|would|will) you (?:please |kindly )?"
    r"(?:tell|remind|show|explain(?: to)?) (?:me|us)"
    r"|(?:do|does) (?:you|anyone|anybody) (?:happen to )?know|any idea|i(?: would|'d) like to know"
    r"|i(?: am|'m)? (?:want(?:ed)? to know|wonder(?:ing)?)|i was wondering|please tell me|tell me"
    r"|(?:peux|peut|pouvez|pourrais|pourriez)[- ](?:tu|vous|on) (?:me |nous )?"
    r"(?:dire|expliquer|rappeler)|(?:sais|savez)[- ](?:tu|vous)"
    r"|je (?:voudrais|veux|aimerais) savoir|dis[- ]moi|dites[- ]moi)\b"
    r"[\s,:]*(?:please[\s,]*)?(?:(?:if|whether|si)\b\s*)?)?"
    r"|\b(?:on earth|the hell|the heck|exact(?:ly|e?s?|ement)|please|pls|plz|svp"
    r"|s'il (?:te|vous) pla[iî]t|thanks|thank you|thx|merci(?: d'avance)?|cheers)\b",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=\?)\s+(?=\S)")

MOST_QUESTIONS = 3
"""A message of more question marks is taken as one text: a forwarded post, not questions."""


def without_chatter(text: str) -> str:
    """The text with blanks in the place of what asks nothing; offsets stay as they are.

    A text of nothing else is left as it is.
    """
    plain = text.replace("’", "'")
    bare = _AROUND.sub(lambda match: " " * len(match.group()), plain)
    if not re.search(r"\w", bare):
        return text
    return "".join(blank if blank == " " else kept for blank, kept in zip(bare, text, strict=True))


def questions(text: str) -> tuple[str, ...]:
    """The questions of one message, in order, each as typed.

    More than one only where each has its question mark and words of its own; what else stands
    beside a question ("I heard the UN saw it differently") belongs to it.
    """
    found = tuple(part.strip() for part in _END.split(text.strip()))
    several = 1 < len(found) <= MOST_QUESTIONS
    if several and all(part.endswith("?") and re.search(r"\w", part) for part in found):
        return found
    return (text,)
