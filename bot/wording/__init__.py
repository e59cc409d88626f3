"""All the words that the program says itself, in English and in French."""

from bot.wording.english import ENGLISH
from bot.wording.french import FRENCH
from bot.wording.terms import Wording

__all__ = ["ENGLISH", "FRENCH", "Wording", "wording"]

_BY_CODE = {"en": ENGLISH, "fr": FRENCH}


def wording(*codes: str | None) -> Wording:
    """The first of the languages that the interface speaks ("fr", "fr-CA"), else English."""
    spoken = (_BY_CODE.get((code or "")[:2].lower()) for code in codes)
    return next((known for known in spoken if known), ENGLISH)
