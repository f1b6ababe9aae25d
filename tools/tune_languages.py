"""Would cross-validation choose the parameters that `provenance.languages` ships?

    python tools/tune_languages.py DATA SCORER [--every N] [--draws N]

DATA and SCORER are those of benchmarks/languages.py. Every parameter is moved alone, down and up, and
`--draws` settings move all of them at once, each to its lower, shipped or higher value (with a fixed seed).
Then for each fold the setting that is best on the other folds is scored on this one. Folds are fifths of each
family as the files are ordered, and the families themselves: a family may not choose its own parameters.
The worth of a setting is its mean accuracy by family, plus a twentieth of the F1 of boundaries, plus a
thirtieth of the share of texts kept whole.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from provenance.languages import decode, model, plan, segment_languages, segmenter
from provenance.languages.model import UNIT

FOLDS = 5
SEED = 20
Setting = tuple[tuple[str, float], ...]
#: The lower, the shipped and the higher value of each parameter; costs in nats.
CHOICES: dict[str, tuple[float, float, float]] = {
    "line": (3, 4, 5),
    "sentence": (5, 6, 7),
    "quote": (6, 7, 8),
    "comma": (7, 8, 9),
    "word": (8, 9, 10),
    "support": (4, 5, 7),
    "cap": (10, 12, 14),
    "name": (2, 2.5, 3),
    "acronym": (0.25, 0.5, 1),
    "camel": (0.5, 1, 2.5),
    "foreign": (6, 8, 10),
    "weight": (0.8, 1.0, 1.2),
    "common": (15_000, 20_000, 27_000),
    "telling": (2, 3, 4),
}
SHIPPED: Setting = tuple((name, values[1]) for name, values in CHOICES.items())
COUNTS = ("right", "total", "bh", "bp", "bg", "mono", "kept")


def use(setting: Setting) -> None:
    """Set the parameters for this process."""
    value = dict(setting)
    kinds = ("line", "sentence", "quote", "comma", "word")
    decode.PENALTIES = tuple(round(UNIT * value[kind]) for kind in kinds)
    plan.CHANGE = decode.PENALTIES[0]
    decode.DOUBT = decode.PENALTIES[1] + decode.PENALTIES[2]
    decode.SUPPORT = round(UNIT * value["support"])
    model.CAP = round(UNIT * value["cap"])
    plan.LONGEST = min(300, 0xFFFF // model.CAP)
    model.NAME_CAP = round(UNIT * value["name"])
    model.ACRONYM_CAP = round(UNIT * value["acronym"])
    model.CAMEL_CAP = round(UNIT * value["camel"])
    model.FOREIGN = round(UNIT * value["foreign"])
    model.WEIGHT, model.COMMON = value["weight"], int(value["common"])
    model.TELLING = int(value["telling"])
    model._bonuses.cache_clear()
    model._listed.cache_clear()
    model._foreign.cache_clear()
    segmenter._model.cache_clear()


def settings(draws: int) -> list[Setting]:
    """Return the shipped setting, each with one parameter moved, and some with all of them moved."""
    found = [SHIPPED]
    for name, (low, _, high) in CHOICES.items():
        found += [tuple((n, v if n == name else old) for n, old in SHIPPED) for v in (low, high)]
    rng = random.Random(SEED)
    found += [tuple((n, rng.choice(values)) for n, values in CHOICES.items()) for _ in range(draws)]
    return found


def counted(scorer: Any, gold: list[tuple[int, dict[str, Any]]]) -> dict[tuple[int, str], list[int]]:
    """Return by fold and family what the scorer counts."""
    tallies: dict[tuple[int, str], Any] = defaultdict(scorer.Tally)
    for fold, record in gold:
        spans = [(s.span.start, s.span.end, s.language) for s in segment_languages(record["text"])]
        tallies[fold, record["family"]].add(record["text"], record["spans"], spans)
    return {key: [getattr(tally, name) for name in COUNTS] for key, tally in tallies.items()}


def worth(counts: dict[tuple[int, str], list[int]], cells: Iterable[tuple[int, str]]) -> float:
    """Return the worth of a setting on some folds of some families."""
    families: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    total = [0] * len(COUNTS)
    for cell in cells:
        total = [a + b for a, b in zip(total, counts[cell], strict=True)]
        families[cell[1]] = [a + b for a, b in zip(families[cell[1]], counts[cell][:2], strict=True)]
    accuracy = sum(right / letters for right, letters in families.values()) / len(families)
    hits, predicted, boundaries, texts, whole = total[2:]
    f1 = 2 * hits / (predicted + boundaries) if hits else 0.0
    return accuracy + f1 / 20 + (whole / texts / 30 if texts else 0.0)


def chosen(results: dict[Setting, Any], parts: dict[object, list[tuple[int, str]]]) -> None:
    """Print for each part the setting that is best on the others, and what it loses or gains on the part."""
    every = [cell for cells in parts.values() for cell in cells]
    gains = []
    for part, cells in parts.items():
        others = [cell for cell in every if cell not in cells]
        best = max(results, key=lambda setting: (worth(results[setting], others), setting == SHIPPED))
        gain = worth(results[best], cells) - worth(results[SHIPPED], cells)
        moved = ", ".join(f"{n} {v:g}" for (n, v), old in zip(best, SHIPPED, strict=True) if (n, v) != old)
        gains.append(gain)
        print(f"  {part!s:8} {gain:+.4f} by {moved or 'what is shipped'}")
    print(f"  mean     {sum(gains) / len(gains):+.4f}")


def report(results: dict[Setting, Any]) -> None:
    """Print the worth of the settings and what cross-validation chooses."""
    cells = sorted(results[SHIPPED])
    ranked = sorted(results, key=lambda setting: -worth(results[setting], cells))
    first, own, last = (worth(results[setting], cells) for setting in (ranked[0], SHIPPED, ranked[-1]))
    print(f"shipped {own:.4f} (place {ranked.index(SHIPPED) + 1}), best {first:.4f}, worst {last:.4f}")
    for title, at in (("fifths", 0), ("families", 1)):
        print(f"Best on the other {title}, here:")
        chosen(
            results, {part: [c for c in cells if c[at] == part] for part in sorted({c[at] for c in cells})}
        )


def main() -> None:
    """Try the settings and report."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
    from _scorer import load

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every n-th document")
    parser.add_argument("--draws", type=int, default=40)
    given = parser.parse_args()
    scorer = load(given.scorer)
    gold = []
    for path in sorted(given.data.glob("*.jsonl")):
        records = scorer.read(path)[:: given.every]
        gold += [(at * FOLDS // len(records), record) for at, record in enumerate(records)]
    results = {}
    for setting in settings(given.draws):
        use(setting)
        results[setting] = counted(scorer, gold)
    print(f"{len(results)} settings on {len(gold)} documents")
    report(results)


if __name__ == "__main__":
    main()
