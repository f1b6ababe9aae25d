"""The floors hold: imports only go down, and no room grows too large.

The table of floors is the one in docs/explanation/architecture.md.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "provenance"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_FILE = 300


def read_floors(page: str) -> dict[str, int]:
    """Return room -> floor from the rows ``| 3 | `pipeline` `text` | ... |`` of the page."""
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", page, flags=re.MULTILINE)
    return {room: int(floor) for floor, rooms in rows for room in re.findall(r"`(\w+)`", rooms)}


FLOORS = read_floors((ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    """Return the module directly under ``provenance`` that the file is or belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the parts of every absolute name that a file imports, also inside functions."""
    package = ("provenance", *path.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        targets: list[tuple[str, ...]] = []
        if isinstance(node, ast.Import):
            targets = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            module = (*base, *(node.module.split(".") if node.module else ()))
            targets = [(*module, alias.name) for alias in node.names]
        yield from targets


def imported_rooms(path: Path) -> Iterator[str]:
    """Yield the room of every import of the library in a file."""
    for target in imports(path):
        if target[0] == "provenance":
            yield target[1] if len(target) > 1 and target[1] in FLOORS else "__init__"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_only_go_down(path: Path) -> None:
    room = room_of(path)
    assert room in FLOORS, f"{room} has no floor in docs/explanation/architecture.md"
    wrong = {other for other in imported_rooms(path) if other != room and FLOORS[other] >= FLOORS[room]}
    assert not wrong, f"{room} (floor {FLOORS[room]}) imports {sorted(wrong)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_file_is_too_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{lines} lines: is there a second thing living in it?"


def test_only_the_language_room_knows_langdetect() -> None:
    users = {room_of(path) for path in MODULES if "langdetect" in {target[0] for target in imports(path)}}
    assert users == {"languages"}


def test_a_climbing_import_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(globals(), "SOURCE", tmp_path)
    low = tmp_path / "blocks" / "model.py"
    low.parent.mkdir()
    low.write_text(
        "def f():\n    from ..moderation.rules import x\n    from .block import y\nimport provenance\n"
    )
    assert list(imported_rooms(low)) == ["__init__", "moderation", "blocks"]
