"""What the command takes."""

from __future__ import annotations

import argparse

from ..export.inputs import STDIN
from .output import is_one_file

_EPILOG = """\
A folder stands for the .txt, .jsonl, .ndjson, .html, .htm and .xhtml files in it.
JSON Lines in: one {"id", "text"} or {"id", "html", "url"} a line, UTF-8; blank lines are passed over.
HTML needs the extra html: pip install text-provenance[html]
JSON Lines out: one object a line, in input order, pure ASCII; an input that could not be
analysed gives {"id", "error": {"type", "message", "line"}} in its place.
Exit status: 0 all analysed, 1 some were not, 2 wrong usage."""

_VIEWS = {
    "analyze": "languages, blocks, declared translation and comment policy of texts",
    "languages": "only which stretch of a text is in which language",
    "policy": "only what a publisher's notice says about comments",
}
_FORMATS = ("text", "jsonl", "html", "dolma", "webannotation", "spacy")
_WITH_UNITS = ("jsonl", "dolma", "webannotation")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    parser = argparse.ArgumentParser(prog="provenance", description="Take scraped articles apart.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, help_ in _VIEWS.items():
        _view(_command(commands, name, help_), _FORMATS if name == "analyze" else ("text", "jsonl"))
    report = _command(commands, "report", "one page that sums up many texts, with charts")
    report.set_defaults(format="overview", colour="never", unit="code_points")
    _inputs(report)
    # Listed for the help only: `main` hands it to the catalogue's own command before any parsing.
    commands.add_parser("catalogue", help="check a language file, or begin a new one")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, help_: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=help_,
        description=f"{help_[0].upper()}{help_[1:]}.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _inputs(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    files = "a text, JSON Lines or HTML file, or a folder; - is standard input"
    add("files", nargs="+", metavar="FILE", help=files)
    add("--input", choices=("auto", "text", "html", "jsonl"), default="auto", help="what the files hold")
    add("-o", "--output", metavar="FILE", help="write here instead of standard output")
    add("--parallel", type=int, default=1, metavar="N", help="work in N processes; results stay in order")
    add(
        "--encoding",
        default="utf-8-sig",
        help="encoding of plain text files (default: utf-8-sig, UTF-8 without its byte order mark)",
    )


def _view(command: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    _inputs(command)
    command.add_argument("--format", choices=formats, default="text", help="what to write (default: text)")
    units = ("code_points", "utf16", "utf8")
    command.add_argument("--unit", choices=units, default=units[0], help="what offsets in JSON count")
    command.add_argument(
        "--color",
        "--colour",
        choices=("auto", "always", "never"),
        default="auto",
        dest="colour",
        help="colour the text format (default: auto, on a terminal without NO_COLOR)",
    )


class _Version(argparse.Action):
    # importlib.metadata takes longer to import than all the rest: only where it is asked for.
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"provenance {version('text-provenance')}")
        parser.exit()


def check(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """End with a message and status 2 when the options make no sense together."""
    try:
        b"x".decode(options.encoding, "replace")  # an empty text is decoded without a look at the name
    except (LookupError, UnicodeError):
        parser.error(f"unknown text encoding {options.encoding!r}")
    if options.parallel < 1:
        parser.error(f"--parallel takes a number above 0, not {options.parallel}")
    if options.unit != "code_points" and options.format not in _WITH_UNITS:
        parser.error(f"--unit is for the formats {', '.join(_WITH_UNITS)}")
    if options.files.count(STDIN) > 1:
        parser.error("standard input (-) can be read only once")
    for name in options.files:
        if is_one_file(name, options.output):
            parser.error(f"the output is also an input: {name!r}")
