"""Plug a trained classifier into the moderation: the one way to look for insult or hate.

    pip install scikit-learn
    python examples/moderation_classifier.py [TRAIN.jsonl] [--folds 5]

TRAIN.jsonl has a comment a line, ``{"text": ..., "offensive": true | false}``. Without it the model
learns from eight sentences, which shows the wiring and nothing else. With ``--folds`` it says how well
such a model does on comments that it has not seen, by cross-validation.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from provenance.moderation import Moderator, Submission, blocked_words, classified

ROWS = (
    ("What a lovely bridge", False),
    ("I do not agree with the mayor", False),
    ("Thank you for this report", False),
    ("The trains are late again", False),
    ("You are a complete fool", True),
    ("Only an idiot writes this", True),
    ("Shut up, you fool", True),
    ("What an idiot this mayor is", True),
)


class Model:
    """A scikit-learn pipeline as a `Classifier`: texts in, a score for each label out."""

    def __init__(self, rows: Sequence[tuple[str, bool]]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self.pipeline: Any = make_pipeline(vectors, LogisticRegression(C=10, max_iter=500))
        self.pipeline.fit([text for text, _ in rows], [label for _, label in rows])

    def __call__(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        return [{"insult": float(p[1])} for p in self.pipeline.predict_proba(texts)]


def read(path: Path) -> list[tuple[str, bool]]:
    """Return text and label of each line."""
    lines = filter(None, path.read_text(encoding="utf-8").split("\n"))
    return [(row["text"], row["offensive"]) for row in map(json.loads, lines)]


class WordList:
    """What a list of words can do at best: those of which four in five training comments are offensive."""

    def __init__(self, rows: Sequence[tuple[str, bool]], *, fewest: int = 5, share: float = 0.8) -> None:
        seen: Counter[str] = Counter()
        offensive: Counter[str] = Counter()
        for text, label in rows:
            seen.update(words(text))
            offensive.update(words(text) if label else ())
        self.words = {w for w, count in seen.items() if count >= fewest and offensive[w] >= share * count}

    def __call__(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        return [{"insult": float(not self.words.isdisjoint(words(text)))} for text in texts]


def words(text: str) -> set[str]:
    """Return the words of a text."""
    return set(re.findall(r"[^\W\d_]{3,}", text.casefold()))


def unseen(make: type[Model] | type[WordList], rows: Sequence[tuple[str, bool]], folds: int) -> list[float]:
    """Return the score of each row by a model that was trained without its fold; alike texts share one."""
    scores = [0.0] * len(rows)
    fold_of = {text: n % folds for n, text in enumerate(sorted({" ".join(text.split()) for text, _ in rows}))}
    places = [fold_of[" ".join(text.split())] for text, _ in rows]
    for fold in range(folds):
        held_out = [n for n, place in enumerate(places) if place == fold]
        model = make([row for row, place in zip(rows, places, strict=True) if place != fold])
        for n, score in zip(held_out, model([rows[n][0] for n in held_out]), strict=True):
            scores[n] = score["insult"]
    return scores


def cross_validate(rows: Sequence[tuple[str, bool]], folds: int) -> None:
    """Print precision, recall and the share that is held for a person, at a few thresholds."""
    print("a list of words:", figures(rows, unseen(WordList, rows, folds), 0.5))
    scores = unseen(Model, rows, folds)
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        print(f"the model, from {threshold}:", figures(rows, scores, threshold))


def figures(rows: Sequence[tuple[str, bool]], scores: Sequence[float], threshold: float) -> str:
    """Return how well scores from the threshold on agree with the labels."""
    held = [label for (_, label), score in zip(rows, scores, strict=True) if score >= threshold]
    right, wanted = sum(held), sum(label for _, label in rows)
    return (
        f"precision {right / max(1, len(held)):.2f}, recall {right / max(1, wanted):.2f}, "
        f"F1 {2 * right / max(1, len(held) + wanted):.2f}, {len(held) / len(rows):.0%} of all held"
    )


def decide(rows: Sequence[tuple[str, bool]]) -> None:
    """Train, plug in, decide."""
    model = Model(rows)
    moderator = Moderator([blocked_words(["dummbeutel"]), classified(model, {"insult": 0.6})])
    for text in ("You are an idiot", "A lovely report"):
        decision = moderator.decide(Submission(text))
        print(f"{decision.outcome:>8}  {text}  {[reason.detail for reason in decision.reasons]}")


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="Plug a trained classifier into the moderation.")
    parser.add_argument("train", type=Path, nargs="?")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    rows = read(options.train) if options.train else ROWS
    try:
        cross_validate(rows, options.folds) if options.folds else decide(rows)
    except ImportError:
        print("This example needs scikit-learn: pip install scikit-learn")


if __name__ == "__main__":
    main()
