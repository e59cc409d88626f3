"""The import table of the design, held by reading the imports."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

TABLE = {
    "index": [
        "model",
        "errors",
        "lexicon",
        "corpus",
        "processes",
        "reading.document",
        "reading.dates",
        "reading.raw",
        "reading.plain",
        "reading.bulk",
        "reading.markup",
        "reading.markdown",
        "reading.declared",
        "reading.webpage",
        "reading.feed",
        "reading.layout",
        "reading.pdf",
        "reading.kinds",
        "reading.confined",
        "reading.confinement",
        "reading.sources",
        "reading.addresses",
        "reading.fetching",
        "reading",
        "duplicates",
        "furniture",
        "segmentation",
        "temporal.expressions",
        "temporal.ambiguity",
        "temporal.calendar",
        "temporal.tense",
        "temporal.readings",
        "temporal.distances",
        "temporal.dating",
        "temporal",
        "attribution.cues",
        "attribution.brill",
        "attribution.tagging",
        "attribution.phrases",
        "attribution.clauses",
        "attribution.contents",
        "attribution.continuation",
        "attribution.speakers",
        "attribution.introductions",
        "attribution.quoting",
        "attribution.sources",
        "attribution.statements",
        "attribution",
        "analysis",
        "forms",
        "places",
        "concepts",
        "idioms",
        "bilingual",
        "denials.clauses",
        "denials.denying",
        "denials.verdicts",
        "denials",
        "claims",
        "denials.negation",
        "disputes.identity",
        "disputes.topics",
        "disputes.debate",
        "disputes.conflicts",
        "disputes.pairing",
        "disputes.crossings",
        "disputes",
        "annotation",
        "counting",
        "segments.digests",
        "segments.segment",
        "segments.snapshot",
        "segments.kernel",
        "segments.files",
        "segments.merging",
        "segments.building",
        "segments.best",
        "segments",
        "retrieval",
        "concordance",
        "mastheads",
        "searchable",
        "store.schema",
        "store.looking",
        "store.rules",
        "store.segments",
        "store.originals",
        "store.database",
        "store.codec",
        "store.preparing",
        "store.worker",
        "store.pool",
        "store.annotations",
        "store.articles",
        "store.disputes",
        "store.kinship",
        "store.changes",
        "store.seeds",
        "store.sides",
        "store.events",
        "store.shelf",
        "store.backup",
        "store.checking",
        "store.languages",
        "store.roles",
        "store.answers",
        "store.ratings",
        "store.tallies",
        "store.offers",
        "store.choices",
        "store.wreck",
        "store.replaying",
        "store.inspecting",
        "store.recovery",
        "store.renewing",
        "store.tending",
        "store.upkeep",
        "store.titles",
        "store.kept",
        "store.opening",
        "store.lazily",
        "store",
        "copies",
        "catalogue",
        "library",
    ],
    "bot": [
        "settings",
        "logs",
        "journal.schema",
        "journal.file",
        "journal.presence",
        "journal.updates",
        "journal.handling",
        "journal",
        "pace",
        "outbox",
        "wording.phrase",
        "wording.terms",
        "wording",
        "kinds",
        "period",
        "chatter",
        "followup",
        "question",
        "persons",
        "expected",
        "closeness",
        "spelling",
        "evidence",
        "outlets",
        "refusal",
        "spoken",
        "short",
        "quotation",
        "ledger",
        "sides",
        "contradictions",
        "callbacks",
        "message",
        "citation",
        "scope",
        "daywords",
        "filters",
        "mentions",
        "scoping",
        "recency",
        "answering",
        "days",
        "intake",
        "conversation",
        "references",
        "links",
        "toolbar",
        "tallying",
        "proof",
        "verifying",
        "rendering",
        "listing",
        "checking",
        "understood",
        "views",
        "picture",
        "figures",
        "chart",
        "interchange",
        "ranking",
        "lines",
        "feedback",
        "printings",
        "export",
        "incoming",
        "delivery",
        "terminal",
        "received",
        "reasons",
        "accession",
        "tongues",
        "presses",
        "proving",
        "admission",
        "judging",
        "results",
        "inline",
        "guests",
        "limits",
        "pairing",
        "menus",
        "gate",
        "membership",
        "reporting",
        "replies",
        "adding",
        "removing",
        "handlers",
        "buttons",
        "privacy",
        "metrics",
        "worker",
        "polling",
        "web",
        "app",
        "keeping",
        "doctor",
        "cli",
    ],
}
ALONE = {
    "telegram": {
        *("bot.outbox", "bot.privacy", "bot.worker", "bot.polling", "bot.web"),
        "bot.tongues",
        "bot.received",
        "bot.accession",
        "bot.adding",
        "bot.removing",
        "bot.gate",
        "bot.membership",
        "bot.menus",
        "bot.judging",
        "bot.reporting",
        "bot.presses",
        "bot.proving",
        "bot.replies",
        "bot.results",
        "bot.inline",
        "bot.guests",
        "bot.delivery",
        "bot.incoming",
        "bot.handlers",
        "bot.buttons",
        "bot.app",
    },
    "rank_bm25": {"index.retrieval"},
    "os": {
        *("bot.doctor", "index.store.backup"),
        *("index.corpus", "index.reading.sources", "index.reading.confined"),
        *("index.processes", "index.segments.files", "index.store.pool", "index.store.worker"),
        *("index.store.upkeep", "index.store.choices"),
        *("index.store.originals", "index.store.recovery"),
    },
    "pathlib": {
        *(
            "bot.journal.file",
            "bot.journal.presence",
            "bot.journal.updates",
            "bot.app",
        ),  # the journal's files
        *("bot.doctor", "index.store.backup", "index.store.checking"),
        *("index.corpus", "index.library", "index.reading", "index.reading.sources"),
        *("index.segments.files", "index.segments.merging"),
        *("index.store.database", "index.store.rules", "index.store.seeds", "index.store.looking"),
        *("index.store.originals", "index.store.recovery", "index.store.opening"),
        *("index.store.upkeep", "index.store.choices"),
        "index.store.segments",
        *("bot.settings", "bot.verifying", "bot.cli"),
    },
    "sqlite3": {
        *("bot.journal.file", "bot.journal.presence", "bot.journal.updates"),
        *("index.store.backup", "index.store.checking", "index.store.looking"),
        *("index.store.originals", "index.store.recovery", "index.store.wreck"),
        *("index.store.annotations", "index.store.choices"),
        "index.store.inspecting",
        "index.store.originals",
        *("index.store.schema", "index.store.database", "index.store.articles"),
        *("index.store.disputes", "index.store.changes", "index.store.seeds"),
        *("index.store.segments", "index.store.kinship"),
        *("index.store.events", "index.store.roles"),
    },
    "tornado": {"bot.web"},
    "prometheus_client": {"bot.metrics"},
    "rensa": {"index.duplicates"},
    "httpx": {"bot.doctor", "bot.outbox", "index.reading.addresses", "index.reading.fetching"},
    "socket": {"index.reading.fetching"},
    "pickle": {"index.store.pool", "index.store.worker"},  # what own processes say to each other
    "subprocess": {"index.processes", "index.reading.confinement"},
    "resource": {"index.reading.confined"},
    "trafilatura": {"index.reading.webpage"},
    "lxml": {"index.reading.markup"},
    "pypdf": {"index.reading.pdf"},
    "feedparser": {"index.reading.feed"},
    "markdown_it": {"index.reading.markdown"},
    "fluent": {"bot.wording.phrase"},
    "babel": {"bot.wording.terms"},
    "pydantic_settings": {"bot.settings"},
    "rich": {"bot.terminal", "bot.keeping", "bot.cli"},
    "countryinfo": {"index.places"},
    "rapidfuzz": {"bot.spelling"},
    "numba": {"index.segments.kernel"},
    "Stemmer": {"index.analysis"},
}
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in TABLE
    for path in sorted((ROOT / package).rglob("*.py"))
}


@cache
def imports(path: Path) -> frozenset[str]:
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= named if named <= MODULES.keys() else named | {node.module or ""}
    return frozenset(found)


def test_every_module_stands_in_the_table() -> None:
    listed = {f"{package}.{name}" for package, names in TABLE.items() for name in names}

    assert {m for m in MODULES if m not in TABLE and m != "bot.__main__"} == listed


@pytest.mark.parametrize("module", sorted(m for m in MODULES if "." in m and "__" not in m))
def test_a_module_imports_only_from_those_above_it(module: str) -> None:
    package, name = module.split(".", 1)
    order = TABLE[package]
    above = {f"{package}.{other}" for other in order[: order.index(name)]}
    own = {m for m in imports(MODULES[module]) if m in MODULES and "." in m}

    assert {m for m in own if m.startswith(package)} <= above
    if package == "index":
        assert not any(m.startswith("bot") for m in own)


@pytest.mark.parametrize("library", sorted(ALONE))
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    importers = {
        module
        for module, path in MODULES.items()
        if any(name.split(".")[0] == library for name in imports(path))
    }

    assert importers <= ALONE[library]


def test_no_module_grows_beyond_what_can_be_kept_in_mind() -> None:
    lengths = {module: len(path.read_text().splitlines()) for module, path in MODULES.items()}

    assert {module for module, length in lengths.items() if length > 400} == set()
