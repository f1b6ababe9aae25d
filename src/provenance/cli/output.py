"""Where a run writes, and what it says on standard error."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import stat
import sys
from typing import IO, TextIO

from ..export.inputs import STDIN

_PROGRESS_EVERY = 1000  # inputs between two progress lines where no terminal shows them
_BAR = 30  # columns of the bar


def opened(output: str | None) -> contextlib.AbstractContextManager[IO[str]]:
    """Return the file ``output``, or standard output; `OSError` when it cannot be written to."""
    if output:
        return open(output, "w", encoding="utf-8", newline="\n")
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    # A console that cannot show a letter gets its escape instead of an exception.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    return contextlib.nullcontext(sys.stdout)


def abandon() -> None:
    """Let Python's last flush of standard output, into what has just failed, go nowhere."""
    with contextlib.suppress(OSError, AttributeError):  # a stream put in its place may have no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_one_file(name: str, output: str | None) -> bool:
    """Tell whether reading ``name`` would read what is written: it would be lost, or never end."""
    try:
        given = os.fstat(sys.stdin.fileno()) if name == STDIN else os.stat(name)
        written = os.stat(output) if output else os.fstat(sys.stdout.fileno())
    except (OSError, AttributeError):  # not there yet, no file at all, or a closed stream
        return False
    return stat.S_ISREG(given.st_mode) and os.path.samestat(given, written)


def wants_colour(choice: str, out: IO[str]) -> bool:
    """Tell whether ``out`` gets colour: see https://no-color.org."""
    if choice != "auto":
        return choice == "always"
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width(out: IO[str]) -> int:
    """Return how many columns ``out`` has; 100 where it is no terminal."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, 40), 120) if out.isatty() else 100


def complain(message: str) -> None:
    """Say ``message`` on standard error, if there is one."""
    if sys.stderr is not None:  # print would turn to standard output
        print(f"provenance: {message}", file=sys.stderr)


class Progress:
    """Counts inputs on standard error: a bar on a terminal, else a line now and then.

    ``total`` is the number of inputs where it is known, else 0: then they are only counted.
    """

    def __init__(self, stream: TextIO | None, *, shown: bool, total: int = 0) -> None:
        self.stream = io.StringIO() if stream is None else stream
        self.in_place = shown and self.stream.isatty()
        self.total = total
        self.done = 0

    def step(self) -> None:
        """Count one input."""
        self.done += 1
        if self.in_place and self.done > 1:
            self.stream.write(f"\r{self._bar()}{self.done}{self._of()} inputs")
            self.stream.flush()
        elif not self.stream.isatty() and self.done % _PROGRESS_EVERY == 0:
            self.stream.write(f"provenance: {self.done} inputs\n")

    def _bar(self) -> str:
        if not self.total:
            return ""
        filled = min(self.done * _BAR // self.total, _BAR)
        return f"[{'#' * filled}{'.' * (_BAR - filled)}] "

    def _of(self) -> str:
        return f" of {self.total}" if self.total else ""

    def clear(self) -> None:
        """Make room for a message."""
        if self.in_place:
            self.stream.write("\r\x1b[K")

    def end(self, failures: int) -> None:
        """Say how many inputs there were, if more than one."""
        self.clear()
        if self.done > 1:
            failed = f", {failures} of them without a result" if failures else ""
            self.stream.write(f"provenance: {self.done} inputs{failed}\n")
