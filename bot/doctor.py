"""`saidwho doctor`: whether the bot can run here, and what to do where it cannot.

It changes nothing. Nothing that it says holds the token: of an error only its kind is told.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import httpx

from bot.settings import Settings, SettingsError, token_of
from index.store.checking import condition

PATIENCE = 10.0
"""Seconds for one call of the Bot API."""

CLOCK_OFF = 60.0
"""Seconds that a clock may be wrong before dates of messages mislead."""

LITTLE, TOO_LITTLE = 1_000_000_000, 200_000_000
"""Bytes of free disk space."""

State = Literal["ok", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do about it."""

    about: str
    state: State
    said: str
    advice: str = ""

    def __str__(self) -> str:
        line = f"{self.state:<5}  {self.about}: {self.said}"
        return f"{line}\n       → {self.advice}" if self.advice else line


def findings(settings: Settings, data: Path, seeds: Path, env: Path) -> Iterator[Finding]:
    """Each as soon as it is known."""
    yield _env(env)
    yield _owner(settings)
    yield from _telegram(settings)
    yield from _folder(data)
    yield from _library(data)
    yield _seeds(seeds)
    yield _disk(data)


def _env(path: Path) -> Finding:
    if not path.is_file():
        return Finding("settings", "ok", "read from the environment; there is no .env.")
    if path.stat().st_mode & 0o077:
        return Finding(
            "settings",
            "wrong",
            ".env can be read by others, and holds the token.",
            "chmod 600 .env",
        )
    return Finding("settings", "ok", "sound, and .env is for your eyes only.")


def _owner(settings: Settings) -> Finding:
    if settings.open:
        return Finding(
            *("owner", "note", "SAIDWHO_OPEN is true: everybody in Telegram may ask."),
            "Take it out, unless the bot is meant to be public.",
        )
    if settings.owner is None:
        return Finding(
            *("owner", "note", "SAIDWHO_OWNER is not set: nobody new can be let in."),
            "Write to the bot, which tells you your number; put it into .env as SAIDWHO_OWNER=…, "
            "and start the bot again.",
        )
    return Finding("owner", "ok", f"{settings.owner} decides who may ask.")


# Telegram


def _telegram(settings: Settings) -> Iterator[Finding]:
    try:
        token = token_of(settings)
    except SettingsError as error:
        yield Finding("token", "wrong", str(error))
        return
    host = urlsplit(settings.api_url).hostname
    try:
        with httpx.Client(timeout=PATIENCE) as client:
            me = client.get(f"{settings.api_url}{token}/getMe")
            yield from _me(me, host)
            yield from _clock(me)
            if me.is_success:
                yield from _known(settings.owner, client, f"{settings.api_url}{token}/getChat")
                yield from _webhook(client.get(f"{settings.api_url}{token}/getWebhookInfo"))
    except (httpx.HTTPError, httpx.InvalidURL) as error:  # their texts may hold the address
        yield Finding(
            *("token", "wrong", f"{host} cannot be reached ({type(error).__name__})."),
            "Look after the network, the proxy and SAIDWHO_API_URL; the token was not tried.",
        )


def _me(answer: httpx.Response, host: str | None) -> Iterator[Finding]:
    if answer.status_code in (401, 404):
        yield Finding(
            *("token", "wrong", "Telegram refuses it."),
            "Copy it once more from @BotFather into SAIDWHO_TOKEN.",
        )
        return
    me = _result(answer)
    if me is None:
        yield Finding(
            *("token", "wrong", f"{host} answers with status {answer.status_code}."),
            "Try again later; if it stays so, look at SAIDWHO_API_URL.",
        )
        return
    yield Finding("token", "ok", f"it is that of @{me.get('username')}.")
    if me.get("supports_inline_queries") is False:
        yield Finding(
            *("inline mode", "note", "it is off, so that nobody can ask by @name in other chats."),
            "Turn it on with /setinline at @BotFather, if that is wanted.",
        )
    if me.get("supports_guest_queries") is False:
        yield Finding(
            *("guest mode", "note", "it is off, so that it is heard only in chats that it is in."),
            "Turn it on in the bot's settings at @BotFather, if that is wanted.",
        )
    if me.get("can_read_all_group_messages"):
        yield Finding(
            *("groups", "note", "Telegram hands the bot every message of its groups."),
            "It needs none but those for it: /setprivacy at @BotFather.",
        )


def _known(owner: int | None, client: httpx.Client, address: str) -> Iterator[Finding]:
    """Whether the owner's number is one that has written to the bot."""
    if owner is None:
        return
    answer = client.get(address, params={"chat_id": owner})
    chat = _result(answer)
    if chat is None and answer.status_code == httpx.codes.BAD_REQUEST:
        yield Finding(
            *("owner", "note", f"nobody with the number {owner} has written to the bot yet."),
            "Write to it; if it tells you another number, put that into SAIDWHO_OWNER.",
        )
    elif chat is not None and chat.get("type") != "private":
        yield Finding(
            *("owner", "wrong", f"{owner} is no person's number."),
            "Write to the bot, which tells you yours, and put that into SAIDWHO_OWNER.",
        )


def _clock(answer: httpx.Response) -> Iterator[Finding]:
    try:
        there = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError:
        yield Finding("clock", "note", "the Bot API does not say what time it is.")
        return
    here = datetime.now(UTC)
    there = there if there.tzinfo else there.replace(tzinfo=UTC)
    off = (here - there).total_seconds()
    if abs(off) > CLOCK_OFF:
        way = "ahead of" if off > 0 else "behind"
        yield Finding(
            *("clock", "wrong", f"it is {abs(off):,.0f} seconds {way} that of the Bot API."),
            "Let the system set it: timedatectl set-ntp true",
        )
    else:
        yield Finding("clock", "ok", "it agrees with that of the Bot API.")


def _webhook(answer: httpx.Response) -> Iterator[Finding]:
    webhook = _result(answer)
    if webhook is None:
        return
    if not webhook.get("url"):
        yield Finding("updates", "ok", "no webhook is set: they can be polled.")
        return
    host = urlsplit(str(webhook["url"])).hostname  # the rest of the address is a secret
    yield Finding(
        *("updates", "note", f"a webhook is set, at {host}: as long as it is, polling gets none."),
        "A bot that polls removes it when it starts; start none if another one is served by it.",
    )


def _result(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        given = answer.json()
    except ValueError:
        return None
    result = given.get("result") if isinstance(given, dict) else None
    return result if isinstance(result, dict) else None


# Disk


def _folder(data: Path) -> Iterator[Finding]:
    if not data.exists():
        above = _existing(data)
        if os.access(above, os.W_OK | os.X_OK):
            yield Finding("data", "ok", f"{data} will be made by the first start.")
        else:
            yield Finding(
                *("data", "wrong", f"{data} is not there, and {above} cannot be written."),
                f"Make it, and give it to user {os.getuid()}; or name another in SAIDWHO_DATA.",
            )
        return
    if not data.is_dir() or not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield Finding(
            *("data", "wrong", f"{data} is no folder that can be read and written."),
            f"Give it to user {os.getuid()}, or name another in SAIDWHO_DATA.",
        )
    elif data.stat().st_mode & 0o007:
        yield Finding(
            *("data", "wrong", f"{data} can be read by everybody on this machine."),
            f"chmod 700 {data}",
        )
    else:
        yield Finding("data", "ok", f"{data} can be written, and is not open to everybody.")


def _library(data: Path) -> Iterator[Finding]:
    found = condition(data) if data.is_dir() else None
    if found is None:
        yield Finding("library", "note", "none yet; the first start makes it of the seeds.")
    elif found.fault:
        yield Finding(
            *("library", "wrong", f"{found.fault}."),
            "Stop the bot and run: saidwho reindex. It is built again; what is damaged is kept.",
        )
    elif found.behind:
        yield Finding(
            *("library", "note", f"{found.articles:,} articles, as an earlier version kept them."),
            "The next start brings it up to date by itself; make a copy first: saidwho backup FILE",
        )
    elif found.outdated:
        yield Finding(
            *("library", "note"),
            f"{found.articles:,} articles; {found.outdated:,} are still as an earlier version read "
            "them, and are answered from so.",
            "A bot that runs reads them anew in the background; saidwho reindex does it at once.",
        )
    else:
        yield Finding("library", "ok", f"{found.articles:,} articles, sound and up to date.")


def _seeds(seeds: Path) -> Finding:
    if not seeds.is_dir() or not os.access(seeds, os.R_OK | os.X_OK):
        return Finding(
            *("seeds", "wrong", f"{seeds} is no folder that can be read."),
            "Make it, or name another in SAIDWHO_SEEDS.",
        )
    number = sum(1 for path in seeds.rglob("*.txt") if path.is_file())
    return Finding("seeds", "ok", f"{seeds} holds {number:,} .txt files.")


def _disk(data: Path) -> Finding:
    free = shutil.disk_usage(_existing(data)).free
    told = f"{free / 1e9:,.1f} GB are free."
    if free < TOO_LITTLE:
        return Finding("disk", "wrong", told, "Free some: what cannot be written is not added.")
    if free < LITTLE:
        return Finding("disk", "note", told, "Free some soon.")
    return Finding("disk", "ok", told)


def _existing(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    return next(one for one in (path.absolute(), *path.absolute().parents) if one.exists())
