import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.proof import Json, digest, proof_of, sealed, written
from bot.verifying import ProofError, proofs_at, proofs_in, verify
from index.library import Library
from index.model import Span

TEXT = """title: A ship sinks
outlet: The Harbour
url: https://example.org/ship
date: 2023-05-09

It began in May.

The ship sank. Nobody died.
"""
START = TEXT.index("The ship")
SINKING = Span(START, START + len("The ship sank."))


@pytest.fixture
def seeds(folder: Path) -> Path:
    (folder / "ship.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def library(seeds: Path, tmp_path: Path) -> Library:
    return Library.open(tmp_path / "data", seeds)


@pytest.fixture
def proof(library: Library) -> Json:
    return json.loads(written(proof_of(library, library.articles["ship"], SINKING)))  # type: ignore[no-any-return]


def test_a_proof_holds_while_the_article_stands_in_the_library(
    proof: Json, library: Library, seeds: Path
) -> None:
    verdict = verify(proof, library, seeds)

    assert verdict.outcome == "proved"
    assert verdict.remarks == (
        "The article stands in the library in this version.",
        f"{(seeds / 'ship.txt').as_posix()} has this version, too.",
    )


def test_a_proof_holds_of_a_former_version_when_the_file_has_changed(
    proof: Json, seeds: Path, tmp_path: Path
) -> None:
    (seeds / "ship.txt").write_text(TEXT.replace("Nobody", "Somebody"), encoding="utf-8")
    library = Library.open(tmp_path / "data", seeds)

    verdict = verify(proof, library, seeds)

    assert verdict.outcome == "proved"
    assert verdict.remarks[0] == "The library has a newer version of the article; this one is kept."
    assert verdict.remarks[1].endswith("another text by now; the quote stands at its place in it.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT.replace("in May", "in early May"), "the quote stands at another place in it."),
        (TEXT.replace("sank", "stank"), "and the quote does not stand in it."),
    ],
)
def test_what_became_of_the_quote_in_the_file_is_said(
    text: str, said: str, proof: Json, library: Library, seeds: Path
) -> None:
    (seeds / "ship.txt").write_text(text, encoding="utf-8")

    assert verify(proof, library, seeds).remarks[1].endswith(said)


def test_a_proof_holds_of_an_article_that_was_removed(
    proof: Json, library: Library, seeds: Path
) -> None:
    library.remove("ship")
    (seeds / "ship.txt").unlink()

    verdict = verify(proof, library.latest(), seeds)

    assert verdict.outcome == "proved"
    assert verdict.remarks == (
        "The article has been removed from the library since; this version is kept.",
        f"Among the files in {seeds} there is none of it.",
    )


def test_a_proof_holds_by_the_file_alone(proof: Json, seeds: Path, other: Library) -> None:
    verdict = verify(proof, other, seeds)

    assert verdict.outcome == "proved"
    assert verdict.remarks[0] == "The library does not have this version."


@pytest.fixture
def other(tmp_path: Path) -> Library:
    """A library with another article alone."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "trial.txt").write_text("date 2023-06-01\nThe trial began.", encoding="utf-8")
    return Library.of_folder(elsewhere)


def test_where_nobody_has_the_version_nothing_is_claimed(
    proof: Json, other: Library, tmp_path: Path
) -> None:
    verdict = verify(proof, other, tmp_path / "elsewhere")

    assert verdict.outcome == "unknown"
    assert "neither the library nor the file has version" in verdict.summary


def altered(part: str, field: str, value: Any) -> Callable[[Json], Json]:
    return lambda proof: {**proof, part: {**proof[part], field: value}}


TAMPERED = [
    (altered("quote", "text", "The ship sink."), "do not have the SHA-256"),
    (altered("quote", "start", START - 1), "not as long as its offsets say"),
    (altered("quote", "sha256", "0" * 64), "do not have the SHA-256"),
    (altered("around", "text", "nothing"), "does not stand at its place in the text around it"),
    (altered("article", "outlet", "The Times"), "Its outlet is 'The Harbour', not 'The Times'."),
    (altered("article", "published", "2022-05-09"), "Its published is '2023-05-09', not"),
    (altered("article", "url", None), "Its url is 'https://example.org/ship', not None."),
    (altered("article", "file", "seeds/boat.txt"), "It stands in ship.txt, not in seeds/boat.txt."),
    (altered("article", "characters", 7), f"The article has {len(TEXT)} characters, not 7."),
    (altered("library", "edition", 9_999), "its seal is that of other fields"),
]


@pytest.mark.parametrize(("tamper", "said"), TAMPERED)
def test_a_proof_that_was_tampered_with_is_named(
    tamper: Callable[[Json], Json], said: str, proof: Json, library: Library, seeds: Path
) -> None:
    verdict = verify(tamper(proof), library, seeds)

    assert verdict.outcome == "tampered"
    assert verdict.summary.startswith("Tampered: the quote at ")
    assert any(said in remark for remark in verdict.remarks)


@pytest.mark.parametrize(("tamper", "said"), TAMPERED[:-1])
def test_it_is_named_even_with_a_new_seal(
    tamper: Callable[[Json], Json], said: str, proof: Json, library: Library, seeds: Path
) -> None:
    assert any(said in r for r in verify(sealed(tamper(proof)), library, seeds).remarks)


def test_another_quote_made_up_with_all_its_hashes_is_not_the_articles(
    proof: Json, library: Library, seeds: Path
) -> None:
    words = "The ship won't."[: len(SINKING)]
    around = proof["around"]["text"].replace("The ship sank.", words)
    forged = altered("quote", "text", words)(altered("around", "text", around)(proof))
    forged = sealed(altered("quote", "sha256", digest(words))(forged))

    verdict = verify(forged, library, seeds)

    assert verdict.outcome == "tampered"
    assert "The article has other words at the place of the quote." in verdict.remarks


def test_a_quote_beyond_the_article_is_named(proof: Json, library: Library, seeds: Path) -> None:
    far = proof["quote"]["start"] + 10_000
    moved = altered("quote", "start", far)(altered("quote", "end", far + len(SINKING))(proof))

    assert (
        "The place of the quote lies outside the article." in verify(moved, library, seeds).remarks
    )


def test_a_renamed_file_is_no_tampering(proof: Json, seeds: Path, tmp_path: Path) -> None:
    (seeds / "ship.txt").rename(seeds / "boat.txt")
    library = Library.open(tmp_path / "data", seeds)

    assert verify(proof, library, seeds).outcome == "proved"


def test_a_proof_leads_to_no_file_outside_the_seeds(
    proof: Json, library: Library, seeds: Path
) -> None:
    outside = seeds.parent / "secret.txt"
    outside.write_text("date 2023-05-09\nThe ship sank.", encoding="utf-8")
    (seeds / "link.txt").symlink_to(outside)
    for path in ("../secret.txt", str(outside), "link.txt", "/etc/passwd", "\0", "."):
        verdict = verify(sealed(altered("article", "file", path)(proof)), library, seeds)

        assert not any("secret" in r and "text by now" in r for r in verdict.remarks)


def test_what_a_proof_says_cannot_steer_a_terminal(
    proof: Json, library: Library, seeds: Path
) -> None:
    steering = altered("article", "file", "\x1b[2J" + "x" * 5_000)(proof)

    verdict = verify(sealed(steering), library, seeds)

    shown = "".join((verdict.summary, *verdict.remarks))
    assert "\x1b" not in shown
    assert len(shown) < 1_500


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "empty list"),
        (b"7", 'has no "saidwho_proof"'),
        (b"{}", 'has no "saidwho_proof"'),
        (b'{"saidwho_proof": 2}', "its form 2 is not known; update saidwho"),
        (b'{"saidwho_proof": 1}', 'it has no "quote"'),
        (b" " * 1_000_001, "more than 1,000,000 bytes"),
    ],
)
def test_what_is_no_proof_is_called_so(data: bytes, said: str) -> None:
    with pytest.raises(ProofError, match="is no proof: ") as error:
        proofs_in(data, "x.json")

    assert said in str(error.value)


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        *(("quote", "text", 7), ("quote", "start", "7"), ("quote", "end", True)),
        *(("article", "file", None), ("article", "sha256", ""), ("article", "sha256", "A" * 64)),
        *(("article", "outlet", []), ("around", "text", None)),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(part: str, field: str, value: Any, proof: Json) -> None:
    data = json.dumps(altered(part, field, value)(proof)).encode()

    with pytest.raises(ProofError, match=f'"{field}" of its "{part}"'):
        proofs_in(data, "x.json")


def test_a_missing_field_is_named(proof: Json) -> None:
    del proof["article"]["outlet"]

    with pytest.raises(ProofError, match='"outlet" of its "article" is missing'):
        proofs_in(json.dumps(proof).encode(), "x.json")


def test_a_list_of_proofs_and_a_byte_order_mark_are_read(proof: Json, tmp_path: Path) -> None:
    file = tmp_path / "proofs.json"
    file.write_text(json.dumps([proof, proof]), encoding="utf-8-sig")

    assert proofs_at(str(file)) == [proof, proof]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProofError, match="cannot be read"):
        proofs_at(str(tmp_path / "none.json"))
