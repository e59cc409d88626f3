"""The bot inside the test's own process, with everything but the fetching of updates: they are
handed to it one by one, its calls go to the strict stand-in Bot API."""

import asyncio
from types import TracebackType
from typing import Any, Self

from pydantic import SecretStr
from telegram import Update

from bot.app import application
from bot.settings import Settings
from index.library import Library
from tests.bot_api import Call, StandInBotApi
from tests.bot_api_rules import Json

OWNER = 7


class Inside:
    """Use as a context manager. What somebody sends is made by the people of `api`, or is JSON."""

    def __init__(self, library: Library, **settings: Any) -> None:
        self.api = StandInBotApi()
        self._library, self._settings = library, {"owner": OWNER, **settings}

    def __enter__(self) -> Self:
        self.api.__enter__()
        self._loop = asyncio.new_event_loop()
        given: dict[str, Any] = {"token": SecretStr(self.api.token), "api_url": self.api.url}
        given |= {"file_url": self.api.file_url, **self._settings}
        self._bot = application(Settings(_env_file=None, **given), self._library)  # type: ignore[call-arg]
        self._loop.run_until_complete(self._bot.initialize())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._loop.run_until_complete(self._bot.shutdown())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()
        self.api.__exit__(kind, error, at)

    def hands_over(self, *updates: Json) -> list[Call]:
        """The calls that the bot makes for these updates, or for all that wait at the API."""
        given = updates or self.api.taken()
        before = len(self.api.calls)
        for each in given:
            update = Update.de_json(each, self._bot.bot)
            self._loop.run_until_complete(self._bot.process_update(update))
        return self.api.calls[before:]
