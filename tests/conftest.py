"""What tests share: articles written for them, and a guard around the network."""

import gc
import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from index.library import Library
from index.model import Article, Span
from index.store.pool import usable_cores

# No deadlines: how long an example takes depends on the machine and says nothing of the code.
settings.register_profile("saidwho", deadline=None, print_blob=True)
settings.load_profile("saidwho")

gc.set_threshold(50_000)  # looking for garbage among all that pytest keeps takes long

LONGEST = (
    *("bot_process", "nothing_lost", "hostile_updates", "cli", "webhook", "adding_process"),
    *("load", "hostile_files", "everywhere", "faces", "interruptions", "renewing", "rendering"),
)
"""Files of tests that take longer than most, the longest first."""

SEEDS = Path(__file__).parent.parent / "seeds"

PORT_STRIKE = """\
date 2023-05-09
title: Dockers walk out in Sète
outlet: Courrier du Port

The dockers of Sète walked out on Monday over unpaid night shifts.

"We will not load a single crate," a spokeswoman for the union, Inès Caron, said. "The company
owes us eleven weeks."

The port authority denies that wages are outstanding. It spoke of "a misunderstanding".
"""

FRENCH_VACCINES = """\
date 2021-02-03
title: Vaccins : Lomé attend
outlet: La Gazette de Lomé
language: fr

Le Togo a commandé 140 000 doses de vaccin auprès du laboratoire indien.

« Nous avons payé en janvier », a déclaré le ministre de la Santé. Le laboratoire affirme
n'avoir rien reçu.
"""


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: tests of processes wait as long as they compute."""
    return usable_cores() + 1


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """The longest files come first, so that none of them is begun when all others are done."""
    places = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests reach this machine only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "127.0.0.1"
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reaches for {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def seed_library() -> Library:
    """The library of the project's own article."""
    return Library.of_folder(SEEDS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles, one English and one French."""
    (tmp_path / "strike.txt").write_text(PORT_STRIKE, encoding="utf-8")
    (tmp_path / "vaccins.txt").write_text(FRENCH_VACCINES, encoding="utf-8")
    return tmp_path


def article_of(text: str, article_id: str = "a", language: str = "en", **fields: Any) -> Article:
    """An article whose body is the whole text."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    body = Span(start, end) if start < end else None
    return Article(
        id=article_id, text=text, body=body, path=article_id, language=language, **fields
    )


def library_of(*articles: Article) -> Library:
    return Library.of(sorted(articles, key=lambda a: a.id))


def spans(value: object) -> list[dict[str, Any]]:
    """Everything in JSON that states a text with its place."""
    if isinstance(value, list):
        return [span for each in value for span in spans(each)]
    if isinstance(value, dict):
        own = [value] if {"text", "start", "end"} <= value.keys() else []
        return own + [span for each in value.values() for span in spans(each)]
    return []


# A strike that is disputed, and a storm that is dated.
STRIKE = article_of(
    "Rail Union said on Tuesday that drivers had stopped work on 3 May.\n\n"
    "The operator, Metro, denied that drivers had stopped work.\n\n"
    "Rail Union said that talks would go on.",
    "strike",
    title="No trains",
    published=date(2023, 5, 10),
)
STORM = article_of(
    "A storm flooded the port in August 2020.\n\nMayor Ana Rossi said that the port was rebuilt.",
    "storm",
    published=date(2021, 1, 4),
)
