import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks import (
    LARGEST,
    MOST_BYTES,
    Action,
    AddReplied,
    Answered,
    AskRemove,
    CopyQuote,
    Rate,
    Removed,
    ShowContext,
    ShowMore,
    ShowProof,
    ShowSide,
    ShowSources,
    ShowTools,
    ShowView,
    UnknownActionError,
    decode,
    encode,
)
from index.model import Span

SPANS = st.integers(0, LARGEST - 1).flatmap(
    lambda start: st.integers(start + 1, LARGEST).map(lambda end: Span(start, end))
)
VERSIONS = st.text("0123456789abcdef", min_size=16, max_size=16)
ACTIONS = st.one_of(
    st.builds(ShowContext, VERSIONS, SPANS, st.none() | st.integers(1, LARGEST)),
    st.builds(CopyQuote, VERSIONS, SPANS, st.none() | st.integers(0, LARGEST)),
    st.builds(ShowProof, VERSIONS, SPANS),
    st.builds(Rate, st.sampled_from(["helpful", "wrong"]), VERSIONS, SPANS),
    st.builds(
        *(ShowTools, st.integers(1, LARGEST), VERSIONS, SPANS),
        st.none() | st.integers(0, LARGEST),
    ),
    st.builds(
        ShowSide,
        st.sampled_from(["disputes", "says"]),
        VERSIONS,
        SPANS,
        st.none() | st.integers(0, LARGEST),
    ),
    st.builds(ShowView, st.sampled_from(["disputes", "timeline", "who"]), st.integers(1, LARGEST)),
    st.builds(ShowMore, st.integers(1, LARGEST), st.booleans()),
    st.builds(ShowSources, st.integers(0, LARGEST), st.booleans()),
    st.builds(AddReplied),
    st.builds(Answered, st.just("add"), st.none() | st.dates()),
    st.just(Answered("drop")),
    st.builds(AskRemove, VERSIONS),
    st.builds(Removed, st.none() | VERSIONS),
)


@given(ACTIONS)
def test_an_action_comes_back_from_its_data_within_telegrams_limit(action: Action) -> None:
    data = encode(action)

    assert decode(data) == action
    assert 1 <= len(data.encode()) <= MOST_BYTES


VERSION = "c:" + "0" * 16


@pytest.mark.parametrize(
    "forged",
    [
        *("", "x", "m:", "f:0", "m:0", "m:-1", "m:٣", "m:01", "m:99999999999", "s:1 ", "c:abc:1:2"),
        *(VERSION + tail for tail in (":5:5", ":6:5", ":1", ":01:2", ":1:2:3", ":1:9999999999")),
        *("d" + VERSION[1:] + tail for tail in (":1:2:", ":1:2:03", ":1:2:9999999999")),
        *(letter + VERSION[1:] + ":1:2:0" for letter in "pthxr"),
        *(letter + VERSION[1:] + ":1:2" for letter in "ptaz"),
        *(letter + VERSION[1:] + ":1:2:3:4" for letter in "pdy"),
        "c:" + "0" * 80,
        *("a:", "o:", "o:keep", "o:2022-02-30", "o:22-04-18", "u:", "u:" + "0" * 15, "v:x"),
    ],
)
def test_forged_data_is_refused(forged: str) -> None:
    with pytest.raises(UnknownActionError, match="No button"):
        decode(forged)


@given(st.text(max_size=70))
def test_any_other_data_is_refused_or_comes_back_the_same(data: str) -> None:
    action = None
    try:
        action = decode(data)
    except UnknownActionError:
        return
    assert encode(action) == data
