"""Where a trained model plugs in: for insult, hate and threats, which no list of words finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from attrs import field, frozen

from .decision import Context, Reason, Rule, Submission, an_outcome, whole


class Classifier(Protocol):
    """Anything that gives each text a score from 0 to 1 for each of its labels.

    >>> def shouts(texts):
    ...     return [{"shouting": float(text.isupper())} for text in texts]
    >>> model: Classifier = shouts
    """

    def __call__(self, texts: Sequence[str], /) -> Sequence[Mapping[str, float]]:
        """Return a mapping from label to score for each of ``texts``, in order."""
        ...


@frozen(repr=False)
class _Classified:
    classifier: Classifier
    thresholds: tuple[tuple[str, float], ...]
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        results = self.classifier((submission.text,))
        if len(results) != 1:
            raise ValueError(f"a classifier gives one result for each text, not {len(results)} for one")
        scores = results[0]
        for label, threshold in self.thresholds:
            if scores.get(label, 0.0) >= threshold:
                detail = f"{label} {scores[label]:.2f}"
                yield Reason(label, whole(submission.text), self.severity, detail=detail)

    def __repr__(self) -> str:
        return f"classified({self.classifier!r}, {dict(self.thresholds)!r}, severity={self.severity!r})"


def classified(classifier: Classifier, thresholds: Mapping[str, float], *, severity: str = "hold") -> Rule:
    """Return a rule that fires under a label's name where the classifier scores it high enough.

    Raises `TypeError` for a classifier that cannot be called; the rule raises `ValueError` when it
    does not give one result for one text.

    >>> def shouts(texts):
    ...     return [{"shouting": float(text.isupper())} for text in texts]
    >>> rule = classified(shouts, {"shouting": 0.5})
    >>> [reason.detail for reason in rule(Submission("HEY"), Context())]
    ['shouting 1.00']
    """
    if not callable(classifier):
        raise TypeError(f"a classifier is a callable, not {classifier!r}")
    return _Classified(classifier, tuple(sorted(thresholds.items())), severity)
