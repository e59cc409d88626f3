"""The day of publication as machines write it, in the outlet's own time.

"2022-04-18T00:30:00+02:00" is 18 April, as the outlet's readers saw it, not 17 April in UTC.
"""

import re
from datetime import date
from email.utils import parsedate_tz

# "2022-04-18", "2022-04-18T06:30:00Z", "2022-04-18 06:30"
_ISO = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:?\d{2}.*)?")


def day_written(value: object) -> date | None:
    """The day of ISO 8601 or RFC 3339, as written; None for anything else."""
    found = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        return date.fromisoformat(found["day"]) if found else None
    except ValueError:
        return None


def day_of_mail(value: str) -> date | None:
    """The day of RFC 2822, as written: "Mon, 18 Apr 2022 00:30:00 +0200"."""
    try:
        parts = parsedate_tz(value)
        return date(parts[0], parts[1], parts[2]) if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
