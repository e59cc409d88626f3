import pytest

from index.attribution.cues import verbs

FORMS = [
    ("en", "say", ["say", "says", "said", "saying"]),
    ("en", "deny", ["deny", "denies", "denied", "denying"]),
    ("en", "admit", ["admit", "admits", "admitted", "admitting"]),
    ("en", "write", ["write", "writes", "wrote", "written", "writing"]),
    ("en", "agree", ["agree", "agrees", "agreed", "agreeing"]),
    ("en", "stress", ["stresses", "stressed"]),
    ("fr", "annoncer", ["annonce", "annoncent", "annonçait", "annoncé", "annonça", "annonçant"]),
    ("fr", "dire", ["dit", "disent", "disait", "disant"]),
    ("fr", "soutenir", ["soutenu", "soutient"]),
]


@pytest.mark.parametrize(("language", "lemma", "forms"), FORMS)
def test_every_form_leads_to_its_verb(language: str, lemma: str, forms: list[str]) -> None:
    for form in forms:
        assert lemma in {verb.lemma for verb in verbs(language)[form]}, form


def test_a_verb_with_its_particle_comes_before_the_bare_one() -> None:
    particles = [verb.particle for verb in verbs("en")["called"]]

    assert len(particles) > 1
    assert particles[-1] == ""


FRAMES = {
    *("clause", "inf", "thing", "claim", "shows", "to", "bid", "of", "asks", "person"),
    *("inverts", "names", "mind", "found", "read", "denies"),
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_lists_use_the_frames_that_are_explained(language: str) -> None:
    used = {frame for known in verbs(language).values() for verb in known for frame in verb.frames}

    assert used <= FRAMES
