"""A process that makes articles ready to be stored: `python -m index.store.worker`.

It is given lists of articles on its input, pickled, and gives back for each the list of what was
made of them; it ends when its input does. `index.store.pool` is the other end.
"""

import gc
import os
import pickle
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from index.model import Article
from index.processes import collect_rarely
from index.store.preparing import prepare


def main() -> None:
    """Take in, work and give back at the same time: nobody waits for the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library may print is no answer
    gc.freeze()
    collect_rarely()
    groups: SimpleQueue[list[Article]] = SimpleQueue()
    ready: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_take, args=(requests, groups), daemon=True).start()
    Thread(target=_give, args=(replies, ready), daemon=True).start()
    while True:
        made = [prepare(article) for article in groups.get()]
        ready.put(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))


def _take(requests: BinaryIO, groups: "SimpleQueue[list[Article]]") -> None:
    try:
        while True:
            groups.put(pickle.load(requests))  # noqa: S301 - from the process that started this one
    finally:  # it has ended, or wants no more
        os._exit(0)


def _give(replies: BinaryIO, ready: "SimpleQueue[bytes]") -> None:
    try:
        while True:
            replies.write(ready.get())
            replies.flush()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
