import io
import os
import signal
from datetime import date
from pathlib import Path

import pytest

from index.errors import ArticleError
from index.reading import confinement
from index.reading.confinement import Confinement
from index.reading.document import Complaint, Document
from index.reading.raw import Raw


def raw(text: str) -> Raw:
    dated = f"---\ndate: 2022-04-18\n---\n{text}"
    return Raw("a.md", io.BytesIO(dated.encode()))


def article(text: str) -> Document:
    return Document(text, "a.md", published=date(2022, 4, 18))


def pid(confined: Confinement) -> int:
    assert confined._child is not None
    return confined._child.pid


def test_one_child_reads_one_file_after_the_other() -> None:
    with Confinement() as confined:
        first = list(confined.read("markdown", raw("*One*.")))
        child = pid(confined)
        second = list(confined.read("markdown", raw("*Two*.")))

        assert [*first, *second] == [article("One."), article("Two.")]
        assert pid(confined) == child


def test_the_child_ends_with_the_block() -> None:
    with Confinement() as confined:
        list(confined.read("markdown", raw("One.")))
        child = pid(confined)

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_child_that_hangs_is_ended_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "_PATIENCE", -19.5)
    with Confinement() as confined:
        list(confined.read("markdown", raw("One.")))
        os.kill(pid(confined), signal.SIGSTOP)
        (complaint,) = confined.read("markdown", raw("Two."))
        monkeypatch.undo()

        assert isinstance(complaint, Complaint)
        assert str(complaint) == (
            "a.md: could not be read as a Markdown file within 20 seconds and the memory allowed "
            "for it; left out."
        )
        assert list(confined.read("markdown", raw("Three."))) == [article("Three.")]


def test_a_child_that_dies_is_replaced() -> None:
    with Confinement() as confined:
        list(confined.read("markdown", raw("One.")))
        os.kill(pid(confined), signal.SIGKILL)
        lost = list(confined.read("markdown", raw("Two.")))
        after = list(confined.read("markdown", raw("Three.")))

    assert isinstance(lost[0], Complaint)
    assert after == [article("Three.")]


def test_the_child_is_given_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIDWHO_TOKEN", "123:secret")
    with Confinement() as confined:
        list(confined.read("markdown", raw("One.")))
        environment = Path(f"/proc/{pid(confined)}/environ").read_bytes()

    assert b"secret" not in environment


def test_more_than_may_be_handed_over_is_refused_unread() -> None:
    stream = io.BytesIO(b"x" * 30_000_010)
    with Confinement() as confined, pytest.raises(ArticleError, match="30,000,000"):
        next(confined.read("markdown", Raw("a.md", stream)))
