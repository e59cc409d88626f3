"""What the README promises: its commands run, and its exchange is what the program prints.

`python -m tests.test_readme` writes the exchange anew.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
ASKED = ("Who ordered the helicopters?",)
EXCHANGE = re.compile(r"(<!-- exchange: [^\n]* -->\n```text\n)(.*?)(```\n)", re.DOTALL)
ELSEWHERE = {
    "make bot": "tests/test_bot_process.py starts it",
    "make pictures": "draws anew what is committed",
}


def text() -> str:
    return README.read_text(encoding="utf-8")


def commands(tool: str) -> list[str]:
    """The lines of the README's shell blocks that begin with `tool`, without comments."""
    blocks = re.findall(r"```sh\n(.*?)```", text(), re.DOTALL)
    lines = [line.split("#", 1)[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith(f"{tool} ")]


def run(arguments: list[str], typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from bot.cli import entry; entry()", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT)},
        timeout=60,
    )


def exchange() -> str:
    """The questions and what the chat prints for them, its welcome left out."""
    printed = run(["chat"], "".join(f"{question}\n" for question in ASKED)).stdout
    _, *answers = printed.split("? \n")
    shown = [
        f"? {question}\n\n{answer.strip(chr(10))}"
        for question, answer in zip(ASKED, answers, strict=False)
    ]
    lines = "\n\n".join(shown).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


@pytest.mark.parametrize("command", commands("saidwho"))
def test_a_command_of_the_readme_runs(command: str) -> None:
    done = run(shlex.split(command)[1:], "/quit\n")

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_every_make_target_of_the_readme_is_run_by_ci() -> None:
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8")
    named = {f"make {target}" for target in re.findall(r"`?make ([a-z]+)", text())}

    assert named
    assert {command for command in named if command not in ci} <= ELSEWHERE.keys()


def test_the_exchange_is_what_the_program_prints() -> None:
    shown = EXCHANGE.search(text())

    assert shown is not None
    assert shown[2] == exchange()


def test_the_table_of_settings_is_complete() -> None:
    named = set(re.findall(r"`(SAIDWHO_\w+)`", text()))

    assert named == {f"SAIDWHO_{name.upper()}" for name in Settings.model_fields}


if __name__ == "__main__":
    README.write_text(EXCHANGE.sub(lambda m: m[1] + exchange() + m[3], text()), encoding="utf-8")
