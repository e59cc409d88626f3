"""The journal: updates on disk from before Telegram forgets them until they are answered."""

from bot.journal.file import JournalError
from bot.journal.handling import Handling, handling, recalled
from bot.journal.updates import Claimed, Entry, Journal

__all__ = ["Claimed", "Entry", "Handling", "Journal", "JournalError", "handling", "recalled"]
