"""Importing this loads the program as far as it is once it has answered a question; processes
are copied from there."""

import gc
from pathlib import Path

import bot.app
import bot.cli  # noqa: F401 - the same
from bot.answering import Answerer
from index.library import Library

_library = Library.of_folder(Path(__file__).parent.parent / "seeds")
Answerer(_library).answer("Who delivered the helicopters to Mali?")
gc.freeze()  # its memory is shared by the copies for as long as nobody looks for garbage there
