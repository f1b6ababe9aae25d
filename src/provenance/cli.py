"""The command ``provenance``: takes articles apart, from files or standard input."""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, TextIO

from .analysis import Analysis, analyze
from .export.inputs import STDIN, read_inputs
from .export.records import Failure, Id, Record, dump_line
from .render.html import page_parts
from .render.terminal import lines
from .render.visible import one_line

FAILED, USAGE = 1, 2  # exit statuses
INTERRUPTED, BROKEN_PIPE = 130, 141  # 128 + the signal's number, as a shell counts

_EPILOG = """\
JSON Lines in: one {"id", "text"} a line, UTF-8; blank lines are passed over.
JSON Lines out: one object a line, in input order, pure ASCII; an input that could not be
analysed gives {"id", "error": {"type", "message", "line"}} in its place.
Exit status: 0 all analysed, 1 some were not, 2 wrong usage."""

_PROGRESS_EVERY = 1000  # inputs between two progress lines where no terminal shows them


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with ``argv`` (else the process's own) and return its exit status."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.command is None:
        parser.print_help(sys.stderr)
        return USAGE
    _check(parser, options)
    try:
        return _analyze(options)
    except KeyboardInterrupt:
        _complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return BROKEN_PIPE
    except OSError as error:
        _complain(f"cannot write: {error.strerror or error}")
        _abandon_output()
        return FAILED


def _abandon_output() -> None:
    # Python flushes standard output once more at exit, into what has just failed.
    with contextlib.suppress(OSError, AttributeError):  # a stream put in its place may have no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="provenance", description="Take scraped articles apart.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    command = commands.add_parser(
        "analyze",
        help="languages, blocks, declared translation and comment policy of texts",
        description="Say what is in a text: languages, blocks, declared translation, comment policy.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = command.add_argument
    add("files", nargs="+", metavar="FILE", help="a text or JSON Lines file; - is standard input")
    add("--format", choices=("text", "jsonl", "html"), default="text", help="what to write (default: text)")
    add("--input", choices=("auto", "text", "jsonl"), default="auto", help="what the files hold")
    add("-o", "--output", metavar="FILE", help="write here instead of standard output")
    add(
        "--encoding",
        default="utf-8-sig",
        help="encoding of plain text files (default: utf-8-sig, UTF-8 without its byte order mark)",
    )
    add(
        "--color",
        "--colour",
        choices=("auto", "always", "never"),
        default="auto",
        dest="colour",
        help="colour the text format (default: auto, on a terminal without NO_COLOR)",
    )
    return parser


class _Version(argparse.Action):
    # importlib.metadata takes longer to import than all the rest: only where it is asked for.
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"provenance {version('text-provenance')}")
        parser.exit()


def _check(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    try:
        b"x".decode(options.encoding, "replace")  # an empty text is decoded without a look at the name
    except (LookupError, UnicodeError):
        parser.error(f"unknown text encoding {options.encoding!r}")
    if options.files.count(STDIN) > 1:
        parser.error("standard input (-) can be read only once")
    for name in options.files:
        if _is_one_file(name, options.output):
            parser.error(f"the output is also an input: {name!r}")


def _is_one_file(name: str, output: str | None) -> bool:
    """Tell whether reading ``name`` would read what is written: it would be lost, or never end."""
    try:
        given = os.fstat(sys.stdin.fileno()) if name == STDIN else os.stat(name)
        written = os.stat(output) if output else os.fstat(sys.stdout.fileno())
    except (OSError, AttributeError):  # not there yet, no file at all, or a closed stream
        return False
    return stat.S_ISREG(given.st_mode) and os.path.samestat(given, written)


def _analyze(options: argparse.Namespace) -> int:
    with contextlib.ExitStack() as stack:
        try:
            out = stack.enter_context(_opened(options.output))
        except OSError as error:
            _complain(f"cannot write {one_line(options.output or 'standard output')}: {error.strerror}")
            return USAGE
        run = _Run(out, _Progress(sys.stderr, shown=bool(options.output) or not out.isatty()))
        records = read_inputs(options.files, kind=options.input, encoding=options.encoding)
        run.write(records, options)
        out.flush()
        return FAILED if run.failures else 0


def _opened(output: str | None) -> contextlib.AbstractContextManager[IO[str]]:
    if output:
        return open(output, "w", encoding="utf-8", newline="\n")
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    # A console that cannot show a letter gets its escape instead of an exception.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    return contextlib.nullcontext(sys.stdout)


class _Run:
    """Analyses records and writes what comes out, counting what went wrong."""

    def __init__(self, out: IO[str], progress: _Progress) -> None:
        self.out = out
        self.progress = progress
        self.failures = 0

    def write(self, records: Iterable[Record | Failure], options: argparse.Namespace) -> None:
        if options.format == "html":
            reports = (
                (_name(r.id), found) for r, found in self.results(records) if isinstance(found, Analysis)
            )
            self.out.writelines(page_parts(reports))
            return
        colour, width = _wants_colour(options.colour, self.out), _width(self.out)
        for record, found in self.results(records):
            if options.format == "jsonl":
                data = found.to_dict() if isinstance(found, Failure) else found.to_dict(id=record.id)
                self.out.write(dump_line(data))
            elif isinstance(found, Analysis):
                report = lines(found, name=_name(record.id), colour=colour, width=width)
                self.out.writelines(line + "\n" for line in report)
            self.out.flush()

    def results(
        self, records: Iterable[Record | Failure]
    ) -> Iterator[tuple[Record | Failure, Analysis | Failure]]:
        """Yield every record with what became of it; a failure is also reported on standard error."""
        for record in records:
            found = _try(record) if isinstance(record, Record) else record
            if isinstance(found, Failure):
                self.failures += 1
                self.progress.clear()
                _complain(_complaint(found))
            self.progress.step()
            yield record, found
        self.progress.end(self.failures)


def _try(record: Record) -> Analysis | Failure:
    try:
        return analyze(record.text)
    except Exception as error:  # one text must not end a run over thousands
        return Failure(record.id, "internal", f"{type(error).__name__}: {error}")


def _name(given: Id) -> str:
    return "" if given is None else str(given)


def _complaint(failure: Failure) -> str:
    place = f"line {failure.line}" if failure.line else ""
    where = ": ".join(part for part in (one_line(_name(failure.id)), place) if part)
    return f"{where}: {one_line(failure.message)}"


def _complain(message: str) -> None:
    if sys.stderr is not None:  # print would turn to standard output
        print(f"provenance: {message}", file=sys.stderr)


def _wants_colour(choice: str, out: IO[str]) -> bool:
    if choice != "auto":
        return choice == "always"
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width(out: IO[str]) -> int:
    return min(max(shutil.get_terminal_size((100, 24)).columns, 40), 120) if out.isatty() else 100


class _Progress:
    """Counts inputs on standard error: in place on a terminal, else a line now and then."""

    def __init__(self, stream: TextIO | None, *, shown: bool) -> None:
        self.stream = io.StringIO() if stream is None else stream
        self.in_place = shown and self.stream.isatty()
        self.done = 0

    def step(self) -> None:
        self.done += 1
        if self.in_place and self.done > 1:
            self.stream.write(f"\r{self.done} inputs")
            self.stream.flush()
        elif not self.stream.isatty() and self.done % _PROGRESS_EVERY == 0:
            self.stream.write(f"provenance: {self.done} inputs\n")

    def clear(self) -> None:
        if self.in_place:
            self.stream.write("\r\x1b[K")

    def end(self, failures: int) -> None:
        self.clear()
        if self.done > 1:
            failed = f", {failures} of them without a result" if failures else ""
            self.stream.write(f"provenance: {self.done} inputs{failed}\n")
