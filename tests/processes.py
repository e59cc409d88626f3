"""The real program as processes, started by tests.

Most are copies of a process that has loaded the program already: that takes a tenth of the time of
a start. From there on a copy is a process as any other, with an environment, a folder, streams, an
exit status, and its own death. Those that are started afresh show that the way there works, too.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from tests.bot_api import StandIn
from tests.conftest import SEEDS
from tests.copied import run

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-c", "from bot.cli import entry; entry()"]
PATIENCE = 30  # seconds

Way = Callable[..., subprocess.CompletedProcess[str]]
"""`finished` or `finished_afresh`."""

_COPIES = multiprocessing.get_context("forkserver")
_COPIES.set_forkserver_preload(["tests.copied", "tests.loaded"])


class Process(Protocol):
    """As much as is needed of `subprocess.Popen`."""

    def kill(self) -> None: ...

    def send_signal(self, sig: int, /) -> None: ...

    def wait(self, timeout: float | None = None) -> int: ...


class Copy:
    """A process of the program; ends with this one at the latest."""

    def __init__(
        self,
        arguments: list[str],
        environment: dict[str, str],
        folder: Path,
        streams: Sequence[Path],
    ) -> None:
        self._process = _COPIES.Process(
            target=run, args=(arguments, environment, folder, streams), daemon=True
        )
        self._process.start()

    def kill(self) -> None:
        self._process.kill()

    def send_signal(self, sig: int) -> None:
        pid = self._process.pid
        if pid is not None and self._process.is_alive():
            os.kill(pid, sig)

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        status = self._process.exitcode
        if status is None:
            raise TimeoutError(f"The process still runs after {timeout} seconds.")
        return status


def copied(environment: dict[str, str], log: Path) -> Process:
    return Copy(["bot"], environment, log.parent, (Path(os.devnull), log, log))


def afresh(environment: dict[str, str], log: Path) -> Process:
    with log.open("w", encoding="utf-8") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "bot"],
            env=environment,
            cwd=log.parent,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


@dataclass
class Run:
    """A bot process and what it wrote."""

    api: StandIn
    process: Process
    log: Path

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def dies(self) -> None:
        """Killed, without a chance to finish anything."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def stops(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(with_signal)
        return self.process.wait(PATIENCE)


@contextmanager
def started(
    api: StandIn,
    log: Path,
    way: Callable[[dict[str, str], Path], Process] = copied,
    /,
    **settings: str,
) -> Iterator[Run]:
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
    log.write_bytes(b"")
    process = way(environment, log)
    try:
        yield Run(api, process, log)
    finally:
        process.kill()
        process.wait(PATIENCE)


def finished(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    stdin: bytes = b"",
    folder: Path = ROOT,
) -> subprocess.CompletedProcess[str]:
    """A copy that runs the command in this environment, once it has ended."""
    with TemporaryDirectory() as kept:
        streams = given, told, complained = [Path(kept, name) for name in ("0", "1", "2")]
        given.write_bytes(stdin)
        process = Copy([*arguments], {**environment}, folder, streams)
        try:
            status = process.wait(PATIENCE)
        finally:
            process.kill()
        return subprocess.CompletedProcess(
            arguments, status, told.read_bytes().decode(), complained.read_bytes().decode()
        )


def finished_afresh(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    stdin: bytes = b"",
    folder: Path = ROOT,
) -> subprocess.CompletedProcess[str]:
    """The same by a Python started for it."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        timeout=PATIENCE,
    )
    return subprocess.CompletedProcess(
        arguments, done.returncode, done.stdout.decode(), done.stderr.decode()
    )
