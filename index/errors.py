"""What can go wrong with articles, under one base.

The text of every error is one sentence for the person in front of the program:
what is wrong, where, and what to do about it.
"""


class SaidWhoError(Exception):
    """Base of all errors whose text may be shown to a person as it is."""


class ArticleError(SaidWhoError):
    """One file cannot be read as an article; the others can."""


class NoArticlesError(SaidWhoError):
    """There is nothing to search: the folder is missing, empty, or unreadable throughout."""


class UnprovenQuoteError(SaidWhoError):
    """Characters about to be shown as a quote do not stand in the article at their offsets."""


class LibraryError(SaidWhoError):
    """The library on disk cannot be read or written."""


class BusyLibraryError(LibraryError):
    """Another process is writing to the library."""


class DamagedLibraryError(LibraryError):
    """A file of the library does not hold what was written to it."""


class DamagedSegmentError(DamagedLibraryError):
    """A part of the index on disk is not as it was written; it can be built anew from articles."""
