"""Many chats side by side, the way to Telegram failing all the time, the bot killed in between:
python -m tests.benchmarks.load [--chats 200] [--seconds 60]

The real process answers against the stand-in Bot API. Each chat asks, mostly when it has its
answer, sometimes at once again; each question has to be answered once, in order within its chat.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.measuring import median, slow
from tests.bot_api import StandIn
from tests.processes import started

QUESTIONS = (
    "Who delivered the helicopters to Mali?",
    "What did Bamako receive on March 31?",
    "Who disputes the order?",
    "When did Paris announce the withdrawal?",
    "Which zeppelins did Burkina Faso get?",  # the articles are silent
)
AT_ONCE = 0.15
"""The share of questions after which the next is asked without waiting for the answer."""

FAULTS = {
    "429": 0.05,
    "502": 0.04,
    "cut off before": 0.03,
    "cut off after": 0.03,
    "answer late": 0.02,
}
"""How many of the questions have their answer hit by what; the rest goes well."""

TIMED_OUT = 25.0
"""Seconds of an answer that is so late that the bot no longer waits for it."""

NOBODY = 900_001
"""The chat of a person who asks nothing."""

LONGEST = 90.0
"""Seconds after the last question until which all have to be answered."""


@dataclass
class Report:
    asked: int = 0
    seconds: list[float] = field(default_factory=list)  # of those nothing happened to
    with_faults: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    missing: int = 0
    doubled: int = 0
    disordered: int = 0

    @property
    def sound(self) -> bool:
        return not (self.missing or self.doubled or self.disordered)

    def table(self) -> Table:
        table = Table(title="Questions while the way to Telegram fails", title_justify="left")
        for heading in ("", "questions", "p50 s", "p95 s"):
            table.add_column(heading, justify="left" if not heading else "right")
        for name, times in (("undisturbed", self.seconds), ("hit by a fault", self.with_faults)):
            if times:
                figures = f"{median(times):.2f}", f"{slow(times):.2f}"
                table.add_row(name, f"{len(times):,}", *figures)
        hit = ", ".join(f"{number} × {name}" for name, number in sorted(self.faults.items()))
        table.caption = (
            f"{self.asked:,} asked, {self.missing} missing, {self.doubled} answered twice, "
            f"{self.disordered} chats out of order; {hit}"
        )
        return table


@dataclass
class Chats:
    """People who ask, each in a chat of their own."""

    api: StandIn
    number: int
    faults: dict[str, float]
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    report: Report = field(default_factory=Report)
    asked: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    at: dict[tuple[int, int], tuple[float, bool]] = field(default_factory=dict)
    answered: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    seen: int = 0

    def ask(self, chat: int) -> None:
        hit = self._fault(chat)
        message = self.api.writes(self.chance.choice(QUESTIONS), chat, chat)
        self.asked[chat].append(message["message_id"])
        self.at[chat, message["message_id"]] = time.monotonic(), hit
        self.report.asked += 1

    def listen(self) -> list[int]:
        """The chats that were answered since."""
        sent = self.api.messages
        new = [m for m in sent[self.seen :] if m["chat"]["id"] in self.asked]
        self.seen = len(sent)
        for message in new:
            chat, replied = message["chat"]["id"], message.get("reply_to_message", {})
            question = replied.get("message_id", 0)
            self.answered[chat].append(question)
            began, hit = self.at.get((chat, question), (time.monotonic(), True))
            times = self.report.with_faults if hit else self.report.seconds
            times.append(time.monotonic() - began)
        return [message["chat"]["id"] for message in new]

    def killed(self) -> None:
        """The bot is, so what is open then waits for its restart."""
        self.listen()
        self.report.faults["killed"] += 1
        for (chat, number), (began, _) in self.at.items():
            if number not in self.answered[chat]:
                self.at[chat, number] = began, True

    def waiting(self) -> bool:
        return any(len(self.answered[chat]) < len(asked) for chat, asked in self.asked.items())

    def judge(self) -> Report:
        for chat, asked in self.asked.items():
            counted = Counter(self.answered[chat])
            self.report.missing += sum(not counted[number] for number in asked)
            self.report.doubled += sum(counted[number] > 1 for number in asked)
            first = list(dict.fromkeys(self.answered[chat]))
            self.report.disordered += first != sorted(first)
        return self.report

    def _fault(self, chat: int) -> bool:
        """Script what happens to an answer of the chat; whether anything does."""
        names = [*self.faults, ""]
        weights = [*self.faults.values(), 1 - sum(self.faults.values())]
        name = self.chance.choices(names, weights)[0]
        match name:
            case "429":
                wait = self.chance.randint(1, 8)
                self.api.fail_next("sendMessage", retry_after=wait, chat_id=chat)
            case "502":
                self.api.fail_next("sendMessage", error_code=502, chat_id=chat)
            case "cut off before" | "cut off after":
                self.api.drop_next("sendMessage", chat_id=chat, done=name.endswith("after"))
            case "answer late":
                self.api.late_next("sendMessage", self.chance.uniform(0.5, 3), chat_id=chat)
            case "timed out":
                self.api.late_next("sendMessage", TIMED_OUT, chat_id=chat)
        if name:
            self.report.faults[name] += 1
        return bool(name)


def load(
    folder: Path, chats: int, seconds: float, faults: dict[str, float] | None = None
) -> Report:
    """Ask for so many seconds, with one kill in the middle; then wait for what is open."""
    with StandIn() as api:
        people = Chats(api, chats, FAULTS if faults is None else faults)
        with started(api, folder / "first", SAIDWHO_PER_PERSON="0") as run:
            _up(api)
            for chat in range(1, chats + 1):
                people.ask(chat)
            _ask_on(people, seconds / 2)
            run.dies()
        people.killed()
        with started(api, folder / "second", SAIDWHO_PER_PERSON="0") as run:
            _up(api)
            _ask_on(people, seconds / 2)
            until = time.monotonic() + LONGEST
            while people.waiting() and time.monotonic() < until:
                people.listen()
                time.sleep(0.02)
            run.stops()  # what is sent twice would have come by now
            people.listen()
        return people.judge()


def _up(api: StandIn) -> None:
    """Wait until the bot answers: how long it takes to start is measured elsewhere."""
    api.replies_to(api.writes("/help", NOBODY, NOBODY), timeout=60)


def _ask_on(people: Chats, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for chat in people.listen():
            people.ask(chat)
            if people.chance.random() < AT_ONCE:
                people.ask(chat)
        time.sleep(0.02)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.load")
    parser.add_argument("--chats", type=int, default=200, metavar="N")
    parser.add_argument("--seconds", type=float, default=60, metavar="N")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        faults = {**FAULTS, "timed out": 0.005}
        report = load(Path(folder), chosen.chats, chosen.seconds, faults)
    Console(width=110).print(report.table())
    return 0 if report.sound else 1


if __name__ == "__main__":
    sys.exit(main())
