"""In which language each person is spoken to: the one they chose, else that of their Telegram."""

import asyncio

from telegram import User

from bot.callbacks import ChooseLanguage
from bot.incoming import spoken_by
from bot.message import Button, Message
from bot.wording import ENGLISH, LANGUAGES, Chosen, Wording, wording
from index.store.languages import Languages


class Tongues:
    """What is chosen is kept in the library, so that it holds after a restart."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages

    def spoken_by(self, person: User | None) -> str | None:
        """A Chosen code goes before the language of a question, that of Telegram behind it."""
        chosen = self._languages.of(person.id) if person is not None else None
        return Chosen(chosen) if chosen in LANGUAGES else spoken_by(person)

    def words(self, person: User | None) -> Wording:
        return wording(self.spoken_by(person))

    def choose(self, person: User, code: str | None) -> Wording:
        """The words from now on; None: those of the person's Telegram again."""
        if code is None:
            self._languages.forget(person.id)
        else:
            self._languages.choose(person.id, code)
        return self.words(person)

    async def forget(self, person: int) -> None:
        """The choice of a person: see bot.privacy."""
        await asyncio.to_thread(self._languages.forget, person)


def language_message(words: Wording) -> Message:
    """A button for each language, in its own words."""
    rows = [(Button(each.name, ChooseLanguage(code)),) for code, each in LANGUAGES.items()]
    rows.append((Button(words.as_in_telegram, ChooseLanguage(None)),))
    return Message(words.which_language, buttons=tuple(rows))


def named(asked: str) -> str | None:
    """The code of a language that is called so: "fr", "French", "français"; None for no other."""
    asked = asked.strip().casefold()
    for code, each in LANGUAGES.items():
        if asked in (code, each.name.casefold(), ENGLISH.language(code).casefold()):
            return code
    return None
