"""A library made ready to be asked: put right where it has to be, and brought up to date."""

from collections.abc import Callable
from pathlib import Path

from index.errors import BusyLibraryError, DamagedLibraryError, DamagedSegmentError
from index.store import articles, recovery
from index.store.database import Database
from index.store.kept import Kept
from index.store.pool import prepared
from index.store.replaying import agreed
from index.store.seeds import synchronise

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
    try:
        said = agreed(kept.database)
        kept.sign()
        kept.renew(told)
        said += [f"{one} That has been done." for one in kept.repair()]
        if seeds is not None:
            said = [*synchronise(kept.database, seeds, prepared, told), *said]
        kept.complaints = tuple(said)
    except BusyLibraryError as error:
        with kept.database.reading() as connection:
            if not articles.any_current(connection):
                raise
        kept.complaints = (f"{error} Until then what it held before is searched.",)
    return kept
