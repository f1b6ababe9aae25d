"""Command line: ``python -m provenance.catalogue check de.toml | --all`` and ``... new pl``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .check import problems
from .load import CatalogueError, concepts_in_use, schemas, tags

_SKELETON = """\
# {name}. Patterns see lower-case text with plain blanks and straight apostrophes.
[language]
name = "{name}"

# ---- blocks: which kind of boilerplate a line is ------------------------------------------

# ---- clauses: what a comment notice says --------------------------------------------------
# Words end in * where endings vary; " ... " stands for a few words between two.
# Leave a concept out rather than guess: the rules that need it then do not run.

[words]
{words}

[examples]
{examples}
none = []

# ---- translation: slots that the composer puts together -----------------------------------
"""


def skeleton(name: str) -> str:
    """Return an empty language file: every concept that the shared rules ask for, without words."""
    words = "\n".join(f"{concept} = []" for concept in concepts_in_use())
    kinds = "\n".join(f"{kind} = []" for kind in sorted({schema["kind"] for schema in schemas()}))
    return _SKELETON.format(name=name, words=words, examples=kinds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 1 where a file is not sound."""
    parser = argparse.ArgumentParser(prog="python -m provenance.catalogue", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="run the examples of language files")
    check.add_argument("files", nargs="*", metavar="TAG.toml")
    check.add_argument("--all", action="store_true", help="check every file")
    new = commands.add_parser("new", help="write a skeleton")
    new.add_argument("tag")
    options = parser.parse_args(arguments)
    if options.command == "new":
        return _new(options.tag)
    names = tags() if options.all else [Path(name).name.removesuffix(".toml") for name in options.files]
    return max([_check(name) for name in names], default=0)


def _check(tag: str) -> int:
    try:
        found = problems(tag)
    except CatalogueError as error:
        found = (str(error),)
    for problem in found:
        print(problem)
    print(f"{tag}.toml: {f'{len(found)} problems' if found else 'sound'}")
    return int(bool(found))


def _new(tag: str) -> int:
    path = Path(__file__).parent / "data" / f"{tag}.toml"
    if path.exists():
        print(f"{path.name} is there already", file=sys.stderr)
        return 1
    path.write_text(skeleton(tag), encoding="utf-8")
    print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
