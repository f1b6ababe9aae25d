"""The command ``provenance``: takes articles apart, from files or standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .job import FAILED, USAGE, run
from .options import check, parser
from .output import abandon, complain

INTERRUPTED, BROKEN_PIPE = 130, 141  # 128 + the signal's number, as a shell counts

__all__ = ["BROKEN_PIPE", "FAILED", "INTERRUPTED", "USAGE", "main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with ``argv`` (else the process's own) and return its exit status."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["catalogue"]:
        from ..catalogue.__main__ import main as catalogue

        return catalogue(given[1:], prog="provenance catalogue")
    commands = parser()
    options = commands.parse_args(given)
    if options.command is None:
        commands.print_help(sys.stderr)
        return USAGE
    check(commands, options)
    try:
        return run(options)
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        abandon()
        return BROKEN_PIPE
    except OSError as error:
        complain(f"cannot write: {error.strerror or error}")
        abandon()
        return FAILED
