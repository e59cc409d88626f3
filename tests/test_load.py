"""A quick one of tests.benchmarks.load, which asks in 200 chats for a minute."""

from pathlib import Path

from tests.benchmarks.load import load

FAULTS = {"429": 0.0, "502": 0.1, "cut off before": 0.1, "cut off after": 0.1, "answer late": 0.1}


def test_many_chats_are_answered_once_and_in_order_however_the_way_fails(tmp_path: Path) -> None:
    report = load(tmp_path, chats=20, seconds=3, faults=FAULTS)

    assert report.asked > 20
    assert len(report.faults) == 5
    assert (report.missing, report.doubled, report.disordered) == (0, 0, 0)
