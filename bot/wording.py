"""All the words that the program says itself, in English and in French.

Fields with braces are templates for str.format. A quote is never part of them: it stays in the
language of its article.
"""

from dataclasses import dataclass
from datetime import date

from index.model import Timex


@dataclass(frozen=True, slots=True)
class Wording:
    """One language of the interface. Equal when every word is equal."""

    code: str
    months: tuple[str, ...]
    ordinal_first: str  # "1er mai"; English news writes "1 May"
    thousands: str
    languages: dict[str, str]
    strengths: dict[str, str]

    commands: dict[str, str]
    short_description: str
    description: str
    help: str
    start: str
    how_to_ask: str
    how_to_name: str
    text_only: str

    question_gone: str
    article_changed: str
    no_more: str
    no_more_articles: str
    went_wrong: str
    too_large: str
    sides_gone: str

    article: tuple[str, str]
    passage: tuple[str, str]
    quote: tuple[str, str]
    dispute: tuple[str, str]
    event: tuple[str, str]
    no_disputes: str
    no_events: str
    nothing_said: str
    nothing_else: str
    said_then: str
    searched: str
    of_day: str
    from_to: str
    undated: str
    nearest: str
    taken_as: str

    says: str
    itself: str
    quoting: str
    nobody_named: str
    anonymous: str
    via: str
    perhaps: str
    said: str
    happened: str
    about: str
    unresolved: str
    to: str
    paragraph: str
    no_date: str
    in_language: str
    normalised: str
    untitled: str
    newest_first: str

    denies: str
    see_quote: str
    see_under: str

    in_context: str
    more: str
    who_disputes: str
    who_says: str

    def counted(self, number: int, noun: tuple[str, str]) -> str:
        """ "1 article", "2,079 articles"; French counts nought as one."""
        plural = number > 1 if self.code == "fr" else number != 1
        return f"{number:,} {noun[plural]}".replace(",", self.thousands)

    def day(self, day: date | None) -> str:
        """ "18 April 2022" """
        if day is None:
            return self.no_date
        number = self.ordinal_first if day.day == 1 else str(day.day)
        return f"{number} {self.months[day.month - 1]} {day.year}"

    def when(self, timex: Timex) -> str:
        """What a time expression means as a day or period; empty where it cannot be told."""
        first, last = timex.earliest, timex.latest
        if first is None or last is None:
            return ""
        if first == last:
            meant = self.day(first)
        elif timex.approximate and (day := _day_of(timex.value)):
            meant = self.day(day)
        elif _whole_year(first, last):
            meant = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        elif _whole_month(first, last):
            meant = f"{self.months[first.month - 1]} {first.year}"
        else:
            start = self.day(first)
            if first.year == last.year:
                start = start.removesuffix(f" {first.year}")
            meant = self.to.format(first=start, last=self.day(last))
        return self.about.format(when=meant) if timex.approximate else meant


def _day_of(value: str | None) -> date | None:
    """The day in the middle of what a TIMEX3 value leaves open; None where it is no day."""
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _whole_year(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _whole_month(first: date, last: date) -> bool:
    next_day = last.toordinal() + 1
    return (
        first.day == 1
        and (first.year, first.month) == (last.year, last.month)
        and date.fromordinal(next_day).day == 1
    )


ENGLISH = Wording(
    code="en",
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    ordinal_first="1",
    thousands=",",
    languages={"en": "English", "fr": "French"},
    strengths={
        "denies": "Denied by",
        "rejects": "Rejected by",
        "doubts": "Doubted by",
        "may concern": "May concern this, from",
        "conflicting number": "Another number from",
        "conflicting date": "Another date from",
    },
    commands={
        "ask": "Ask the articles a question",
        "disputes": "Claims and their denials, side by side",
        "timeline": "What happened when; add words to narrow it",
        "who": "Everything that somebody says: /who NAME",
        "sources": "List the articles that I search",
        "export": "The ledger of claims as a file",
        "help": "How to ask, and what I do not do",
    },
    short_description=(
        "Ask who delivered what, when, and who disputes it. I answer in quotes only."
    ),
    description=(
        "Ask me who delivered what, when, and who disputes it. I search a collection of news "
        "articles and answer with their own words: whole sentences, who says them, when, and who "
        "says otherwise. I never write an answer myself; where the articles are silent, I say so."
    ),
    help=(
        "Ask in plain words, in English or in French. I answer with sentences of the articles, "
        "word for word, and say who says so, when, and who disputes it.\n\n"
        "For example:\n"
        "Who delivered the helicopters?\n"
        "Who disputes it?\n"
        "Quand le retrait doit-il être achevé ?\n\n"
        "/ask QUESTION – ask, also in groups\n"
        "/disputes – claims and their denials\n"
        "/timeline WORDS – what happened when\n"
        "/who NAME – everything that somebody says\n"
        "/sources – the articles that I search\n"
        "/export – who said what, as a file\n\n"
        "“In context” shows the paragraphs around a quote, “More” the next quotes.\n\n"
        "What I do not do: sum up, judge who is right, or say anything that no article says."
    ),
    start="Hello! ",
    how_to_ask=(
        "Put your question behind the command, such as: /ask Who delivered the helicopters?"
    ),
    how_to_name="Put a name behind the command, such as: /who Africa Intelligence",
    text_only="I can read text only. Please type your question.",
    question_gone="I can no longer see the question; please ask it again.",
    article_changed="The article has changed or is gone since; please ask again.",
    no_more="There are no further quotes.",
    no_more_articles="There are no further articles.",
    went_wrong=(
        "Sorry, something went wrong on my side; nothing of your question is the matter. "
        "Please ask again, or report incident {incident}."
    ),
    too_large="The ledger is too large for Telegram; `saidwho export` writes it in a terminal.",
    sides_gone="Nobody in the articles disputes this.",
    article=("article", "articles"),
    passage=("passage", "passages"),
    quote=("quote", "quotes"),
    dispute=("dispute", "disputes"),
    event=("dated event or statement", "dated events and statements"),
    no_disputes="I found no claim in the articles that another source denies.",
    no_events="The articles date nothing of that.",
    nothing_said="The articles quote nobody whose name or description holds “{name}”.",
    nothing_else="The articles quote nothing else of “{name}”.",
    said_then="{when}, said",
    searched="Searched {articles}{period}{undated}, {passages}.",
    of_day=" of {day}",
    from_to=" from {first} to {last}",
    undated=" ({number} without a date)",
    nearest="Not an answer, but nearest:",
    taken_as="Taking “{typed}” as “{meant}”.",
    says="Says: ",
    itself="the article itself",
    quoting=", quoting ",
    nobody_named="nobody named",
    anonymous="anonymous",
    via="via {secondary}",
    perhaps="= {antecedent}?",
    said="Said: ",
    happened="When: ",
    about="about {when}",
    unresolved="day unknown, the article has no date",
    to="{first} to {last}",
    paragraph="paragraph {number}",
    no_date="no date",
    in_language="in {language}",
    normalised="typography normalised by Telegram",
    untitled="(untitled)",
    newest_first="{articles}, newest first",
    denies="Said against",
    see_quote="quote {number}",
    see_under="as under {number}",
    in_context="In context",
    more="More",
    who_disputes="Who disputes this?",
    who_says="Who says this?",
)

FRENCH = Wording(
    code="fr",
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
        *("août", "septembre", "octobre", "novembre", "décembre"),
    ),
    ordinal_first="1er",
    thousands="\u202f",
    languages={"en": "anglais", "fr": "français"},
    strengths={
        "denies": "Démenti par",
        "rejects": "Rejeté par",
        "doubts": "Mis en doute par",
        "may concern": "Concerne peut-être ceci, selon",
        "conflicting number": "Autre chiffre, selon",
        "conflicting date": "Autre date, selon",
    },
    commands={
        "ask": "Poser une question aux articles",
        "disputes": "Les affirmations et leurs démentis, côte à côte",
        "timeline": "Ce qui s'est passé, dans l'ordre ; ajoutez des mots pour préciser",
        "who": "Tout ce que dit quelqu'un : /who NOM",
        "sources": "La liste des articles consultés",
        "export": "Le registre des affirmations, en fichier",
        "help": "Comment demander, et ce que je ne fais pas",
    },
    short_description=(
        "Demandez qui a livré quoi, quand, et qui le conteste. Je ne réponds que par citations."
    ),
    description=(
        "Demandez-moi qui a livré quoi, quand, et qui le conteste. Je cherche dans une collection "
        "d'articles de presse et réponds avec leurs propres mots : des phrases entières, qui les "
        "dit, quand, et qui dit le contraire. Je n'écris jamais de réponse moi-même ; là où les "
        "articles se taisent, je le dis."
    ),
    help=(
        "Posez votre question avec vos mots, en français ou en anglais. Je réponds avec des "
        "phrases des articles, mot pour mot, et je dis qui les dit, quand, et qui les conteste.\n\n"
        "Par exemple :\n"
        "Qui a livré les hélicoptères ?\n"
        "Qui le conteste ?\n"
        "Quand le retrait doit-il être achevé ?\n\n"
        "/ask QUESTION – demander, aussi dans un groupe\n"
        "/disputes – les affirmations et leurs démentis\n"
        "/timeline MOTS – ce qui s'est passé, dans l'ordre\n"
        "/who NOM – tout ce que dit quelqu'un\n"
        "/sources – les articles consultés\n"
        "/export – qui a dit quoi, en fichier\n\n"
        "« En contexte » montre les paragraphes autour d'une citation, « Suite » les citations "
        "suivantes.\n\n"
        "Ce que je ne fais pas : résumer, juger qui a raison, ou dire ce qu'aucun article ne dit."
    ),
    start="Bonjour ! ",
    how_to_ask=(
        "Écrivez votre question après la commande, par exemple : "
        "/ask Qui a livré les hélicoptères ?"
    ),
    how_to_name="Écrivez un nom après la commande, par exemple : /who Africa Intelligence",
    text_only="Je ne lis que du texte. Tapez votre question, s'il vous plaît.",
    question_gone="Je ne vois plus la question ; posez-la de nouveau, s'il vous plaît.",
    article_changed="L'article a changé ou n'est plus là ; demandez de nouveau, s'il vous plaît.",
    no_more="Il n'y a pas d'autres citations.",
    no_more_articles="Il n'y a pas d'autres articles.",
    went_wrong=(
        "Désolé, quelque chose s'est mal passé de mon côté ; votre question n'y est pour rien. "
        "Demandez de nouveau, ou signalez l'incident {incident}."
    ),
    too_large=(
        "Le registre est trop grand pour Telegram ; `saidwho export` l'écrit dans un terminal."
    ),
    sides_gone="Personne dans les articles ne conteste ceci.",
    article=("article", "articles"),
    passage=("passage", "passages"),
    quote=("citation", "citations"),
    dispute=("contestation", "contestations"),
    event=("fait ou propos daté", "faits et propos datés"),
    no_disputes="Je n'ai trouvé aucune affirmation qu'une autre source démente.",
    no_events="Les articles ne datent rien de cela.",
    nothing_said=(
        "Les articles ne citent personne dont le nom ou la description contienne « {name} »."
    ),
    nothing_else="Les articles ne citent rien d'autre de « {name} ».",
    said_then="{when}, propos",
    searched="Consulté : {articles}{period}{undated}, {passages}.",
    of_day=" du {day}",
    from_to=" du {first} au {last}",
    undated=" ({number} sans date)",
    nearest="Pas une réponse, mais au plus près :",
    taken_as="« {typed} » lu comme « {meant} ».",
    says="Qui le dit : ",
    itself="l'article lui-même",
    quoting=", citant ",
    nobody_named="personne n'est nommé",
    anonymous="anonyme",
    via="via {secondary}",
    perhaps="= {antecedent} ?",
    said="Dit : ",
    happened="Quand : ",
    about="vers {when}",
    unresolved="jour inconnu, l'article n'a pas de date",
    to="{first} au {last}",
    paragraph="paragraphe {number}",
    no_date="sans date",
    in_language="en {language}",
    normalised="typographie normalisée par Telegram",
    untitled="(sans titre)",
    newest_first="{articles}, du plus récent au plus ancien",
    denies="Contredit",
    see_quote="citation {number}",
    see_under="comme sous {number}",
    in_context="En contexte",
    more="Suite",
    who_disputes="Qui le conteste ?",
    who_says="Qui le dit ?",
)

_BY_CODE = {"en": ENGLISH, "fr": FRENCH}


def wording(*codes: str | None) -> Wording:
    """The first of the languages that the interface speaks ("fr", "fr-CA"), else English."""
    spoken = (_BY_CODE.get((code or "")[:2].lower()) for code in codes)
    return next((known for known in spoken if known), ENGLISH)
