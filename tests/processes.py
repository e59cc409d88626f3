"""The real program as a process, started by tests against the stand-in Bot API."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bot_api import StandIn
from tests.conftest import SEEDS

ROOT = Path(__file__).parent.parent


@dataclass
class Run:
    """A bot process and what it wrote."""

    api: StandIn
    process: subprocess.Popen[str]
    log: Path

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def dies(self) -> None:
        """Killed, without a chance to finish anything."""
        self.process.kill()
        self.process.wait(20)

    def stops(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(with_signal)
        return self.process.wait(20)


@contextmanager
def started(api: StandIn, log: Path, **settings: str) -> Iterator[Run]:
    """A bot that does not outlive the test, however that ends."""
    environment = {
        **os.environ,
        "SAIDWHO_TOKEN": api.token,
        "SAIDWHO_API_URL": api.url,
        "SAIDWHO_FILE_URL": api.file_url,
        "SAIDWHO_OPEN": "true",
        "SAIDWHO_OWNER": "7",  # who sends most of it, and more than others may in a minute
        "SAIDWHO_SEEDS": str(SEEDS),
        "SAIDWHO_DATA": str(log.parent / "data"),
        "PYTHONPATH": str(ROOT),
        **settings,
    }
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot"],
            env=environment,
            cwd=log.parent,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        yield Run(api, process, log)
    finally:
        process.kill()
        process.wait(20)
