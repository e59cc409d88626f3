"""Article to paragraphs, sentences, quotations and passages, all as spans.

Nothing is rewritten: outside the sentences of an article's body lies only white space, so
sentences and the gaps between them give the body back.

Sentence ends are decided candidate by candidate (a terminator before white space) from what
stands on both sides of it, in one pass of a regular expression. News is hard on splitters:
"Lt. Gen. John Doe", "the U.S. The", "[...] We", quotations never closed.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from index.furniture import without_labels
from index.lexicon import UNDERSTOOD, words
from index.model import Article, Passage, Segmentation, Sentence, Span, stripped

LONGEST_SENTENCE = 1_500
"""Code points. Longer ones (tables, lists without a full stop) are cut at white space, so
that any sentence fits into one message."""

PASSAGE_WORDS = 160
"""A paragraph with more words is cut into passages of about this size, at sentence ends."""

_NARROWEST_WRAP = 40  # columns; shorter lines are short paragraphs
_WIDEST_WRAP = 120  # columns; a line beyond is a paragraph, not a wrapped line
_RAGGED = 12  # columns by which agencies' lines fall short although a word would have fitted
_OPENERS = "\"'“‘«‹„([{—–-"
_CLOSERS = "\"'”’»›)]}"

_LINE = re.compile(r"[^\r\n\u2028\u2029\x85]+")
_BLANK_LINE = re.compile(
    r"(?:\r\n|[\r\n\u2028\u2029\x85])[^\S\r\n]*(?:\r\n|[\r\n\u2029\u2028\x85])"
)
_ENDS_SENTENCE = re.compile(rf"[.!?…:;][{re.escape(_CLOSERS)}\s]*$")

# A terminator, what closes behind it, and white space: 'Russia." The', 'vrai ! » Il'.
# Without white space only between a lower-case word and a capitalised one: "quickly.The",
# 'quickly.”The', 'quickly.""The'.
_CANDIDATE = re.compile(
    r"(?P<mark>[.!?…]+)"
    rf"(?P<closers>(?:[{re.escape(_CLOSERS)}]|[ \u00a0\u202f]+[»›])*)"
    r"(?:(?P<gap>\s+)|(?<=[^\W\d_A-Z]{3}[.!?])(?=[A-Z][a-z]+[ ,])"
    r"|(?<=[^\W\d_A-Z]{2}[.!?][\"”»])(?=[A-Z][a-z]*[ ,'’]|[\"“«][A-Z])"
    r"|(?<=[^\W\d_A-Z]{2}[.!?]\"\")(?=[A-Z]))"
)
_BEFORE = re.compile(r"[^\s\"“”«»‘(\[{/—–]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")  # "U.S", "p.m"
_FIRST_WORD = re.compile(r"[^\W_][\w'’-]*")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")  # "iPhone", "eBay", "mRNA"
_BRACKETED_DOTS = re.compile(r"[\[(]\s*(?:\.\.\.|…)\s*[\])]")  # "[...]"
_SPACED_DOTS = re.compile(r"\.\s\.")
_SPEAKS = re.compile(  # '"Is it so?" Keïta asked': the sentence goes on after the mark
    r"(?:[A-Z][\w.'’-]* ){1,4}(?:said|says|asked|asks|told|tells|added|adds|replied|wrote|writes)\b"
)
_STARTERS = frozenset(
    word for language in UNDERSTOOD for word in words(f"function_words.{language}")
)


def segment(article: Article) -> Segmentation:
    """Cut an article; articles without a body give an empty segmentation. Never fails."""
    paragraphs: list[Span] = []
    sentences: list[Sentence] = []
    quotations: list[Span] = []
    passages: list[Passage] = []
    for number, paragraph in enumerate(_paragraphs(article), start=1):
        inside = [
            Sentence(article.id, piece, number)
            for span in _sentences(article.text, paragraph)
            for piece in without_labels(article.text, span)
        ]
        paragraphs.append(paragraph)
        sentences.extend(inside)
        quotations.extend(_quotations(article.text, paragraph, inside))
        for group in _groups(article.text, inside):
            passages.append(
                Passage(
                    id=passage_id(article.id, len(passages) + 1),
                    article_id=article.id,
                    span=Span(group[0].span.start, group[-1].span.end),
                    sentences=tuple(group),
                )
            )
    return Segmentation(tuple(paragraphs), tuple(sentences), tuple(quotations), tuple(passages))


def passage_id(article_id: str, number: int) -> str:
    """The id of a passage by its number in the article, which counts from 1."""
    return f"{article_id}#{number:04d}"


# Paragraphs


def _paragraphs(article: Article) -> Iterator[Span]:
    if article.body is None:
        return
    text = article.text
    lines = list(_lines(text, article.body))
    width = _wrap_width(text, lines)
    for block in _blocks(text, lines):
        start = block[0]
        for line, following in pairwise(block):
            if _parts(text, line, following, width):
                yield Span(start.start, line.end)
                start = following
        yield Span(start.start, block[-1].end)


def _lines(text: str, body: Span) -> Iterator[Span]:
    """Lines without the white space around them; blank ones are left out."""
    for match in _LINE.finditer(text, body.start, body.end):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped[0])
            yield Span(start, start + len(stripped))


def _blocks(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """Lines between blank lines."""
    block: list[Span] = []
    for line in lines:
        if block and _BLANK_LINE.search(text, block[-1].end, line.start):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _wrap_width(text: str, lines: list[Span]) -> int:
    """The column at which the lines were wrapped by a machine; 0 where they were not.

    A wrapped line is as long as it can be: the first word of the next would not have fitted.
    Text of one paragraph a line fails that test at most lines, and ends lines with full stops.
    """
    width = max((len(line) for line in lines), default=0)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    cased = any(character.islower() for line in lines for character in line.of(text))
    breaks = full = inside = continued = 0
    for block in _blocks(text, lines):
        for line, following in pairwise(block):
            if _indent(text, following):
                continue
            breaks += 1
            full += _would_not_fit(text, line, following, width)
            if not _ENDS_SENTENCE.search(line.of(text)):
                inside += 1
                continued += not text[following.start].isupper()
    wrapped = (
        breaks > 0
        and full >= 0.7 * breaks
        and inside >= 0.5 * breaks
        and (not cased or continued >= 0.4 * inside)
    )
    return width if wrapped else 0


def _parts(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a new paragraph begins between two neighbouring lines without a blank one."""
    ends = _ENDS_SENTENCE.search(line.of(text)) is not None
    if not width:
        # One paragraph a line, but for a line that breaks off in the middle of a sentence.
        return ends or not text[following.start].islower()
    if _indent(text, following) and not _indent(text, line):
        return True
    if _indent(text, following) > _indent(text, line) + 1:
        return True
    short = not _would_not_fit(text, line, following, width)
    begins = text[following.start].isupper() and not following.of(text).isupper()
    headline = len(line) < 0.6 * width and begins
    return short and (ends or headline)


def _would_not_fit(text: str, line: Span, following: Span, width: int) -> bool:
    word = following.of(text).split(None, 1)[0]
    return _indent(text, line) + len(line) + 1 + len(word) > width - _RAGGED


def _indent(text: str, line: Span) -> int:
    """Columns of white space before the line."""
    return line.start - max(text.rfind("\n", 0, line.start), text.rfind("\r", 0, line.start)) - 1


# Sentences


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for match in _CANDIDATE.finditer(text, paragraph.start, paragraph.end):
        if match["gap"] is not None:
            end, following = match.start("gap"), match.end()
        else:  # run together; of 'over.""We' the second mark opens what follows
            end = following = match.end() - (match["closers"] == '""')
            if not _closes_quotation(text, paragraph.start, end):
                continue
        if match.end() < paragraph.end and _is_end(text, match, start, paragraph.end):
            yield from _cut(text, Span(start, end))
            start = following
    yield from _cut(text, Span(start, paragraph.end))


def _closes_quotation(text: str, start: int, end: int) -> bool:
    """Whether a straight quotation mark right before `end`, if one is there, closes what another
    opened in the paragraph: 'over."He left', but not 'He left."We stay'."""
    return text[end - 1] != '"' or text.count('"', start, end) % 2 == 0


def _is_end(text: str, match: re.Match[str], start: int, limit: int) -> bool:
    """Whether the sentence that began at `start` ends at the candidate `match`."""
    mark, closers = match["mark"], match["closers"]
    if match["gap"] is None:
        return True
    ahead = text[match.end() : min(limit, match.end() + 80)]
    if _BRACKETED_DOTS.search(text, max(start, match.start() - 2), match.end()):
        return False  # "regime [...] We": words were left out, the sentence may go on
    if _SPACED_DOTS.search(text, max(start, match.start() - 2), match.end() + 2):
        return False  # ". . ."
    before = text[match.start() - 1 : match.start()]
    if mark in ("...", "…") and (before.isspace() or before in _OPENERS):
        return False  # "was ... Russia": an omission inside the sentence
    bare = _BRACKETED_DOTS.sub("", ahead).lstrip(_OPENERS + "$€£¥ \u00a0\u202f\n\r\t")
    first = _FIRST_WORD.match(bare)
    if first is None:
        return bool(bare)
    word = first.group()
    opens = ahead[0] in '"“«‘„'
    if word[0].islower() and not _BRAND.match(word):
        return mark == "." and not closers and not opens and _ordinary(text, match, start)
    if mark != ".":
        return not (closers and _SPEAKS.match(ahead))
    begins = opens or word.lower().replace("’", "'") in _STARTERS
    return not _abbreviated(text, match, start, begins)


def _word_before(text: str, match: re.Match[str], start: int) -> str:
    before = _BEFORE.search(text[max(start, match.start() - 40) : match.start()])
    return before.group() if before else ""


def _ordinary(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the word before the full stop can hardly be an abbreviation, as in
    "the whole regime. the official", where a capital was forgotten."""
    word = _word_before(text, match, start)
    known = words("abbreviations") | words("abbreviations.before_names")
    return len(word) >= 5 and word.isalpha() and word.islower() and word not in known


def _abbreviated(text: str, match: re.Match[str], start: int, begins: bool) -> bool:
    """Whether the full stop belongs to the word before it and ends no sentence.

    `begins`: what follows begins like a sentence ("The", "But", a quotation mark).
    """
    word = _word_before(text, match, start).rpartition("-")[2]  # "post-Sept. 11", "ex-Gen. Ali"
    lower = word.lower()
    if lower in words("abbreviations.before_names") and not match["closers"]:
        return not (lower in ("m", "v", "st", "me", "art") and begins)
    if lower in words("abbreviations") or _INITIALS.fullmatch(word):
        # "no. The" ends a sentence, "no. 10" does not; lower-case "in." and "no." mostly end one
        number_follows = text[match.end()].isdigit()
        common = lower in ("in", "no", "la", "sun", "sat", "fri", "mar", "co", "al", "ill", "miss")
        if common and word.islower() and not number_follows:
            return False
        return not begins
    numbered = word.isdigit() or (len(word) == 1 and word.isupper())
    if numbered and not text[start : match.start()].removesuffix(word).strip(_OPENERS + " "):
        return True  # "1. Helicopters", "B. No law": the number of a list
    return len(word) == 1 and word.isupper() and not begins  # "George W. Bush"; "Plan B. The"


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The span, in pieces of at most LONGEST_SENTENCE, without white space around them."""
    start, end = span.start, span.end
    while end - start > LONGEST_SENTENCE:
        space = max(text.rfind(" ", start, start + LONGEST_SENTENCE), start)
        stop = space if space > start else start + LONGEST_SENTENCE
        yield from stripped(text, start, stop)
        start = stop
    yield from stripped(text, start, end)


# Quotations


_STOPS = frozenset(".!?…")
_QUOTE = re.compile('["“”«»„]')


def _quotations(text: str, paragraph: Span, sentences: list[Sentence]) -> Iterator[Span]:
    """Outermost quotations. One that is never closed ends with its paragraph where it opens
    the paragraph (the quotation goes on in the next), else with its sentence."""
    opened = -1
    depth = 0
    for match in _QUOTE.finditer(text, paragraph.start, paragraph.end):
        at, mark = match.start(), match.group()
        straight = mark == '"'
        if opened < 0:
            if mark in "“«„" or (straight and _opens(text, at, paragraph)):
                opened, depth = at, 1
        elif (mark in "“«„" and text[opened] != '"') or (
            straight and text[opened] in '"“' and _surely_opens(text, at, paragraph)
        ):
            if (
                straight
                and depth == 1
                and text[max(paragraph.start, at - 8) : at].rstrip()[-1:] in _STOPS
            ):
                # a new one behind a full stop: the one before was never closed
                yield Span(opened, _sentence_end(sentences, opened))
                opened = at
            else:
                depth += 1
        elif _closes(text[opened], mark):
            depth -= 1
            if not depth:
                yield Span(opened, at + 1)
                opened = -1
    if opened >= 0:
        inside = _sentence_end(sentences, opened)
        yield Span(opened, paragraph.end if opened == paragraph.start else inside)


def _sentence_end(sentences: list[Sentence], at: int) -> int:
    return next(s.span.end for s in sentences if at < s.span.end)


def _closes(opener: str, mark: str) -> bool:
    return mark in {'"': '"”', "“": '”"', "«": "»", "„": "“”"}[opener]


def _opens(text: str, at: int, paragraph: Span) -> bool:
    return at == paragraph.start or not text[at - 1].isalnum()


def _surely_opens(text: str, at: int, paragraph: Span) -> bool:
    spaced = text[at - 1].isspace() or text[at - 1] in "([—–"
    return spaced and at + 1 < paragraph.end and text[at + 1].isalnum()


# Passages


def _groups(text: str, sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """Runs of sentences of about PASSAGE_WORDS words, of equal size within the paragraph."""
    sizes = [sentence.span.of(text).count(" ") + 1 for sentence in sentences]
    share = sum(sizes) / max(1, round(sum(sizes) / PASSAGE_WORDS))
    group: list[Sentence] = []
    filled, boundary = 0.0, share
    for sentence, size in zip(sentences, sizes, strict=True):
        if group and filled + size / 2 > boundary:
            yield group
            group, boundary = [], boundary + share
        group.append(sentence)
        filled += size
    if group:
        yield group
