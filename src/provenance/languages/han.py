"""Tell simplified from traditional Chinese characters."""

from __future__ import annotations

import re

_HAN = re.compile("[\u4e00-\u9fff]+")


def han_script(text: str) -> tuple[str, int]:
    """Return ``"Hans"``, ``"Hant"`` or ``""``, and by how many characters that was decided.

    The mainland's GB 2312 (1980) holds the simplified form of a character, Taiwan's Big5 (1984) the
    traditional one, both hold what was never simplified: so what only one of them can write decides.

    >>> han_script("这个问题很难")
    ('Hans', 5)
    >>> han_script("這個問題很難")
    ('Hant', 5)
    >>> han_script("中文")
    ('', 0)
    """
    characters = "".join(_HAN.findall(text))
    simplified = len(characters.encode("gb2312", "ignore"))
    traditional = len(characters.encode("big5", "ignore"))
    more = (simplified - traditional) // 2  # both write such a character in two bytes
    return ("Hans" if more > 0 else "Hant" if more < 0 else ""), abs(more)
