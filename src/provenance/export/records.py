r"""JSON Lines in and out: records to analyse, results, and an error object for what went wrong.

Lines end at a line feed and nowhere else, and are UTF-8, as JSON Lines asks. What is written
is pure ASCII: every other character goes out as an escape. So a lone surrogate leaves
a valid line behind, and no terminal is driven by what a text holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn, TypeAlias

from attrs import field, frozen

Id: TypeAlias = str | int | None


@frozen
class Markup:
    """An HTML page, as text or as the bytes that were fetched, and where it came from."""

    html: str | bytes
    url: str | None = None


@frozen
class Record:
    """One text or HTML page to analyse, and the caller's name for it.

    ``line`` is where it stood, counted from 1, for messages; records are equal without it.
    """

    id: Id
    text: str | Markup
    line: int | None = field(default=None, eq=False)


@frozen
class Failure:
    """Why an input gives no analysis: ``type`` is a stable word, ``line`` counts from 1.

    >>> Failure("a", "no_text", "the record has no text", 3).to_dict()["error"]["line"]
    3
    """

    id: Id
    type: str
    message: str
    line: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the error object that stands in the place of the result."""
        return {"id": self.id, "error": {"type": self.type, "message": self.message, "line": self.line}}


def dump_line(data: Mapping[str, Any]) -> str:
    r"""Return ``data`` as one line of ASCII JSON with its line feed.

    >>> dump_line({"id": "Übersicht"})
    '{"id": "\\u00dcbersicht"}\n'
    """
    return json.dumps(data, ensure_ascii=True, allow_nan=False).replace("\x7f", "\\u007f") + "\n"


def read_records(lines: Iterable[bytes]) -> Iterator[Record | Failure]:
    r"""Yield a `Record` or a `Failure` for every line that is not blank, in order.

    >>> [r.id for r in read_records([b'{"id": "a", "text": ""}\n', b"nonsense"])]
    ['a', None]
    """
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _read(line, number)


def _read(line: bytes, number: int) -> Record | Failure:
    try:
        data = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        return Failure(
            None, "not_utf8", f"the line is not UTF-8: {error.reason} at byte {error.start}", number
        )
    except json.JSONDecodeError as error:
        return Failure(None, "not_json", f"the line is not JSON: {error.msg} at column {error.colno}", number)
    except ValueError as error:
        return Failure(None, "not_json", f"the line is not JSON: {error}", number)
    except RecursionError:
        return Failure(None, "not_json", "the line is nested too deeply", number)
    return _record(data, number)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON value")


def _record(data: object, number: int) -> Record | Failure:
    if not isinstance(data, dict):
        return Failure(
            None, "not_a_record", 'a line holds an object {"id", "text"} or {"id", "html"}', number
        )
    name = data.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int | None):
        return Failure(None, "bad_id", '"id" is a string, an integer or null', number)
    if isinstance(data.get("text"), str):
        return Record(name, data["text"], number)
    if "text" in data:
        return Failure(name, "no_text", f'"text" is a string, not {_json_type(data["text"])}', number)
    if isinstance(data.get("html"), str):
        url = data.get("url")
        return Record(name, Markup(data["html"], url if isinstance(url, str) else None), number)
    if "html" in data:
        return Failure(name, "no_text", f'"html" is a string, not {_json_type(data["html"])}', number)
    return Failure(name, "no_text", 'the record has no "text" and no "html"', number)


def _json_type(value: object) -> str:
    names = {dict: "an object", list: "an array", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")
