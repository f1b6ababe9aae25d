"""Whether a pattern stays linear on text that was made to slow it down."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Iterator

import regex

from .engine import Pattern, compiler_for

#: Some sentences long, so that what grows with the square of the length is seen to.
_LENGTH = 4000

#: What a search looks for first may stand at the end, so that it does not give up at once.
_TAIL = "\x01 @ . : / ( - 1"

#: So many of a pattern's own words are tried one by one.
_WORDS = 8

#: Seconds on such a text that need no second look, and that no pattern may take.
_QUICK, _HOPELESS = 0.01, 0.3

#: Four times the text takes a linear pattern four times the time and a quadratic one sixteen times.
_GROWTH = 8.0

_ESCAPE = regex.compile(r"\\[pP]\{[^}]*+\}|\\.|\[(?:\\.|[^\]\\])*+\]|\(\?[P<>:!=a-z]*|\{[\d,]*\}")
_LITERAL = regex.compile(r"[^\W\d_]+")
_SIGNS = ("a", "1", " ", "a ", "-", "a-", "@", "a@", ".", "a.", "(", '"', "a, ")


def slow_text(pattern: str) -> str | None:
    r"""Return the beginning of a text on which ``pattern`` takes more than linear time, or ``None``.

    The text repeats what the pattern itself is made of. A search that takes long at all is
    timed at two lengths.

    >>> slow_text(r"(?:a|aa)+$") is None
    False
    >>> slow_text(r"\bdelet\w*+") is None
    True
    """
    # The second engine is asked only for patterns in which nothing grows without a bound.
    engines = dict.fromkeys((regex.compile(pattern), compiler_for("")(pattern)))
    for seed in _seeds(pattern):
        for engine in engines:
            first = _seconds(engine, seed, _LENGTH)
            if first > _HOPELESS or (first > _QUICK and _grows(engine, seed)):
                return seed
    return None


def _grows(pattern: Pattern, seed: str) -> bool:
    def best(length: int) -> float:
        return min(_seconds(pattern, seed, length) for _ in range(3))

    return best(_LENGTH) > max(_QUICK, _GROWTH * best(_LENGTH // 4))


def _seconds(pattern: Pattern, seed: str, length: int) -> float:
    text = (seed * (length // len(seed) + 1))[:length] + _TAIL
    start = time.thread_time()  # a busy machine does not make a pattern slow
    try:
        if isinstance(pattern, re.Pattern):
            deque(pattern.finditer(text), maxlen=0)
        else:
            deque(pattern.finditer(text, timeout=2 * _HOPELESS), maxlen=0)
    except TimeoutError:
        return 2 * _HOPELESS
    return time.thread_time() - start


def _seeds(pattern: str) -> Iterator[str]:
    """Yield what to repeat: signs, the pattern's own words, and all of them together."""
    literals = list(dict.fromkeys(_LITERAL.findall(_ESCAPE.sub(" ", pattern))))
    some = literals[:: len(literals) // _WORDS + 1]
    yield from _SIGNS
    yield from some
    yield from (f"{word} " for word in some)
    if literals:
        yield " ".join(literals) + " "
