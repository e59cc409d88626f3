"""The process that tends a library: `python -m index.store.upkeep FOLDER`.

It gives way to everything else on the machine, writes a line for each article that is annotated
anew, and ends when its input does. `index.store.tending` is the other end.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

from index.errors import SaidWhoError
from index.store.database import Database
from index.store.pool import usable_cores
from index.store.renewing import tended

_GIVES_WAY = 10


def main() -> None:
    folder = Path(sys.argv[1])
    Thread(target=_end_with_input, daemon=True).start()
    with suppress(AttributeError, OSError):  # not everywhere, and not for everybody
        os.nice(_GIVES_WAY)
    half = usable_cores() // 2
    try:
        tended(Database(folder), lambda: print("annotated", flush=True), cores=max(1, half))
    except SaidWhoError as error:  # whoever adds next, or starts anew, is told of it
        sys.exit(str(error))


def _end_with_input() -> None:
    while os.read(0, 1):  # without a lock that would be in the way of a proper end
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
