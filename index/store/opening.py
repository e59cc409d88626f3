"""A library made ready to be asked: put right where it has to be, and brought up to date."""

from collections.abc import Callable
from pathlib import Path

from index.errors import BusyLibraryError, DamagedLibraryError, DamagedSegmentError
from index.store import annotations, articles, recovery
from index.store.database import Database
from index.store.kept import Kept
from index.store.pool import prepared
from index.store.renewing import renewed, sign
from index.store.replaying import agreed
from index.store.seeds import synchronise

SOON = 64
"""Articles that are annotated anew before the first question; more are left to `tended`."""

Told = Callable[[], None]


def opened(data: Path | None, seeds: Path | None, told: Told) -> Kept:
    """As `index.library.Library.open` promises; `complaints` say what was amiss."""
    if data is None:
        return _brought_up(None, seeds, told)
    said: list[str] = []
    try:
        if recovery.needed(data):
            said = recovery.mended(data, told)
        kept = _brought_up(data, seeds, told)
    except DamagedSegmentError:
        raise
    except DamagedLibraryError:
        said += recovery.mended(data, told)
        kept = _brought_up(data, seeds, told)
    kept.complaints = (*said, *kept.complaints)
    return kept


def _brought_up(data: Path | None, seeds: Path | None, told: Told) -> Kept:
    kept = Kept(Database(data))
    database = kept.database
    with database.reading() as connection:
        many = len(annotations.stale(connection)) > SOON
        old = database.originals.unknown(connection) and articles.many(connection, SOON)
    try:
        said = [] if old else agreed(database)
        if not many:
            sign(database)
            renewed(database, told)
        said += [f"{one} That has been done." for one in kept.repair()]
        if seeds is not None:
            said = [*synchronise(database, seeds, prepared, told), *said]
        if stale := kept.outdated():
            said.append(
                f"{stale:,} articles are still as an earlier version of saidwho read them; a bot "
                "that runs reads them anew in the background, `saidwho reindex` at once."
            )
        kept.complaints = tuple(said)
    except BusyLibraryError as error:
        with database.reading() as connection:
            if not articles.any_current(connection):
                raise
        kept.complaints = (f"{error} Until then what it held before is searched.",)
    return kept
