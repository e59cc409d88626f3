"""What the README promises: its commands run, and its exchange is what the program prints.

`python -m tests.test_readme --write` writes the exchange anew.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence

import pytest

from bot.cli import NO_ANSWER, OK
from bot.settings import Settings
from tests.processes import ROOT, finished

README = ROOT / "README.md"
ASKED = ("Who ordered the helicopters?", "Who disputes it?")
EXCHANGE = re.compile(r"(<!-- exchange: [^\n]* -->\n```text\n)(.*?)(```\n)", re.DOTALL)
DATA = tempfile.TemporaryDirectory()  # of the commands, instead of the developer's own library
ELSEWHERE = {
    "make bot": "tests/test_bot_process.py starts it",
    "make pictures": "draws anew what is committed",
    "make growth": "takes minutes; figures and picture are committed",
}


def text() -> str:
    return README.read_text(encoding="utf-8")


def commands(tool: str) -> list[str]:
    """The lines of the README's shell blocks that begin with `tool`, without comments."""
    blocks = re.findall(r"```sh\n(.*?)```", text(), re.DOTALL)
    lines = [line.split("#", 1)[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith(f"{tool} ")]


def _without_settings() -> dict[str, str]:
    """The environment as whoever follows the README has it, whatever the developer's is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAIDWHO_")}
    return {**kept, "SAIDWHO_SEEDS": "seeds", "SAIDWHO_DATA": DATA.name}


def run(arguments: list[str], typed: str = "") -> subprocess.CompletedProcess[str]:
    return finished(arguments, {**_without_settings(), "COLUMNS": "80"}, typed.encode())


def exchange(asked: Sequence[str]) -> str:
    """The questions and what the chat prints for them, its welcome left out."""
    printed = run(["chat"], "".join(f"{question}\n" for question in asked)).stdout
    _, *answers = printed.split("? \n")
    shown = [
        f"? {question}\n\n{answer.strip(chr(10))}"
        for question, answer in zip(asked, answers, strict=False)
    ]
    lines = "\n\n".join(shown).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


@pytest.mark.parametrize("command", commands("saidwho"))
def test_a_command_of_the_readme_runs(command: str) -> None:
    done = run(shlex.split(command)[1:], "/quit\n")

    assert done.returncode in (OK, NO_ANSWER), done.stderr
    assert not done.stderr
    assert done.stdout.strip()


def test_every_make_target_of_the_readme_is_run_by_ci() -> None:
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8")
    named = {f"make {target}" for target in re.findall(r"`?make ([a-z]+)", text())}

    assert named
    assert {command for command in named if command not in ci} <= ELSEWHERE.keys()


def test_the_exchange_is_what_the_program_prints() -> None:
    shown = EXCHANGE.search(text())

    assert shown is not None
    asked = [line[2:] for line in shown[2].splitlines() if line.startswith("? ")]
    assert asked
    assert shown[2] == exchange(asked)


def test_the_table_of_settings_names_each_setting_once_and_no_other() -> None:
    rows = [line for line in text().splitlines() if line.startswith("| `SAIDWHO_")]
    named = [name for row in rows for name in re.findall("`(SAIDWHO_[A-Z_]+)`", row.split("|")[1])]

    assert len(named) == len(set(named))
    assert set(named) == {f"SAIDWHO_{name.upper()}" for name in Settings.model_fields}


def write() -> None:
    """Fill the exchange of the README with what the program prints now."""
    filled = EXCHANGE.sub(lambda m: m[1] + exchange(ASKED) + m[3], text())
    README.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.test_readme --write")
    write()
