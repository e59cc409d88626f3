"""`saidwho …`: the same answers in a terminal, one by one, as a chat, or as JSON lines.

Exit statuses: 0 answered (or done), 1 no answer (or something to mend, or a proof that does not
hold), 2 wrong use or a wrong setting, 3 a proof that cannot be checked here.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.answering import Answer, Answerer
from bot.callbacks import ViewName
from bot.citation import clipped
from bot.doctor import findings
from bot.export import FORMS, ledger
from bot.feedback import feedback_rows
from bot.interchange import Json, annotation_json, answer_json
from bot.keeping import add, listed, progress, removed, shown, stats
from bot.lines import Line, each_line, print_json
from bot.listing import found_sources
from bot.ranking import ranking
from bot.scope import LONGEST_WRITTEN, Scope
from bot.scoping import standing
from bot.settings import Settings, SettingsError, load
from bot.terminal import chat, draw, show
from bot.verifying import proofs_at, verify
from bot.views import view
from bot.wording import ENGLISH
from index.errors import SaidWhoError
from index.library import Library
from index.processes import collect_rarely
from index.store.backup import back_up, restore
from index.store.recovery import mended

OK, NO_ANSWER, WRONG, UNKNOWN = 0, 1, 2, 3
BOUNDS = {
    "since": "on this day or later: 2022-04-18, 2022-04, 2022",
    "after": "later",
    "until": "on this day or earlier",
    "before": "earlier",
}
"""Options that narrow to days of publication, and how they read behind "published"."""

INTERRUPTED = 130


def entry() -> None:
    """The command `saidwho`."""
    sys.exit(main())


def main(arguments: list[str] | None = None) -> int:
    """Run one command; every fault that a person can mend is told in one sentence."""
    chosen = _parser().parse_args(arguments)
    collect_rarely()
    try:
        status: int = chosen.run(chosen, load())
    except SaidWhoError as error:
        print(f"saidwho: {error}", file=sys.stderr)
        return WRONG
    except UnicodeEncodeError as error:  # no quote is shown with other characters than its own
        print(
            f"saidwho: There are characters that the encoding {error.encoding} of this terminal "
            "lacks; with PYTHONIOENCODING=utf-8 in the environment they are written.",
            file=sys.stderr,
        )
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # "saidwho annotate --json | head"
        sys.stderr.close()
        return OK
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="saidwho",
        description="Ask news articles who delivered what, when, and who disputes it; "
        "answers are their own words.",
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--seeds", type=Path, metavar="FOLDER", help="the folder with the articles")
    common.add_argument(
        *("--data",),
        type=Path,
        metavar="FOLDER",
        help="where the library is kept; with --seeds alone nothing is kept",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[Any, Settings], int], help_: str) -> Any:
        added = commands.add_parser(name, parents=[common], help=help_, description=help_)
        added.set_defaults(run=run)
        return added

    adding = command("add", _add, "add articles from files, folders, addresses or standard input")
    adding.add_argument("source", nargs="+", help='a file, a folder, an address, or "-"')
    listing = command("list", _list, "the articles of the library, newest first")
    listing.add_argument("words", nargs="*", help="words of title or outlet, years, filters")
    showing = command("show", _show, "an article as it is kept")
    removing = command("remove", _remove, "let an article be found no more")
    for added in (showing, removing):
        added.add_argument("article", help="its id, as `saidwho list` names it")
    removing.add_argument("--for-good", action="store_true", help="delete all its versions, too")
    command("reindex", _reindex, "put right what is damaged, and annotate all articles anew")
    command("stats", _stats, "what the library holds, and how much room it takes")
    backing = command("backup", _backup, "copy the library into one file, while it is used")
    restoring = command("restore", _restore, "make such a copy the library again")
    for added in (backing, restoring):
        added.add_argument("file", type=Path, metavar="FILE", help="the file of the copy")
    command("doctor", _doctor, "check token, library, permissions, clock; say what to do")
    verifying = command("verify", _verify, "check a proof that the bot sent, later")
    verifying.add_argument("file", nargs="+", help='a file of /proof, or "-" for standard input')
    command("bot", _bot, "answer in Telegram; needs a token")
    chatting = command("chat", _chat, "ask in the terminal, one question after the other")
    asking = command("ask", _ask, "answer one question, or JSON lines from standard input")
    searching = command("search", _search, "the ranking itself, best first, never a refusal")
    searching.add_argument("--sentences", action="store_true", help="rank sentences, not passages")
    searching.add_argument("-k", type=_positive, default=10, metavar="N", help="how many (10)")
    disputing = command("disputes", _view("disputes"), "claims and their denials, side by side")
    timeline = command("timeline", _view("timeline"), "what happened when, in order")
    for added in (disputing, timeline):
        added.add_argument("words", nargs="*", help="narrow it to what bears on these words")
    timeline.add_argument("--picture", type=Path, metavar="FILE", help="draw it into a PNG")
    who = command("who", _view("who"), "everything that somebody says")
    who.add_argument("words", nargs="+", metavar="NAME", help="a name, or a part of it")
    exporting = command("export", _export, "the ledger of claims: who said what, when")
    exporting.add_argument("--format", choices=sorted(FORMS), default="json", help="(json)")
    told = command("feedback", _feedback, "what people said of answers, as tests of tests/quality")
    told.add_argument("what", choices=["export"], help="as JSON, a question a line")
    annotating = command("annotate", _annotate, "what the index knows of each article")
    for added in (asking, searching):
        added.add_argument("question", nargs="+", help='the question, or "-" to read JSON lines')
    for added in (listing, chatting, asking, searching):
        _add_scope(added)
    for added in (asking, searching, annotating):
        added.add_argument("--json", action="store_true", help="print JSON, a line each")
    return parser


def _add_scope(parser: Any) -> None:
    """Options that narrow every question to an outlet's articles and to days of publication."""
    parser.add_argument(
        *("--from",),
        action="append",
        default=[],
        dest="outlets",
        metavar="OUTLET",
        help="only articles of this outlet; more than once for several",
    )
    for key, meaning in BOUNDS.items():
        parser.add_argument(f"--{key}", metavar="DAY", help=f"only articles published {meaning}")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not above zero")
    return number


# Commands


def _bot(chosen: Any, settings: Settings) -> int:
    from bot import app  # noqa: PLC0415 - the terminal's commands start without Telegram
    from bot.settings import token_of, webhook_of  # noqa: PLC0415

    token_of(settings)  # no reading of a large folder before what is missing is told
    webhook_of(settings)
    app.run(settings, _library(chosen, settings), chosen.data or settings.data)
    return OK


def _chat(chosen: Any, settings: Settings) -> int:
    library = _library(chosen, settings)
    chat(Answerer(library, always=_scope(chosen, library)), Console(highlight=False))
    return OK


def _ask(chosen: Any, settings: Settings) -> int:
    library = _library(chosen, settings)
    always = _scope(chosen, library)

    def answer(line: Line) -> Json:
        answerer = Answerer(library, always=line.scope(library.catalogue, always))
        return answer_json(answerer.answer(line.question, line.after), line.id)

    if chosen.question == ["-"]:
        return OK if each_line(answer) else WRONG
    found = Answerer(library, always=always).answer(" ".join(chosen.question))
    if chosen.json:
        print_json(answer_json(found, None))
    else:
        show(found, library, Console(highlight=False))
    return OK if isinstance(found, Answer) else NO_ANSWER


def _search(chosen: Any, settings: Settings) -> int:
    library = _library(chosen, settings)

    always = _scope(chosen, library)

    def ranked(text: str, after: tuple[str, ...], scope: Scope) -> Json:
        return ranking(library, text, after, scope, k=chosen.k, sentences=chosen.sentences)

    def answer(line: Line) -> Json:
        return ranked(line.question, line.after, line.scope(library.catalogue, always))

    if chosen.question == ["-"]:
        return OK if each_line(answer) else WRONG
    found = ranked(" ".join(chosen.question), (), always)
    if chosen.json:
        print_json({"id": None, **found})
    elif "why" in found:
        print(found["why"])
    else:
        for place, hit in enumerate(found["hits"], start=1):
            where = f"{hit['path']}:{hit['start']}-{hit['end']}"
            print(f"{place:3}. {hit['score']:8.3f}  {where}\n     {' '.join(hit['text'].split())}")
    return OK if found["hits"] else NO_ANSWER


def _view(name: ViewName) -> Callable[[Any, Settings], int]:
    """The same views as in the chat, all pages."""

    def run(chosen: Any, settings: Settings) -> int:
        library, argument = _library(chosen, settings), " ".join(chosen.words)
        if getattr(chosen, "picture", None):
            return _draw(library, argument, chosen.picture)
        console, skip = Console(highlight=False), 0
        while True:
            message, shown = view(library, name, argument, skip, ENGLISH)
            draw(message, library, console)
            skip += shown
            if not message.buttons:
                return OK if skip else NO_ANSWER

    return run


def _draw(library: Library, argument: str, path: Path) -> int:
    from bot.picture import timeline_picture  # noqa: PLC0415 - half a second to import

    picture = timeline_picture(library, argument, ENGLISH)
    if picture is None:
        print(ENGLISH.no_events)
        return NO_ANSWER
    try:
        path.write_bytes(picture)
    except OSError as error:
        raise SettingsError(f"{path} cannot be written ({error.strerror}).") from None
    print(path)
    return OK


def _export(chosen: Any, settings: Settings) -> int:
    written = ledger(_library(chosen, settings), chosen.format)
    sys.stdout.buffer.write(written.encode("utf-8", "surrogatepass"))
    return OK


def _feedback(chosen: Any, settings: Settings) -> int:
    rows = list(feedback_rows(_kept(chosen, settings)))
    for row in rows:
        print_json(row)
    if not rows:
        print("saidwho: Nothing is rated or left without an answer so far.", file=sys.stderr)
    return OK if rows else NO_ANSWER


def _annotate(chosen: Any, settings: Settings) -> int:
    library = _library(chosen, settings)
    for article in library.articles.values():
        annotated = annotation_json(library, article)
        if chosen.json:
            print_json(annotated)
            continue
        print(f"{article.path}  {article.published or 'no date'}  {article.language}")
        for sentence in library.segmentation(article.id).sentences:
            where = f"{sentence.span.start}-{sentence.span.end}"
            text = " ".join(sentence.span.of(article.text).split())
            print(f"  {where:>11}  paragraph {sentence.paragraph}: {text}")
    return OK


def _add(chosen: Any, settings: Settings) -> int:
    result = add(_kept(chosen, settings), chosen.source, fetch=settings.fetch)
    print(result)
    return NO_ANSWER if result.lost else OK


def _list(chosen: Any, settings: Settings) -> int:
    library = _library(chosen, settings)
    found = found_sources(library, " ".join(chosen.words), _scope(chosen, library))
    if found.why is not None:
        print(found.why)
        return NO_ANSWER
    for line in listed(found.articles):
        print(line)
    return OK


def _show(chosen: Any, settings: Settings) -> int:
    text = shown(_library(chosen, settings), chosen.article)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    return OK


def _remove(chosen: Any, settings: Settings) -> int:
    print(removed(_kept(chosen, settings), chosen.article, forget=chosen.for_good))
    return OK


def _reindex(chosen: Any, settings: Settings) -> int:
    _kept(chosen, settings)
    with progress("Annotating articles") as done:
        for amiss in mended(chosen.data or settings.data, done):
            print(f"saidwho: {amiss}", file=sys.stderr)
        number = _kept(chosen, settings).reindex(done)
    print(f"{number:,} articles are annotated anew.")
    return OK


def _stats(chosen: Any, settings: Settings) -> int:
    for line in stats(_library(chosen, settings)):
        print(line)
    return OK


def _backup(chosen: Any, settings: Settings) -> int:
    print(f"{back_up(chosen.data or settings.data, chosen.file):,} articles are in {chosen.file}.")
    return OK


def _restore(chosen: Any, settings: Settings) -> int:
    folder = chosen.data or settings.data
    print(f"{restore(chosen.file, folder):,} articles are in {folder} again.")
    return OK


def _doctor(chosen: Any, settings: Settings) -> int:
    wrong = 0
    data, seeds = chosen.data or settings.data, chosen.seeds or settings.seeds
    for finding in findings(settings, data, seeds, Path(".env")):
        print(finding, flush=True)
        wrong += finding.state == "wrong"
    print(f"{wrong} of it is to be mended." if wrong else "Nothing is in the way.")
    return NO_ANSWER if wrong else OK


def _verify(chosen: Any, settings: Settings) -> int:
    proofs = [proof for name in chosen.file for proof in proofs_at(name)]
    library, outcomes = _library(chosen, settings), set()
    for proof in proofs:
        verdict = verify(proof, library, chosen.seeds or settings.seeds)
        outcomes.add(verdict.outcome)
        print("\n  ".join([verdict.summary, *verdict.remarks]))
    return NO_ANSWER if "tampered" in outcomes else UNKNOWN if "unknown" in outcomes else OK


def _library(chosen: Any, settings: Settings) -> Library:
    seeds = chosen.seeds or settings.seeds
    with progress("Reading articles") as done:
        library = Library.open(_data(chosen, settings), seeds, done)
    return _told(library)


def _told(library: Library) -> Library:
    for complaint in library.complaints:
        print(f"saidwho: {complaint}", file=sys.stderr)
    return library


def _kept(chosen: Any, settings: Settings) -> Library:
    """The library that is changed: always one on disk, and without a look at the seeds."""
    return _told(Library.open(chosen.data or settings.data))


def _data(chosen: Any, settings: Settings) -> Path | None:
    """Where the library is kept: nowhere for a folder that is only asked about, so that its
    articles do not take the place of those of the seeds."""
    if chosen.data is None and chosen.seeds is not None:
        return None
    data: Path = chosen.data or settings.data
    return data


def _scope(chosen: Any, library: Library) -> Scope:
    """What the options narrow every question to; SettingsError where one cannot be read."""
    days = {key: value for key in BOUNDS if (value := getattr(chosen, key)) is not None}
    scope = standing(chosen.outlets, days, library.catalogue)
    if scope.wrong is not None:
        raise SettingsError(ENGLISH.bad_filter.format(filter=clipped(scope.wrong, LONGEST_WRITTEN)))
    return scope
