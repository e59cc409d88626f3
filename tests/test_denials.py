import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.denials import denials
from index.denials.denying import Denial
from index.model import Span

ENGLISH = [
    ("The ministry denied the report.", "denies", None),
    ("The club denied on Tuesday that the striker had failed a test.", "denies",
     "the striker had failed a test"),
    ("The port authority denies that wages are outstanding.", "denies", "wages are outstanding"),
    ("The army denied Chad was involved.", "denies", "Chad was involved"),
    ("He continued to deny the affair.", "denies", "the affair"),
    ("Reports of a deal were denied by both clubs.", "denies", "a deal"),
    ("The firm refuted the allegations.", "rejects", None),
    ("The union contested the figures.", "rejects", None),
    ("The claims were disputed by two nurses.", "rejects", None),
    ("Farmers dispute that the dam leaks.", "rejects", "the dam leaks"),
    ("The mayor dismissed it as nonsense.", "rejects", None),
    ("The coach rejected the claim that the race was fixed.", "rejects", "the race was fixed"),
    ("She called the report a lie.", "rejects", None),
    ("Experts questioned whether the vaccine works.", "doubts", "the vaccine works"),
    ("Scientists cast doubt on the ministry's figures.", "doubts", None),
    ("Lawmakers expressed skepticism that the firm had access.", "doubts", "the firm had access"),
    ('"That is not true," the coach said.', "denies", None),
    ("He said the allegations were baseless.", "denies", None),
    ("There is no truth in the rumours.", "denies", "the rumours"),
    ("It is untrue to say that the bridge is unsafe.", "denies", "the bridge is unsafe"),
    ("He complained of fraud, a charge that the board denies.", "denies", None),
    ("The agency issued a statement denying the leak.", "denies", "the leak"),
]  # fmt: skip

FRENCH = [
    ("Le ministre a démenti ces informations.", "denies", None),
    ("Le club a nié que le joueur ait été contrôlé.", "denies", "le joueur ait été contrôlé"),
    ("L'information a été démentie par le ministère.", "denies", None),
    ("Le syndicat conteste les chiffres.", "rejects", None),
    ("Le porte-parole a rejeté ces accusations.", "rejects", None),
    ("« C'est faux », a déclaré le maire.", "denies", None),
    ("Ces accusations sont sans fondement, selon le maire.", "denies", None),
    ("Le président a qualifié ces accusations de mensonges.", "rejects", None),
    ("« Il n'en est rien », assure la préfecture.", "denies", None),
    ("Une infox, répond le ministère.", "denies", None),
    ("Le ministre l'a démenti.", "denies", None),
]

NONE_IN_ENGLISH = [
    "She did not deny the claim.",
    "Officials neither confirmed nor denied the arrest.",
    "No one disputes that the dam leaks.",
    "There is no denying that prices rose.",
    "It cannot be denied that prices rose.",
    "The clinic declined to comment on the report.",
    "He was denied a visa.",
    "They denied him access.",
    "They denied Caron a second meeting.",
    "The judge denied bail.",
    "The court dismissed his appeal.",
    "The government rejected the plan.",
    "Voters rejected the bill.",
    "The board dismissed the coach.",
    "The navy sails in disputed waters.",
    "Their hotly contested election ended.",
    "The failures cast doubt on the project.",
    "The ban could deny farmers water.",
    "He plans to deny it.",
    "If he denies the claim, he will be fired.",
    "Did the minister deny the report?",
    "He travelled on a false passport.",
    "Amid contradicting reports the search went on.",
]

NONE_IN_FRENCH = [
    "Il n'a pas démenti l'information.",
    "Ils n'ont ni confirmé ni démenti.",
    "Personne ne conteste que le barrage fuit.",
    "Le gouvernement a rejeté la demande.",
    "La ville conteste la vente du stade.",
]


def found(text: str, language: str = "en") -> tuple[Denial, ...]:
    return denials(text, Span(0, len(text)), language)


@pytest.mark.parametrize(
    ("text", "language", "grade", "denied"),
    [(t, "en", g, d) for t, g, d in ENGLISH] + [(t, "fr", g, d) for t, g, d in FRENCH],
)
def test_a_denial_is_graded_and_names_what_it_denies(
    text: str, language: str, grade: str, denied: str | None
) -> None:
    denial = found(text, language)[0]

    assert denial.grade == grade
    assert (denial.denied and denial.denied.of(text)) == denied


@pytest.mark.parametrize(
    ("text", "language"),
    [(t, "en") for t in NONE_IN_ENGLISH] + [(t, "fr") for t in NONE_IN_FRENCH],
)
def test_a_cue_alone_is_no_denial(text: str, language: str) -> None:
    assert found(text, language) == ()


def test_an_allegation_that_the_denial_tells_is_known_with_its_claimant() -> None:
    text = "Kenya denied Uganda's accusation that it had smuggled sugar."

    denial = found(text)[0]

    assert denial.told is not None
    assert denial.claimant is not None
    assert denial.told.of(text) == "it had smuggled sugar"
    assert denial.claimant.of(text) == "Uganda"


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("The claims were disputed this week by two nurses.", "two nurses"),
        ("But the port authority has repeatedly denied the report.", "the port authority"),
        ("Although a driver was hurt, the company denied the claim.", "the company"),
        ("The editor spoke of theft, an allegation the minister denies.", "the minister"),
    ],
)
def test_the_denier_is_who_the_sentence_says_it_is(text: str, denier: str) -> None:
    said = found(text)[0].denier

    assert said is not None
    assert said.of(text) == denier


@pytest.mark.parametrize("text", ["Kano denied any involvement.", "She denied all wrongdoing."])
def test_guilt_without_a_word_of_what_is_marked(text: str) -> None:
    assert found(text)[0].misdeed


def test_without_a_language_both_are_read() -> None:
    assert found("The ministry denied the report.", "und")
    assert found("Le ministre a démenti ces informations.", "und")


@given(st.text(max_size=80), st.sampled_from(["en", "fr", "und"]))
def test_any_text_is_read_and_every_span_lies_inside_it(text: str, language: str) -> None:
    sentence = f"He denied {text} that it was false. No report « {text} was disputed by"

    for denial in denials(sentence, Span(0, len(sentence)), language):
        for part in (denial.cue, denial.denied, denial.told, denial.claimant, denial.denier):
            assert part is None or part.of(sentence)
