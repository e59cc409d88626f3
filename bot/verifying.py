"""Checks a proof later: in itself, against the library, and against the file of the article."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from bot.proof import FORMAT, Json, described, digest, is_former, seal
from index.corpus import read_file
from index.errors import ArticleError, SaidWhoError
from index.library import Library
from index.model import Article

LARGEST_PROOF = 1_000_000
"""Bytes; a proof holds a quote and a little around it."""

LONGEST_SHOWN = 200

Outcome = Literal["proved", "tampered", "unknown"]

_FORM: dict[str, dict[str, tuple[type, ...]]] = {
    "quote": {"text": (str,), "start": (int,), "end": (int,), "sha256": (str,)},
    "around": {"text": (str,), "start": (int,), "end": (int,)},
    "article": {
        "file": (str,),
        "sha256": (str,),
        "characters": (int,),
        **dict.fromkeys(("title", "outlet", "url", "published"), (str, type(None))),
    },
    "library": {},
}
"""What a proof has to have for it to be checked."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_DESCRIBING = ("title", "outlet", "url", "published")


class ProofError(SaidWhoError):
    """What is to be checked is no proof; the text says why."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`remarks` are sentences: of a tampered proof what is wrong, else what else is to be known.

    "unknown": sound in itself, but neither the library nor the file has the version it names.
    """

    outcome: Outcome
    summary: str
    remarks: tuple[str, ...] = ()


def proofs_at(name: str) -> list[Json]:
    """The proofs in a file, or on standard input for "-"; ProofError as for `proofs_in`, and
    where it cannot be read."""
    if name == "-":
        return proofs_in(sys.stdin.buffer.read(LARGEST_PROOF + 1), "Standard input")
    try:
        with Path(name).open("rb") as file:
            return proofs_in(file.read(LARGEST_PROOF + 1), name)
    except OSError as error:
        raise ProofError(f"{name} cannot be read ({error.strerror}).") from None


def proofs_in(data: bytes, called: str) -> list[Json]:
    """The proofs in a file, one or a list; ProofError, in a sentence, where there are none."""
    if len(data) > LARGEST_PROOF:
        raise ProofError(f"{called} is no proof: it has more than {LARGEST_PROOF:,} bytes.")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ProofError(f"{called} is no proof: it is not JSON ({error}).") from None
    several = found if isinstance(found, list) else [found]
    for proof in several:
        if lacking := _lacking(proof):
            raise ProofError(f"{called} is no proof: {lacking}.")
    if not several:
        raise ProofError(f"{called} is no proof: it is an empty list.")
    return several


def verify(proof: Json, library: Library, seeds: Path) -> Verdict:
    """Whether the quote stands where the proof says, in the version of the article it names."""
    told = proof["article"]
    place = f"{proof['quote']['start']}-{proof['quote']['end']}"
    quote = f"the quote at {place} of {_printable(told['file'])}"
    held, file = library.versions(told["sha256"]), _file(proof, seeds)
    having = [*held, *([file] if file and file.digest == told["sha256"] else [])]
    wrong = [*_in_itself(proof), *_against(proof, having)]
    if wrong:
        return Verdict("tampered", f"Tampered: {quote} is not what this proof says.", tuple(wrong))
    remarks = (*_standing(library, held), _of_file(proof, file, seeds))
    if not having:
        version = f"version {told['sha256'][:16]}… of {_printable(told['file'])}"
        lacking = f"Not to be checked here: neither the library nor the file has {version}."
        return Verdict("unknown", lacking, remarks)
    return Verdict("proved", f"Proved: {quote} is what was published there.", remarks)


def _lacking(proof: object) -> str | None:
    """What keeps this from being a proof that can be checked; None where nothing does."""
    if not isinstance(proof, dict) or "saidwho_proof" not in proof:
        return 'it has no "saidwho_proof"'
    if proof["saidwho_proof"] != FORMAT:
        form = _printable(repr(proof["saidwho_proof"]))
        return f"its form {form} is not known; update saidwho"
    for name, fields in _FORM.items():
        part = proof.get(name)
        if not isinstance(part, dict):
            return f'it has no "{name}"'
        for field, types in fields.items():
            if type(part.get(field)) not in types or (field not in part):
                return f'"{field}" of its "{name}" is missing or of the wrong kind'
    if not _DIGEST.fullmatch(proof["article"]["sha256"]):
        return '"sha256" of its "article" is no SHA-256'
    return None


def _in_itself(proof: Json) -> Iterator[str]:
    quote, around = proof["quote"], proof["around"]
    if digest(quote["text"]) != quote["sha256"]:
        yield "The words of the quote do not have the SHA-256 that is given for them."
    if not 0 <= quote["start"] < quote["end"] or quote["end"] - quote["start"] != len(
        quote["text"]
    ):
        yield "The quote is not as long as its offsets say."
    start = quote["start"] - around["start"]
    shown = around["text"][start : start + len(quote["text"])] if start >= 0 else ""
    if shown != quote["text"] or around["end"] - around["start"] != len(around["text"]):
        yield "The quote does not stand at its place in the text around it."
    if proof.get("seal") != seal(proof):
        yield "The proof is not as it was made: its seal is that of other fields."


def _against(proof: Json, having: Sequence[Article]) -> Iterator[str]:
    """What the article says otherwise; `having` are those of the version that is named, which
    may be called differently but have one text."""
    if not having:
        return
    text, told = having[0].text, proof["article"]
    for name, what in (("quote", "of the quote"), ("around", "around the quote")):
        part = proof[name]
        if not 0 <= part["start"] < part["end"] <= len(text):
            yield f"The place {what} lies outside the article."
        elif text[part["start"] : part["end"]] != part["text"]:
            yield f"The article has other words at the place {what}."
    if told["characters"] != len(text):
        yield f"The article has {len(text)} characters, not {told['characters']}."
    for field in _DESCRIBING:
        known = {described(article)[field] for article in having}
        if told[field] not in known:
            named = ", ".join(sorted(repr(value) for value in known))
            yield f"Its {field} is {named}, not {_printable(repr(told[field]))}."
    names = {PurePosixPath(article.path).name for article in having}
    if PurePosixPath(told["file"]).name not in names:
        yield f"It stands in {', '.join(sorted(names))}, not in {_printable(told['file'])}."


def _standing(library: Library, held: Sequence[Article]) -> Iterator[str]:
    if not held:
        yield "The library does not have this version."
    elif not is_former(held[0]):
        yield "The article stands in the library in this version."
    elif described(held[0])["id"] in library.articles:
        yield "The library has a newer version of the article; this one is kept."
    else:
        yield "The article has been removed from the library since; this version is kept."


def _file(proof: Json, seeds: Path) -> Article | None:
    """The article as its file below `seeds` has it now; a proof leads nowhere else."""
    parts = PurePosixPath(proof["article"]["file"]).parts
    for first in range(len(parts)):
        below = parts[first:]
        path = seeds.joinpath(*below)
        if ".." in below or below[0] == "/" or "\0" in str(path):
            continue
        try:
            if path.is_file() and path.resolve().is_relative_to(seeds.resolve()):
                return read_file(path, "file")[0]
        except (ArticleError, OSError):
            continue
    return None


def _of_file(proof: Json, file: Article | None, seeds: Path) -> str:
    quoted = proof["quote"]["text"]
    if file is None:
        return f"Among the files in {seeds} there is none of it."
    if file.digest == proof["article"]["sha256"]:
        return f"{file.path} has this version, too."
    if file.text[proof["quote"]["start"] : proof["quote"]["end"]] == quoted:
        return f"{file.path} has another text by now; the quote stands at its place in it."
    if quoted in file.text:
        return f"{file.path} has another text by now; the quote stands at another place in it."
    return f"{file.path} has another text by now, and the quote does not stand in it."


def _printable(text: str) -> str:
    """What a proof says, without what would steer a terminal, and not endless."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return shown if len(shown) <= LONGEST_SHOWN else shown[:LONGEST_SHOWN] + "…"
