"""The languages that can be told apart, by script: their order is the order of all costs."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

#: Scripts that several of the languages are written in.
SHARED = MappingProxyType(
    {
        "Latn": (
            "af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt",
            "lv", "nl", "no", "pl", "pt", "ro", "sk", "sl", "so", "sq", "sv", "sw", "tl", "tr", "vi",
        ),
        "Cyrl": ("bg", "mk", "ru", "uk"),
        "Arab": ("ar", "fa", "ur"),
        "Deva": ("hi", "mr", "ne"),
        "Hani": ("ja", "zh"),
    }
)  # fmt: skip
#: Scripts that decide at once.
OWN = MappingProxyType(
    {
        "Grek": "el",
        "Hebr": "he",
        "Beng": "bn",
        "Guru": "pa",
        "Gujr": "gu",
        "Taml": "ta",
        "Telu": "te",
        "Knda": "kn",
        "Mlym": "ml",
        "Thai": "th",
        "Hang": "ko",
        "Kana": "ja",
    }
)
#: ISO 639-1 codes; the place of a code is its lane in every row of costs.
LANGUAGES: tuple[str, ...] = tuple(
    dict.fromkeys([code for codes in SHARED.values() for code in codes] + list(OWN.values()))
)
_SAME = MappingProxyType({"nb": "no", "nn": "no", "iw": "he", "in": "id", "cmn": "zh", "fil": "tl"})


def lane(code: str) -> int:
    """Return the lane of a language; regions and scripts are looked over (``pt-BR`` is ``pt``).

    Raises `ValueError` for a language that is not known.

    >>> LANGUAGES[lane("pt-BR")]
    'pt'
    """
    primary = code.lower().replace("_", "-").split("-")[0]
    try:
        return LANGUAGES.index(_SAME.get(primary, primary))
    except ValueError:
        raise ValueError(f"unknown language {code!r}; known are {', '.join(sorted(LANGUAGES))}") from None


def lanes(codes: Iterable[str] | None) -> tuple[int, ...]:
    """Return the lanes of some languages in order, of all for ``None``."""
    return tuple(range(len(LANGUAGES))) if codes is None else tuple(sorted({lane(code) for code in codes}))
