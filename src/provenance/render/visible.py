"""Text made fit to be looked at: what drives a terminal or hides from the eye is spelt out."""

from __future__ import annotations

import re

from ..text import LINE_END

# C0 but tab and line feed, DEL and C1 (a terminal obeys them), direction marks and line
# separators (they reorder or break what a reader sees), lone surrogates (no encoding takes
# them), the byte order mark, interlinear marks and tag letters (invisible). The joiners
# U+200C and U+200D stay: Persian and emoji need them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""Return ``text`` with every control and invisible character spelt out; tab and line feed stay.

    >>> visible("a\x1b[31m\u202eb")
    'a␛[31m⟨U+202E⟩b'
    """
    return _HIDDEN.sub(_spelt_out, text)


def one_line(text: str) -> str:
    r"""Return ``text`` made visible on one line, with ``⏎`` where a line ended.

    >>> one_line("translated,\nread the original")
    'translated, ⏎ read the original'
    """
    return visible(LINE_END.sub(" ⏎ ", text).replace("\t", " "))


def shortened(text: str, limit: int) -> str:
    """Return the beginning and the end of a text that is longer than ``limit`` code points.

    >>> shortened("a rather long sentence", 12)
    'a rathe … ce'
    """
    if len(text) <= limit:
        return text
    tail = limit // 4
    return f"{text[: limit - tail - 2].rstrip()} … {text[len(text) - tail + 1 :].lstrip()}"


def _spelt_out(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)  # the picture of the control character
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
