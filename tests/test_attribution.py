"""Who says what, by tables: S source, C cue, X content, as the article has them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.attribution import attributions
from index.corpus import read_file
from index.model import Article, Attribution, Span
from index.segmentation import segment
from tests.conftest import article_of

ARTICLE = Path("seeds/000_1705b59eba423a5e.txt")


def said(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """(source, cue, content) of each attribution; parts of one are joined by " | "."""
    article = article_of(text, language=language)
    return [
        (_text(text, a.source), _text(text, a.cue), _text(text, a.content)) for a in found(article)
    ]


def found(article: Article) -> tuple[Attribution, ...]:
    return attributions(article, segment(article))


def _text(text: str, spans: tuple[Span, ...]) -> str:
    return " | ".join(span.of(text) for span in spans)


ENGLISH = [
    # X cue (that) C
    ("The mayor said the bridge would reopen.",
     [("The mayor", "said", "the bridge would reopen")]),
    ("Jane Smith told reporters on Tuesday that prices had doubled.",
     [("Jane Smith", "told", "that prices had doubled")]),
    ("The union said in a statement that the strike would go on.",
     [("The union", "said", "that the strike would go on")]),
    ("The coach said, among other things, that nobody would be sold.",
     [("The coach", "said", "that nobody would be sold")]),
    ("Doctors warned that beds were running out.",
     [("Doctors", "warned", "that beds were running out")]),
    ("The minister went on to say that the vote was fair.",
     [("The minister", "went on to say", "that the vote was fair")]),
    ("The envoy says the treaty that Norland and other states are drafting could fail.",
     [("The envoy", "says",
       "the treaty that Norland and other states are drafting could fail")]),
    ('"A suspect is about to be arrested," The Harbour Press reports.',
     [("The Harbour Press", "reports", '"A suspect is about to be arrested,"')]),
    ("Norland's ambassador to the US, Hamdu Moh, told reporters that the bridge fell.",
     [("Norland's ambassador to the US, Hamdu Moh", "told", "that the bridge fell")]),
    ("The US said that it had sent ships.", [("The US", "said", "that it had sent ships")]),
    ("Norland also said that it had sent ships.",
     [("Norland", "also said", "that it had sent ships")]),
    ("Traders at the Namu crossing say that the bridge fell.",
     [("Traders at the Namu crossing", "say", "that the bridge fell")]),
    ("The club denied on Tuesday, in Namu, the sale of the ground.",
     [("The club", "denied", "the sale of the ground")]),
    # what the reporter tells beside it is not put into a mouth
    ("The league urged clubs to train indoors, a day after two players collapsed.",
     [("The league", "urged", "clubs to train indoors")]),
    ("The governor announced a curfew after at least 12 people were hurt in the riot.",
     [("The governor", "announced", "a curfew")]),
    # C, X cue and C, cue X
    ("Exports fell by a third, the ministry said.",
     [("the ministry", "said", "Exports fell by a third")]),
    ('"We lost," said Ana Lopez, the captain of the team.',
     [("Ana Lopez, the captain of the team", "said", '"We lost,"')]),
    ('"We lost," said Ana Lopez in a note to fans.', [("Ana Lopez", "said", '"We lost,"')]),
    ('"We lost," the captain said on Monday. "We will be back."',
     [("the captain", "said", '"We lost," | "We will be back."')]),
    # broken quotations
    ('"I will," he said, "resign in May."', [("he", "said", '"I will," | "resign in May."')]),
    ("The rock, she said, was heavier than it looked.",
     [("she", "said", "The rock | was heavier than it looked")]),
    # subjects far from their verbs
    ("The officials, who arrived late on Friday, said the talks had failed.",
     [("The officials", "said", "the talks had failed")]),
    ("Paul Roy, a farmer from Lyon, said the harvest was lost.",
     [("Paul Roy, a farmer from Lyon", "said", "the harvest was lost")]),
    ("After the vote, the senator said she would appeal.",
     [("the senator", "said", "she would appeal")]),
    ("The head of the association of teachers for the north said schools would close.",
     [("The head of the association of teachers for the north", "said", "schools would close")]),
    ("The company rejected the allegations, saying it had followed the rules.",
     [("The company", "rejected", "the allegations"),
      ("The company", "saying", "it had followed the rules")]),
    ("The court fined the club and said it must pay by June.",
     [("The court", "said", "it must pay by June")]),
    ("Smith and Jones said they would leave.", [("Smith and Jones", "said", "they would leave")]),
    # clauses that end before the sentence does
    ("The mayor, who said the bridge was safe, resigned on Monday.",
     [("The mayor", "said", "the bridge was safe")]),
    ("While the mayor said the bridge was safe, the engineer closed it.",
     [("the mayor", "said", "the bridge was safe")]),
    ("The mayor said it was safe, but the engineer said it was not.",
     [("The mayor", "said", "it was safe"), ("the engineer", "said", "it was not")]),
    # according to, passives, nobody
    ("According to the World Bank, growth will slow.",
     [("the World Bank", "According to", "growth will slow")]),
    ("Growth will slow, according to a report by the bank.",
     [("a report by the bank", "according to", "Growth will slow")]),
    ("It was reported that the star had died.",
     [("", "was reported", "that the star had died")]),
    ("The general was quoted by the paper as saying the war was over.",
     [("The general", "saying", "the war was over")]),
    ("The raid was condemned by the United Nations.",
     [("the United Nations", "was condemned", "The raid")]),
    # inside one another
    ("The lawyer said the minister had denied the charge.",
     [("The lawyer", "said", "the minister had denied the charge"),
      ("the minister", "had denied", "the charge")]),
    ("The minister rejected the union's claim that wages had fallen.",
     [("The minister", "rejected", "the union's claim that wages had fallen"),
      ("the union", "claim", "that wages had fallen")]),
    # documents
    ('"All is well," a letter from the bank on Friday reads.',
     [("a letter from the bank", "reads", '"All is well,"')]),
    ("The embassy posted photos of the meeting.",
     [("The embassy", "posted", "photos of the meeting")]),
    ("The ministry announced in May the closure of three mines.",
     [("The ministry", "announced", "the closure of three mines")]),
    # names with a colon
    ('Jane Doe, nurse: "We need masks."', [("Jane Doe, nurse", ":", '"We need masks."')]),
    ("A TRADER: It was a bad day.", [("A TRADER", ":", "It was a bad day")]),
]  # fmt: skip

SILENCE = [
    "The minister declined to say whether he would resign.",
    "The minister could say that he is tired.",
    "The minister did not say that he was tired.",
    "The company posted a loss of two million.",
    "The claims were settled, and the reports filed.",
    "She attended the announcement.",
    "It was a promise of spring.",
]

FRENCH = [
    ("« Nous partons », a déclaré Paul Roy, ministre de la Santé.",
     [("Paul Roy, ministre de la Santé", "a déclaré", "« Nous partons »")]),
    ("« Nous partons », a-t-il dit lundi.", [("il", "a-t-il dit", "« Nous partons »")]),
    ("« Nous partons », précise-t-elle.", [("elle", "précise", "« Nous partons »")]),
    ("Selon le ministère, les prix ont baissé.",
     [("le ministère", "Selon", "les prix ont baissé")]),
    ("Les prix ont baissé, d'après un rapport de la banque.",
     [("un rapport de la banque", "d'après", "Les prix ont baissé")]),
    ("La ministre a indiqué que les écoles fermeraient et a ajouté qu'elle attendait.",
     [("La ministre", "a indiqué", "que les écoles fermeraient"),
      ("La ministre", "a ajouté", "qu'elle attendait")]),
    ("Le président du club a annoncé son départ.",
     [("Le président du club", "a annoncé", "son départ")]),
    ("Le club a démenti cette information.", [("Le club", "a démenti", "cette information")]),
    ("Le club a démenti mardi, à Namu, la vente du stade.",
     [("Le club", "a démenti", "la vente du stade")]),
    ("Les agents de la lutte contre la faim ont déclaré que le pont est fermé.",
     [("Les agents de la lutte contre la faim", "ont déclaré", "que le pont est fermé")]),
    ("« C'est faux », explique-t-il. « Nous n'avons rien signé. »",
     [("il", "explique", "« C'est faux » | « Nous n'avons rien signé. »")]),
    ("L'annonce a surpris les marchés.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_statements(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize("text", SILENCE)
def test_what_reports_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_statements(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, "fr") == expected


def test_the_articles_own_statements() -> None:
    article, _ = read_file(ARTICLE, "seed")

    given = [(_text(article.text, a.source), _text(article.text, a.cue)) for a in found(article)]

    directorate = "the Directorate of Information and Public Relations of the Armed Forces"
    assert given == [
        (f"a statement from {directorate}", "reads"),
        ("The official Twitter account of Mali's presidency", "posted"),
        ("Paris", "announced"),
        ("the specialised newsletter Africa Intelligence", "according to"),
        ("Africa Intelligence", "writes"),
        ("the same source", "According to"),
        ("a communication officer at the Ministry of Defence in Bamako", "has however denied"),
        ("the official", "said"),
    ]


def test_the_articles_denial_is_anonymous_passed_on_and_traced() -> None:
    article, _ = read_file(ARTICLE, "seed")

    denial, statement = found(article)[-2:]

    assert denial.stance == "denies"
    assert denial.anonymous
    assert statement.anonymous
    assert statement.mode == "direct"
    assert statement.secondary_source is not None
    assert statement.secondary_source.of(article.text) == "the AFP"
    assert statement.antecedent == denial.source[0]


MODES = [
    ('"It rained," said Ann.', "direct"),
    ("It rained, said Ann.", "indirect"),
    ('Ann said it was "very wet" outside.', "mixed"),
]


@pytest.mark.parametrize(("text", "mode"), MODES)
def test_the_mode_tells_how_much_is_quoted(text: str, mode: str) -> None:
    (attribution,) = found(article_of(text))

    assert attribution.mode == mode


STANCES = [
    ("The club denied the report.", "en", "denies"),
    ("The club did not deny the report.", "en", "asserts"),
    ("The club rejected the allegations.", "en", "denies"),
    ("The club confirmed the report.", "en", "asserts"),
    ("Le club a réfuté ces accusations.", "fr", "denies"),
    ("Le club n'a pas démenti ces accusations.", "fr", "asserts"),
]


@pytest.mark.parametrize(("text", "language", "stance"), STANCES)
def test_a_denial_is_told_from_an_assertion(text: str, language: str, stance: str) -> None:
    (attribution,) = found(article_of(text, language=language))

    assert attribution.stance == stance


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [*"aB .,!?…\"'“”«»‘’()[]—-:;\n\r\té", "U.S. ", "\n\n", " said ", " that ", " who ",
             " according to ", " selon ", " a déclaré ", "the minister ", " and ", "''", "-t-il ",
             "denied ", " on Monday ", "anonymity", "of ", "«\u00a0", " told ", "called "]
        ),
        max_size=80,
    ).map("".join),
    st.sampled_from(["en", "fr", "und"]),
)  # fmt: skip
def test_any_text_is_annotated_with_spans_of_its_own(text: str, language: str) -> None:
    article = article_of(text, language=language)
    given = found(article)

    for attribution in given:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert span.of(text).strip()
    assert list(given) == sorted(given, key=lambda a: a.cue)


def test_hard_wrapped_capitals_are_read() -> None:
    text = (
        "   THE MINISTER OF DEFENSE TODAY SAID THAT THE GUERRILLAS HAD ATTACKED THE\n"
        "VILLAGE AND THAT THREE SOLDIERS HAD DIED.  THE ARMY DENIED THE REPORT.\n"
    )

    assert [cue for _, cue, _ in said(text)] == ["SAID", "DENIED"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“The port will close,” reports Reuters.", "Reuters"),
        ("The port has closed, reports Reuters.", "Reuters"),
        ("The port has closed, the Herald reports.", "the Herald"),
        ("It was a transformation for Caron, who has opposed the port.", "Caron"),
        ("He is a spokesman for Caron, who said that the port is closed.", "spokesman for Caron"),
    ],
)
def test_who_reports_and_who_a_clause_is_about_are_named(text: str, source: str) -> None:
    ((found, *_),) = said(text)

    assert found.endswith(source)
