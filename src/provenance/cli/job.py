"""One run: records in, each through the same work, over one process or several, results out in order."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterable, Iterator
from typing import IO

from attrs import frozen

from ..analysis import Analysis
from ..export import formats
from ..export.inputs import expand, one_record_each, read_inputs
from ..export.records import Failure, Id, Markup, Record, dump_line
from ..export.units import Unit
from ..languages import LanguageSegmenter
from ..many import attempt, look, run_many, worker_died
from ..pipeline import Pipeline
from ..render import html, overview, terminal
from ..render.overview import Row, summarize
from ..render.visible import one_line
from .output import Progress, complain, opened, wants_colour, width

FAILED, USAGE = 1, 2  # exit statuses

_JSON = ("jsonl", "dolma", "webannotation", "spacy")
_ALWAYS = ("schema", "id", "length", "unit")


@frozen
class Written:
    """What one input leaves behind: text for the output, and why there is no more of it."""

    text: str
    failure: Failure | None = None
    row: Row | None = None


@frozen
class Work:
    """What is done with one input, in whichever process: analysed, and put into the asked form."""

    view: str
    format: str
    unit: Unit
    colour: bool
    width: int

    def __call__(self, item: Record | Failure) -> Written:
        """Return what to write for ``item``; a failure passes through."""
        found = attempt(self._look, item) if isinstance(item, Record) else item
        if isinstance(found, Failure):
            return self.failed(found)
        if self.format == "overview":
            return Written("", row=summarize(found, name_of(item.id)))
        return Written(getattr(self, f"_{self.format}")(item.id, found))

    def failed(self, failure: Failure) -> Written:
        """Return what stands in the place of a result."""
        if self.format == "dolma":  # line by line beside the documents, so none may be missing
            return Written(dump_line({"id": failure.id, "attributes": {}}), failure)
        return Written(dump_line(failure.to_dict()) if self.format in _JSON else "", failure)

    def died(self, item: Record | Failure) -> Written:
        """Return what to write for an item on which a worker process died."""
        return self.failed(worker_died(item) if isinstance(item, Record) else item)

    def _look(self, text: str | Markup) -> Analysis:
        return look(text, pipeline=Pipeline(LanguageSegmenter()) if self.view == "languages" else None)

    def _jsonl(self, given: Id, found: Analysis) -> str:
        data = found.to_dict(id=given, unit=self.unit)
        shown = {"languages": "languages", "policy": "comment_policy"}.get(self.view)
        return dump_line({key: data[key] for key in data if key in (*_ALWAYS, shown)} if shown else data)

    def _text(self, given: Id, found: Analysis) -> str:
        report = {"languages": terminal.language_lines, "policy": terminal.policy_lines}.get(
            self.view, terminal.lines
        )
        lines = report(found, name=name_of(given), colour=self.colour, width=self.width)
        return "".join(f"{line}\n" for line in lines)

    def _dolma(self, given: Id, found: Analysis) -> str:
        return dump_line(formats.to_dolma(found, id=given, unit=self.unit))

    def _webannotation(self, given: Id, found: Analysis) -> str:
        return dump_line(formats.to_web_annotation(found, name_of(given), unit=self.unit))

    def _spacy(self, given: Id, found: Analysis) -> str:
        return dump_line(formats.to_spacy(found))

    def _html(self, given: Id, found: Analysis) -> str:
        return html.article(found, name_of(given))


def run(options: argparse.Namespace) -> int:
    """Do what ``options`` ask for and return the exit status."""
    with contextlib.ExitStack() as stack:
        try:
            out = stack.enter_context(opened(options.output))
        except OSError as error:
            complain(f"cannot write {one_line(options.output or 'standard output')}: {error.strerror}")
            return USAGE
        files = list(expand(options.files))
        total = len(files) if one_record_each(files, options.input) else 0
        progress = Progress(sys.stderr, shown=bool(options.output) or not out.isatty(), total=total)
        records = read_inputs(files, kind=options.input, encoding=options.encoding)
        colour = wants_colour(options.colour, out)
        work = Work(options.command, options.format, options.unit, colour, width(out))
        results = run_many(work, records, work.died, processes=options.parallel)
        failures = _write(_framed(results, options.format), out, progress)
        return FAILED if failures else 0


def _framed(results: Iterable[Written], format_: str) -> Iterator[Written | str]:
    if format_ == "overview":
        rows = []
        for result in results:
            rows.append(result.row or _failed_row(result.failure))
            yield result
        yield from overview.page(rows)
        return
    if format_ != "html":
        yield from results
        return
    yield html.head()
    yield from results
    yield html.FOOT


def _failed_row(failure: Failure | None) -> Row:
    assert failure is not None
    return Row(name_of(failure.id) or f"line {failure.line}", failure=failure.message)


def _write(results: Iterable[Written | str], out: IO[str], progress: Progress) -> int:
    """Write the results as they come and return how many of them are failures."""
    failures = 0
    for result in results:
        if isinstance(result, str):
            out.write(result)
            continue
        if result.failure is not None:
            failures += 1
            progress.clear()
            complain(_complaint(result.failure))
        out.write(result.text)
        out.flush()  # what is done is on disk, whatever ends the run
        progress.step()
    out.flush()
    progress.end(failures)
    return failures


def name_of(given: Id) -> str:
    """Return an id as a heading shows it."""
    return "" if given is None else str(given)


def _complaint(failure: Failure) -> str:
    place = f"line {failure.line}" if failure.line else ""
    where = ": ".join(part for part in (one_line(name_of(failure.id)), place) if part)
    return f"{where}: {one_line(failure.message)}"
