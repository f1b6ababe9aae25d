"""Put small faults into a module, one at a time, and count how many its tests notice.

    python tools/mutate.py src/provenance/span.py tests/unit/test_span.py [--floor 0.85]

Faults: a comparison, an arithmetic or a boolean operator exchanged, an integer off by one, a condition
turned round, a return value dropped. The tests run on a copy of the package in a temporary folder; the tree
is not touched. Lists the faults that nobody noticed and exits with 1 below the floor.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Add: ast.Sub,
    ast.Sub: ast.Add, ast.Mult: ast.Add, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def mutants(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Yield a description and a changed copy of ``tree`` for every fault."""
    for index, node in enumerate(ast.walk(tree)):
        for change in changes(node):
            other = copy.deepcopy(tree)
            target = list(ast.walk(other))[index]
            change(target)
            line = getattr(node, "lineno", 0)
            yield f"line {line}: {ast.unparse(node)[:60]!r} -> {ast.unparse(target)[:60]!r}", other


def changes(node: ast.AST) -> Iterator[object]:
    """Yield functions that put one fault each into a copy of ``node``."""
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            if type(operator) in SWAPS:
                yield lambda n, p=place, o=operator: n.ops.__setitem__(p, SWAPS[type(o)]())
    elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
        yield lambda n: setattr(n, "op", SWAPS[type(n.op)]())
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield lambda n: setattr(n, "value", n.value + 1)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))
    elif isinstance(node, ast.Return) and node.value is not None:
        yield lambda n: setattr(n, "value", ast.Constant(None))


def noticed(package: Path, tests: list[str]) -> bool:
    """Tell whether the tests fail, or do not end, on the package in ``package``."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return run.returncode != 0


def main() -> int:
    """Try every fault; return 1 when too few are noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--floor", type=float, default=0.85)
    options = parser.parse_args()
    module = options.module.resolve()
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder)
        shutil.copytree(ROOT / "src" / "provenance", package / "provenance")
        target = package / module.relative_to(ROOT / "src")
        if noticed(package, options.tests):
            raise SystemExit("the tests fail without any fault")
        survivors, total = [], 0
        for name, tree in mutants(ast.parse(module.read_text("utf-8"))):
            target.write_text(ast.unparse(ast.fix_missing_locations(tree)), "utf-8")
            total += 1
            if not noticed(package, options.tests):
                survivors.append(name)
    print(*survivors, sep="\n")
    share = 1 - len(survivors) / max(1, total)
    print(f"{options.module}: {total - len(survivors)} of {total} faults noticed ({share:.0%})")
    return 0 if share >= options.floor else 1


if __name__ == "__main__":
    sys.exit(main())
