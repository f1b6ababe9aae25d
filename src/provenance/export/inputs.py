"""Files and streams as records: plain text, or JSON Lines with one text a line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from .records import Failure, Markup, Record, read_records

STDIN = "-"

_LINES_SUFFIXES = (".jsonl", ".ndjson")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_SUFFIXES = (".txt", *_LINES_SUFFIXES, *_HTML_SUFFIXES)


def read_inputs(names: Iterable[str], *, kind: str = "auto", encoding: str) -> Iterator[Record | Failure]:
    """Yield a `Record` or a `Failure` for everything in the files ``names``, in order.

    ``kind`` is ``"text"`` or ``"html"`` (one record a file, whose name is its id), ``"jsonl"``, or
    ``"auto"``: by the ending ``.jsonl``, ``.ndjson``, ``.html``, ``.htm`` or ``.xhtml``, and for
    standard input (``-``) by its first line. ``encoding`` is that of plain text; JSON Lines are
    UTF-8, and HTML tells its own.
    """
    for name in names:
        try:
            if name == STDIN and sys.stdin is None:  # so a process starts whose input was closed
                yield Failure(name, "unreadable", "cannot read: standard input is closed")
            elif name == STDIN:
                yield from _read(name, sys.stdin.buffer, kind, encoding)
            else:
                with open(name, "rb") as handle:
                    yield from _read(name, handle, kind, encoding)
        except IsADirectoryError:
            yield Failure(name, "unreadable", f"a folder without any file named {', '.join(_SUFFIXES)}")
        except OSError as error:
            yield Failure(name, "unreadable", f"cannot read: {error.strerror or error}")


def expand(names: Iterable[str]) -> Iterator[str]:
    """Yield ``names`` with the text, JSON Lines and HTML files in it, sorted, in the place of each folder.

    What is hidden in a folder (names that begin with a dot) is passed over. A folder without such
    a file stays, for `read_inputs` to say that there is nothing to read.
    """
    for name in names:
        yield from _inside(Path(name)) or [name]


def _inside(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    shown = (p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))
    return sorted(str(path) for path in shown if not path.is_dir())


def one_record_each(names: Iterable[str], kind: str) -> bool:
    """Tell whether every file is one text, so that their number is that of the records."""
    return kind in ("text", "html") or (
        kind == "auto" and not any(n == STDIN or _has_lines(n) for n in names)
    )


def _has_lines(name: str) -> bool:
    return Path(name).suffix.lower() in _LINES_SUFFIXES


def _read(name: str, handle: BinaryIO, kind: str, encoding: str) -> Iterator[Record | Failure]:
    first: list[bytes] = []
    if kind == "auto" and name == STDIN:
        first = [handle.readline()]
        kind = "jsonl" if _looks_like_record(first[0]) else "text"
    elif kind == "auto":
        is_html = Path(name).suffix.lower() in _HTML_SUFFIXES
        kind = "jsonl" if _has_lines(name) else "html" if is_html else "text"
    if kind == "jsonl":
        yield from read_records(chain(first, handle))
    elif kind == "html":
        yield Record(name, Markup(b"".join([*first, handle.read()])))
    else:
        yield _plain(name, b"".join([*first, handle.read()]), encoding)


def _looks_like_record(line: bytes) -> bool:
    start = line.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and start[1:].lstrip().startswith((b'"', b"}"))


def _plain(name: str, data: bytes, encoding: str) -> Record | Failure:
    try:
        return Record(name, data.decode(encoding))
    except UnicodeDecodeError as error:
        message = f"not {error.encoding}: {error.reason} at byte {error.start}; give --encoding"
        return Failure(name, "undecodable", message)
    except UnicodeError as error:
        return Failure(name, "undecodable", f"not {encoding}: {error}; give --encoding")
