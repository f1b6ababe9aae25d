"""From scores per line to labels: the best sequence when every change of label costs something."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul


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


def together(lines: Sequence[str], scores: Sequence[int]) -> list[int]:
    """Give lines that visibly run on into each other one score, the mean weighted by their length.

    Converters that write a line per text node break paragraphs at every link.

    >>> together(["He said on", "the pier that", "all was well.", "Home"], [-4, 2, 2, -9])
    [0, 0, 0, -9]
    """
    result: list[int] = []
    start = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and _runs_on(lines[i - 1], lines[i]):
            continue
        sizes = [len(line) for line in lines[start:i]]
        mean = sum(map(mul, sizes, scores[start:i])) // sum(sizes) if i - start > 1 else scores[start]
        result += [mean] * (i - start)
        start = i
    return result


def _runs_on(line: str, following: str) -> bool:
    last, first = line[-1], following[0]
    return last in ",(" or (last not in ".!?…:。！？" and (first.islower() or first in ",.;:)"))
