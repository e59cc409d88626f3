"""Importing this loads the program as far as it is once it has answered a question; processes
are copied from there."""

import asyncio
import gc
from contextlib import suppress
from pathlib import Path

import httpx

import bot.app
import bot.cli
import bot.picture  # noqa: F401 - loaded, and used by the copies
from bot.answering import Answerer
from index.library import Library
from index.segments import KERNEL


def _answer() -> None:
    library = Library.of_folder(Path(__file__).parent.parent / "seeds")
    Answerer(library).answer("Who delivered the helicopters to Mali?")


async def _call() -> None:
    """What a call by HTTP loads, of a port at which nobody listens."""
    async with httpx.AsyncClient() as client:
        with suppress(httpx.HTTPError):
            await client.get("http://127.0.0.1:9")


_answer()
if compiling := KERNEL.warm():
    compiling.join()  # a thread would be missing in the copies
asyncio.run(_call())
gc.freeze()  # its memory is shared by the copies for as long as nobody looks for garbage there
