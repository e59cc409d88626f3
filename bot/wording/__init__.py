"""All the words that the program says itself, in each language that has a file here."""

from importlib.resources import files

from bot.wording.phrase import Phrase, WordingError
from bot.wording.terms import Wording

__all__ = [
    "ENGLISH",
    "FRENCH",
    "LANGUAGES",
    "Chosen",
    "Phrase",
    "Wording",
    "WordingError",
    "wording",
]

LANGUAGES = {
    code: Wording.read(code, file.read_text(encoding="utf-8"))
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name)
    if (code := file.name.removesuffix(".ftl")) != file.name
}
"""Every language of the interface by its code; a file more, and it speaks one more."""

ENGLISH, FRENCH = LANGUAGES["en"], LANGUAGES["fr"]


class Chosen(str):
    """A language that a person chose: it goes before that of the question."""

    __slots__ = ()


def wording(*codes: str | None) -> Wording:
    """The first of the languages that the interface speaks ("fr", "fr-CA"), one that was chosen
    before all others; else English."""
    codes = tuple(sorted(codes, key=lambda code: not isinstance(code, Chosen)))
    spoken = (LANGUAGES.get((code or "").lower().partition("-")[0]) for code in codes)
    return next((known for known in spoken if known), ENGLISH)
