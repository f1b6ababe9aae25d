"""Command line: ``python -m provenance.catalogue check de.toml | --all`` and ``... new pl``."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

from ..kinds import UNDETERMINED
from .check import problems
from .load import concepts_of, load, schemas, source_of, tags

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")

_SKELETON = """\
# Language file {tag}. Text is compared in lower case, with plain blanks and straight apostrophes.
[language]
name = ""

# ---- blocks: which kind of boilerplate a line is ------------------------------------------

# ---- clauses: what a comment notice says --------------------------------------------------
# Words end in * where endings vary; " ... " stands for a few words between two.
# Leave a list empty rather than guess: the rules that need it then do not run.

[words]
{words}

# English terms for why a comment is removed and what the publisher may do: their words.
[grounds]

[rights]

# Sentences of your own, never copied; those under "none" must not be read as any clause.
[examples]
{examples}
none = []

# ---- translation: slots that the composer puts together, as patterns ----------------------

[translation]
{slots}

# Names of languages, as patterns: en = 'english'.
[translation.languages]
"""


def skeleton(tag: str) -> str:
    """Return an empty language file: every list that the shared rules ask for, with what it means."""
    meant = load(UNDETERMINED).tables
    kinds = sorted({schema["kind"] for schema in schemas()})
    wanted = {*concepts_of(schemas()), "and", "article", "channel"}
    return _SKELETON.format(
        tag=tag,
        words="\n".join(_lists({name: meant["concepts"].get(name, "") for name in sorted(wanted)})),
        examples="\n".join(f"{kind} = []" for kind in kinds),
        slots="\n".join(_lists(meant["slots"])),
    )


def main(arguments: Sequence[str] | None = None, *, prog: str = "python -m provenance.catalogue") -> int:
    """Run the command, which calls itself ``prog``; return 1 where a file is not sound."""
    parser = argparse.ArgumentParser(prog=prog, description="Check language files, or begin a new one.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="run the examples of language files")
    check.add_argument("files", nargs="*", metavar="FILE", help="a path, or a tag for a shipped file")
    check.add_argument("--all", action="store_true", help="check every shipped file")
    new = commands.add_parser("new", help="write a skeleton")
    new.add_argument("tag", help="a BCP 47 tag: sk, pt-BR")
    options = parser.parse_args(arguments)
    if options.command == "new":
        return _new(options.tag)
    names = [*options.files, *(tags() if options.all else ())]
    if not names:
        check.error("name a file, or say --all")
    return max([_check(name) for name in names])


def _lists(meanings: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of empty lists, each under a comment that says what belongs in it."""
    for name, meaning in meanings.items():
        yield f"# {meaning}\n{name} = []" if meaning else f"{name} = []"


def _check(name: str) -> int:
    """Check the file at the path ``name``, or the shipped file of that tag."""
    path = Path(name)
    tag = path.name.removesuffix(".toml")
    try:
        source = path.read_text("utf-8") if path.is_file() else source_of(name.removesuffix(".toml"))
        found = problems(source, tag)
    except (OSError, ValueError) as error:
        found = (str(error),)
    for problem in found:
        print(f"{name}: {problem}")
    count = f"{len(found)} problem{'s' if len(found) > 1 else ''}"
    print(f"{name}: {count if found else 'sound'}")
    return int(bool(found))


def _new(tag: str) -> int:
    folder = Path(str(resources.files(__package__) / "data"))
    if not _TAG.fullmatch(tag):
        print(f"{tag!r} is no BCP 47 tag such as sk or pt-BR", file=sys.stderr)
        return 1
    path = folder / f"{tag}.toml"
    if path.exists():
        print(f"{path.name} is there already", file=sys.stderr)
        return 1
    text = skeleton(tag)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        print(f"cannot write {path}: {error.strerror}", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
