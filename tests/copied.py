"""What a copy of a process that has loaded the program does first."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.cli import main


def run(
    arguments: list[str], environment: dict[str, str], folder: Path, streams: Sequence[Path]
) -> None:
    """The command, with this environment and no other, in this folder, and with these files for
    its input, its output and what it complains of."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for number, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), number)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    if encoding := environment.get("PYTHONIOENCODING"):  # which Python reads at its start alone
        sys.stdout.reconfigure(encoding=encoding)  # type: ignore[union-attr]
    sys.exit(main(arguments))
