"""Fuzz one target: python fuzz/run.py text --seconds 30

Needs atheris. Starts from fuzz/corpus/<target>; new inputs go to a folder of their own (--found), and an
input that breaks a law is written there as crash-*. Make it small and keep it in the corpus.
"""

from __future__ import annotations

import argparse
import sys
import tempfile

import atheris

with atheris.instrument_imports(include=["provenance"]):
    from targets import CORPUS, TARGETS


def main() -> None:
    """Run until the time is over or a law breaks; exits with 0 or with the fuzzer's own status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--found", default=None, help="folder for new inputs (default: a temporary one)")
    options = parser.parse_args()
    found = options.found or tempfile.mkdtemp(prefix="fuzz-")
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={options.seconds}",
            "-timeout=20",
            "-max_len=4096",
            f"-artifact_prefix={found}/",
            "-print_final_stats=1",
            found,
            str(CORPUS / options.target),
        ],
        TARGETS[options.target],
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
