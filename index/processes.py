"""Other processes of this program: modules of it, run by the same Python.

They are started by name, not as copies of whoever starts them: that may have threads, and may be
a script that would run once more in its copy. They are given no environment: the bot's token is
none of their business.
"""

import os
import subprocess
import sys


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
