r"""Patterns, compiled when they are first needed, for the engine that searches a text fastest.

Patterns are written for the module `regex`. The standard library's `re` compiles them in a fourth
of the time and searches faster, but it reads less of the syntax, and takes other signs for letters
(``\w`` and ``\b`` next to combining marks, Indian vowels, fractions). It is asked where neither matters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

import regex

Pattern: TypeAlias = regex.Pattern[str] | re.Pattern[str]
Match: TypeAlias = regex.Match[str] | re.Match[str]

# Signs of folded text of which both engines think the same: Latin, Greek, Cyrillic, Japanese, Chinese,
# Korean, and what is no letter.
_PLAIN = re.compile(
    "[ -~\xa1-\xb1\xb4-\xb8\xba\xbb\xbf-\u017f"
    "\u03ac-\u03ce\u0400-\u0481\u048a-\u052f\u2010-\u2027\u20a0-\u20bf\u2122\u2190-\u2211\u2500-\u2775"
    "\u3001-\u3003\u3008-\u3011\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fa5\uac00-\ud7a3\uff01-\uff3e\uff40-\uff5e]*"
)
# Properties that `re` does not know, and what is the same in such texts.
_PROPERTIES = {
    r"[\p{L}\p{M}\p{N}]": r"[^\W_]",
    r"[\p{L}\p{N}]": r"[^\W_]",
    r"[\p{L}\p{M}]": r"[^\W\d_]",
}
# What else `re` does not know, or reads otherwise; and groups or sets that are repeated without a
# bound: only `regex` notices that such a repetition leads nowhere, or that a letter behind it is missing.
_OTHER = re.compile(
    r"""\\[pP] | \)(?:[*+]|\{(?![0-4]?,?[0-4]\})|\?\+) | \(\?(?!:|=|!|<[=!]|P<) | \[\[ | && | -- | ~~
      | \{(?!\d+(?:,\d*)?\}|,\d+\}) | (?:\\S|\.|\])[*+](?!\+)""",
    re.VERBOSE,
)


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> regex.Pattern[str]:
    """Return the compiled ``pattern``; patterns are compiled when first needed."""
    return regex.compile(pattern)


def compiler_for(folded: str) -> Callable[[str], Pattern]:
    """Return what compiles a pattern that is looked for in ``folded``.

    >>> type(compiler_for("ein kommentar zählt")("kommentare?")) is re.Pattern
    True
    >>> type(compiler_for("टिप्पणी")("टिप्पणी")) is re.Pattern
    False
    """
    return _compiled_for_plain if _PLAIN.fullmatch(folded) else compiled


@lru_cache(maxsize=8192)
def _compiled_for_plain(pattern: str) -> Pattern:
    known = pattern
    for name, letters in _PROPERTIES.items():
        known = known.replace(name, letters)
    if not _OTHER.search(known):
        try:
            return re.compile(known)
        except re.error:
            pass  # a look-behind of several lengths, two groups of one name
    return compiled(pattern)
