"""The code in the README and in docs/ runs; links to files of the repository lead somewhere."""

from __future__ import annotations

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(?P<info>python|pycon)\n(?P<code>.*?)^```$", flags=re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<path>[^)#]+)(?:#[^)]*)?\)")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_code_blocks_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of one page share their names, as a reader who types them in has them."""
    monkeypatch.chdir(ROOT)
    page = path.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "__docs__"}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    for block in BLOCK.finditer(page):
        line = page.count("\n", 0, block.start()) + 1
        if block["info"] == "python":
            exec(compile("\n" * line + block["code"], str(path), "exec"), names)
            continue
        test = doctest.DocTestParser().get_doctest(block["code"], names, name(path), str(path), line)
        report: list[str] = []
        assert runner.run(test, out=report.append, clear_globs=False).failed == 0, "".join(report)
        names.update(test.globs)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_to_files_lead_somewhere(path: Path) -> None:
    prose = BLOCK.sub("", path.read_text(encoding="utf-8"))
    targets = [match["path"] for match in LINK.finditer(prose)]
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert not missing


PUBLIC = (
    "provenance",
    "provenance.blocks",
    "provenance.html",
    "provenance.languages",
    "provenance.moderation",
    "provenance.policy",
    "provenance.translation",
)


@pytest.mark.parametrize("module", PUBLIC)
def test_the_reference_has_every_public_name(module: str) -> None:
    """Under the module that it is defined in or under one that re-exports it."""
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "reference").glob("*.md"))
    shown = set(re.findall(r"^\.\. auto\w+:: [\w.]+\.(\w+)$", pages, flags=re.MULTILINE))
    assert not {*import_module(module).__all__} - shown


def test_readme_has_the_two_commands_first() -> None:
    """`.ci/run` takes them from the page, in this order."""
    commands = re.findall(r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), flags=re.M | re.S)
    assert "provenance analyze" in commands[0]
    assert "pytest" in commands[1]
