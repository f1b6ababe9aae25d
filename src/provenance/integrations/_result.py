"""What every adapter hands to its host: the canonical JSON of one text, or an error object."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..analysis import analyze
from ..export.records import Failure, Id, Record, dump_line
from ..many import attempt


def result(text: object, name: Id = None) -> dict[str, Any]:
    """Return the canonical JSON object of ``text``, or an error object: no text may end a whole run.

    ``name`` is what the host calls the text.
    """
    found = attempt(analyze, Record(name, text))  # type: ignore[arg-type]  # the host may hold anything
    return found.to_dict() if isinstance(found, Failure) else found.to_dict(id=name)


def line(text: object, name: Id = None) -> str:
    """Return the canonical JSON of ``text`` as one line of ASCII without a line feed."""
    return dump_line(result(text, name)).removesuffix("\n")


def lines(texts: Iterable[object], names: Iterable[Id]) -> list[str]:
    """Return the canonical JSON of every text."""
    return list(map(line, texts, names))


def languages(found: dict[str, Any]) -> dict[str, int]:
    """Return how many code points are in each language, commonest first."""
    sizes: dict[str, int] = {}
    for segment in found.get("languages", ()):
        size = segment["end"] - segment["start"]
        sizes[segment["language"]] = sizes.get(segment["language"], 0) + size
    return dict(sorted(sizes.items(), key=lambda entry: (-entry[1], entry[0])))


def body_share(found: dict[str, Any]) -> float:
    """Return the share of body and lead among the code points of all blocks; 0 where there is none."""
    blocks = [(b["kind"], b["end"] - b["start"]) for b in found.get("blocks", ())]
    body: int = sum(size for kind, size in blocks if kind in ("body", "lead"))
    total: int = sum(size for _, size in blocks)
    return body / max(1, total)


def method(found: dict[str, Any]) -> str | None:
    """Return the method of the declared translation, or ``None`` where none is declared."""
    claim = found.get("translation")
    return claim["method"] if claim else None
