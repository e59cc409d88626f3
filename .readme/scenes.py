"""What the pictures of the README show, played through the real program: it runs as a process
against the stand-in Bot API of the tests, and what it sends is what is drawn."""

import io
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image
from telegram import MessageEntity

import inline_look
import telegram_look
from bot.figures import DAYS
from canvas import save
from index.library import Library
from index.model import Span
from index.store.ratings import Rating, Ratings, Verdict
from index.store.tallies import Tally, Unanswered
from inline_look import Result
from telegram_look import Shown
from tests.bot_api import BOT, BOT_NAME, StandIn
from tests.bot_api_forwards import of_channel
from tests.bot_api_rules import Json
from tests.processes import started

ROOT = Path(__file__).parent.parent
OWNER, AMINATA, MOUSSA = 1, 7, 8
NAMES = {OWNER: "Awa", AMINATA: "Aminata", MOUSSA: "Moussa", BOT["id"]: "SaidWho"}
DESK = -60
ALONE = itertools.count(70)
"""Numbers of further people called Aminata: what one of them asks follows on nothing."""

FERRY = """\
date 2023-05-09
title: Ferry missing off Lomé
outlet: Courrier du Port

The mayor of Lomé said on Monday that the ferry had sunk.

The harbour master, Kofi Mensah, denied that the ferry had sunk.
"""

IN_VAIN = {
    "How many soldiers were killed?": 6,
    "What did the helicopters cost?": 4,
    "Qui a payé les radars ?": 3,
}
ANSWERED = (5, 8, 4, 11, 9, 0, 2, 12, 7, 10, 14, 9, 1, 3, 8)
REFUSED = (2, 1, 3, 0, 4, 0, 1, 2, 2, 5, 1)
HELPFUL, WRONG = (1, 3, 0, 2, 4, 0), (0, 1, 0, 0, 2, 0, 0)
"""Of days, over and over, for the picture of /stats."""


@dataclass(frozen=True, slots=True)
class Chat:
    messages: list[Shown]
    title: str = "SaidWho"
    below: str = "bot"

    @property
    def text(self) -> str:
        return telegram_look.told(self.messages)

    def draw(self, path: Path) -> None:
        telegram_look.draw(self.messages, path, self.title, self.below)


@dataclass(frozen=True, slots=True)
class Typing:
    typed: str
    results: list[Result]

    @property
    def text(self) -> str:
        return inline_look.told(self.typed, self.results)

    def draw(self, path: Path) -> None:
        inline_look.draw(self.typed, self.results, path)


@dataclass(frozen=True, slots=True)
class Photo:
    data: bytes
    text: str

    def draw(self, path: Path) -> None:
        save(Image.open(io.BytesIO(self.data)).convert("RGB"), path, self.text)


Picture = Chat | Typing | Photo


def play() -> dict[str, Picture]:
    """Each picture by its name."""
    with _running() as api:
        return {
            "chat": _asked(api, "Did IBK order the helicopters?"),
            "refusal": _asked(api, "How many soldiers were killed?"),
            "french": _asked(api, "Qui conteste la commande des hélicoptères ?", "fr"),
            "group": _in_a_group(api),
            "inline": _inline(api),
            "claim": _claim(api),
            "timeline": _timeline(api),
            "adding": _adding(api),
            "stats": _stats(api),
        }


@contextmanager
def _running() -> Iterator[StandIn]:
    """The bot over a copy of the seeds, in whose library people have asked before."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        _ask_before(Library.open(folder / "data", folder / "seeds"))
        settings = {"SAIDWHO_SEEDS": "seeds", "SAIDWHO_DATA": "data", "SAIDWHO_OWNER": str(OWNER)}
        unlimited = {"SAIDWHO_PER_PERSON": "0", "SAIDWHO_PER_CHAT": "0"}
        with StandIn() as api, started(api, folder / "log", **settings, **unlimited):
            yield api


def _ask_before(library: Library) -> None:
    now = datetime.now(UTC)
    for before in range(DAYS):
        when = now - timedelta(before)
        day = when.date().toordinal()
        answered, refused, helpful, wrong = (
            of[before % len(of)] for of in (ANSWERED, REFUSED, HELPFUL, WRONG)
        )
        counted = {_tally(day, 50, answered=False): refused}
        counted[_tally(day, 20, answered=True)] = answered
        library.tallies.add(day, counted)
        ratings = Ratings(library.ratings._database, when.timestamp)
        for number in range(helpful + wrong):
            verdict: Verdict = "helpful" if number < helpful else "wrong"
            ratings.rate(Rating(number, 5, before, verdict, "", (), "0" * 16, Span(0, 1)))
    today = now.date().toordinal()
    library.tallies.add(today, {}, [Unanswered(text, (), n) for text, n in IN_VAIN.items()])


def _tally(day: int, milliseconds: int, *, answered: bool) -> Tally:
    return Tally(day, "chat", answered, milliseconds)


def _asked(api: StandIn, question: str, language: str = "en") -> Chat:
    number = next(ALONE)
    asked = api.writes(question, number, number, language_code=language)
    return Chat([_shown(asked, number), _shown(api.replies_to(asked), number)])


def _in_a_group(api: StandIn) -> Chat:
    first = api.writes(
        f"@{BOT_NAME} What did Bamako receive on March 31?", DESK, AMINATA, "supergroup"
    )
    answer = api.replies_to(first)
    second = api.writes("And when is the withdrawal?", DESK, MOUSSA, "supergroup", answer)
    messages = (first, answer, second, api.replies_to(second))
    return Chat([_shown(m, named=True) for m in messages], "Sahel desk", "12 members")


def _inline(api: StandIn) -> Typing:
    typed = "Who delivered the equipment?"
    number = api.person_types(typed, user_id=AMINATA)
    answer = api.waits_for(lambda: api.inline_answers.get(number, {}))
    results = [Result(one["title"], one.get("description", "")) for one in answer["results"]]
    return Typing(f"@{BOT_NAME} {typed}", results)


def _claim(api: StandIn) -> Chat:
    origin = of_channel("Sahel News")
    claim = "Former President Keïta is behind the order of the Russian helicopters."
    post = api.person_forwards(claim, origin, AMINATA)
    return Chat([_shown(post), _shown(api.replies_to(post))])


def _timeline(api: StandIn) -> Photo:
    asked = api.writes("/timeline", AMINATA, AMINATA)
    told, photo = api.replies_to(asked, 1), api.replies_to(asked, 2)
    return Photo(_photo_of(api, photo), told["text"])


def _adding(api: StandIn) -> Chat:
    sent = api.person_sends_file(FERRY.encode(), "ferry.txt", OWNER)
    offer = api.replies_to(sent)
    chat = [_shown(sent, OWNER), _shown(offer, OWNER)]
    label = offer["reply_markup"]["inline_keyboard"][0][0]["text"]
    api.person_presses(offer, label, OWNER)
    api.waits_for(lambda: any(m["text"] != offer["text"] for m in _now(api, offer)))
    asked = api.writes("Did the ferry sink?", OWNER, OWNER)
    return Chat([*chat, _shown(asked, OWNER), _shown(api.replies_to(asked), OWNER)])


def _stats(api: StandIn) -> Chat:
    asked = api.writes("/stats", OWNER, OWNER)
    told, photo = api.replies_to(asked, 1), api.replies_to(asked, 2)
    pictured = Shown(author=NAMES[BOT["id"]], photo=_photo_of(api, photo))
    return Chat([_shown(asked, OWNER), _shown(told, OWNER), pictured])


def _now(api: StandIn, message: Json) -> list[Json]:
    """A message as it is by now."""
    named = message["chat"]["id"], message["message_id"]
    return [m for m in api.messages if (m["chat"]["id"], m["message_id"]) == named]


def _photo_of(api: StandIn, message: Json) -> bytes:
    return bytes(api.files[message["photo"][-1]["file_id"]])


def _shown(message: Json, holder: int = AMINATA, *, named: bool = False) -> Shown:
    """A message as whoever holds the phone sees it."""
    writer = message["from"]["id"]
    replied = message.get("reply_to_message")
    file, origin = message.get("document"), message.get("forward_origin")
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return Shown(
        text=str(message.get("text", message.get("caption", ""))),
        entities=[
            MessageEntity(e["type"], e["offset"], e["length"]) for e in message.get("entities", ())
        ],
        author=None if writer == holder else _name(message),
        named=named and writer != holder,
        replied=(_name(replied), _beginning(replied)) if replied else None,
        forwarded=origin["chat"]["title"] if origin else None,
        file=(file["file_name"], f"{file['file_size']} bytes") if file else None,
        buttons=[[button["text"] for button in row] for row in rows],
    )


def _name(message: Json) -> str:
    return NAMES.get(message["from"]["id"], NAMES[AMINATA])


def _beginning(message: Json) -> str:
    return str(message.get("text") or message.get("document", {}).get("file_name", ""))
