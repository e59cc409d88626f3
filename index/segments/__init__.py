"""What is searched, kept as arrays: immutable segments, in memory or mapped from disk.

A segment holds some articles' terms: which passages and sentences have them, and how often.
New articles make a new, small segment; `merging` makes few large ones of many small ones; an
article is removed by saying so beside its segment (`Part`). A `Snapshot` is some parts together,
as if they were one: what is counted over all of it does not depend on how it is cut.
"""

from index.segments.building import Builder, build, build_parts
from index.segments.files import open_segment, write_segment
from index.segments.kernel import KERNEL
from index.segments.merging import FACTOR, WHEN_DONE, merge, merge_to, worth_merging
from index.segments.segment import Segment
from index.segments.snapshot import Part, Snapshot

__all__ = [
    "FACTOR",
    "KERNEL",
    "WHEN_DONE",
    "Builder",
    "Part",
    "Segment",
    "Snapshot",
    "build",
    "build_parts",
    "merge",
    "merge_to",
    "open_segment",
    "worth_merging",
    "write_segment",
]
