"""From scores per line to labels: the best sequence when every change of label costs something."""

from __future__ import annotations

from collections.abc import Sequence


def decode(scores: Sequence[int], switch: int) -> list[bool]:
    """Return the labelling with the greatest sum (Viterbi 1967, two states).

    A line labelled `True` earns its score, one labelled `False` earns nothing, and every
    change from one line to the next costs ``switch``.

    >>> decode([5, -1, 4, -9, 1], 2)
    [True, True, True, False, False]
    """
    yes, no = 0, 0
    from_yes: list[tuple[bool, bool]] = []
    for score in scores:
        stay, leave = yes >= no - switch, yes - switch > no
        from_yes.append((stay, leave))
        yes, no = (yes if stay else no - switch) + score, (yes - switch if leave else no)
    label = yes > no
    labels = []
    for stay, leave in reversed(from_yes):
        labels.append(label)
        label = stay if label else leave
    return labels[::-1]
