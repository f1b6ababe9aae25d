"""Plug a trained classifier into the moderation: the one way to look for insult or hate.

    pip install scikit-learn
    python examples/moderation_classifier.py [TRAIN.jsonl]

TRAIN.jsonl has a comment a line, ``{"text": ..., "offensive": true | false}``. Without it the model
learns from eight sentences, which shows the wiring and nothing else.
"""

from __future__ import annotations

import json
import sys
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


def main(rows: Sequence[tuple[str, bool]]) -> None:
    """Train, plug in, decide."""
    try:
        model = Model(rows)
    except ImportError:
        print("This example needs scikit-learn: pip install scikit-learn")
        return
    moderator = Moderator([blocked_words(["dummbeutel"]), classified(model, {"insult": 0.6})])
    for text in ("You are an idiot", "A lovely report"):
        decision = moderator.decide(Submission(text))
        print(f"{decision.outcome:>8}  {text}  {[reason.detail for reason in decision.reasons]}")


if __name__ == "__main__":
    main(read(Path(sys.argv[1])) if len(sys.argv) > 1 else ROWS)
