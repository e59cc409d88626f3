"""Processes of this program: this one, and modules of it run by the same Python.

The others are started by name, not as copies of whoever starts them: that may have threads, and
may be a script that would run once more in its copy. They are given no environment: the bot's
token is none of their business.
"""

import gc
import os
import subprocess
import sys

_GARBAGE = 50_000, 2, 2
"""Objects made before those are looked for that hold each other, and after how many looks at new
objects at older ones too: a library to which articles were added since holds itself."""


def collect_rarely() -> None:
    """Look seldom for objects that hold each other, and so are not let go of by themselves: an
    answer makes none, and to look through all that is kept of the articles took a sixth of the
    time of one."""
    gc.set_threshold(*_GARBAGE)


def started(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A module as a process, with pipes for its input and its output. Its input ends when this
    process does, however that ends. Ctrl-C is for this process to answer."""
    return subprocess.Popen(  # noqa: S603 - this Python, and modules of this program
        # Not what lies in the folder of today (-P), unless this process looks there, too.
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={"PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)},
    )


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process at once, and let go of its pipes."""
    process.kill()
    process.communicate()
