"""Draws the pictures of the README from the bot's own messages: make pictures

Nothing is drawn by hand: the library of seeds/ is asked, and what would be sent to Telegram,
entities and buttons and all, is drawn as Telegram shows it.
"""

import os
import sys
from pathlib import Path

from bot.answering import Answerer
from bot.checking import checked_message, held_against
from bot.delivery import Outgoing, outgoing
from bot.picture import timeline_picture
from bot.rendering import answer_message
from bot.wording import ENGLISH
from index.library import Library
from telegram_look import draw

HERE = Path(__file__).parent
CLAIM = "Former President Keïta is behind the order of the Russian helicopters."


def main() -> int:
    os.chdir(HERE.parent)  # files are named as whoever follows the README sees them
    library = Library.of_folder(Path("seeds"))
    asked = ("Did IBK order the helicopters?",)
    draw(_conversation(Answerer(library), asked), HERE / "chat.png")
    draw([_looked_up(library, CLAIM)], HERE / "claim.png")
    if (timeline := timeline_picture(library, "", ENGLISH)) is not None:
        (HERE / "timeline.png").write_bytes(timeline)
    return 0


def _looked_up(library: Library, claim: str) -> tuple[str, Outgoing]:
    """A post that somebody forwards, and what the bot says of it."""
    found = held_against(library, claim)
    return claim, outgoing(checked_message(found, ENGLISH), library)


def _conversation(answerer: Answerer, asked: tuple[str, ...]) -> list[tuple[str, Outgoing]]:
    """The questions with the bot's messages; each follows on those before."""
    return [
        (
            question,
            outgoing(answer_message(answerer.answer(question, asked[:number])), answerer.library),
        )
        for number, question in enumerate(asked)
    ]


if __name__ == "__main__":
    sys.exit(main())
