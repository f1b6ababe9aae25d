"""Figures of the block model by cross-validation over sites, computed as the shipped code computes."""

from __future__ import annotations

import json
import re
import statistics
import unicodedata
from collections import defaultdict
from pathlib import Path

from provenance.blocks.decode import decode
from provenance.blocks.prior import settled

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+")


def tokens(line: str) -> int:
    return len(_TOKEN.findall(unicodedata.normalize("NFKC", line).lower()))


def prf(tp: int, fp: int, fn: int) -> tuple[float, float, float]:
    if tp == 0:
        return (1.0, 1.0, 1.0) if fp == fn == 0 else (0.0, 0.0, 0.0)
    return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)


def page_score(lines, gold, labels) -> tuple[float, float, float]:
    """Return token-weighted precision, recall and F1 of the body; lines without gold do not count."""
    hit = extra = missed = 0
    for line, truth, label in zip(lines, gold, labels, strict=True):
        if truth is not None and (truth or label):
            size = tokens(line)
            hit += size * (truth and label)
            extra += size * (not truth)
            missed += size * (not label)
    return prf(hit, extra, missed)


def groups(row) -> list[str]:
    named = ["all", "src " + row["src"], *(["not wcxb"] if row["src"] != "wcxb" else [])]
    return named + (["German"] if row["lang"] == "de" else [])


def table(found: dict[str, dict[str, list[tuple[float, float, float]]]]) -> None:
    for name, by_group in found.items():
        for group, values in sorted(by_group.items()):
            p, r, f = (statistics.mean(v[k] for v in values) for k in range(3))
            print(f"{name:12s} {group:12s} n={len(values):4d} P={p:.4f} R={r:.4f} F1={f:.4f}")


def report(data, train, score, folds: int, path: Path | None) -> None:
    """Train on four fifths of the sites, label the other fifth, five times; print the means."""
    found = defaultdict(lambda: defaultdict(list))
    sparse = [0, 0, 0, 0]
    given = []
    for k in range(folds):
        model = train(data.fold != k)
        for i, row in enumerate(data.rows):
            if data.fold[data.starts[i]] != k:
                continue
            totals = score(data.pages[i], model, data.extra[i]).totals
            labels = decode(settled(totals, data.pages[i], data.against[i], model), model.switch)
            given.append({"id": row["id"], "set": row["set"], "labels": [int(label) for label in labels]})
            if row["set"] == "text_sparse":
                for truth, label in zip(row["gold"], labels, strict=True):
                    if truth is not None:
                        sparse[2 * truth + label] += 1
                continue
            for group in groups(row):
                found[row["set"]][group].append(page_score(row["lines"], row["gold"], labels))
        print("fold", k, "done", flush=True)
    if path:
        path.write_text("".join(json.dumps(line) + "\n" for line in given), "utf-8")
    table(found)
    recall, other = sparse[3] / (sparse[2] + sparse[3]), sparse[0] / (sparse[0] + sparse[1])
    print(f"text_sparse  body recall={recall:.4f} other={other:.4f} balanced={(recall + other) / 2:.4f}")
