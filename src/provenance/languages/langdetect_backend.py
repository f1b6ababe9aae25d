"""The one place that knows langdetect: typed, seeded, and without its global state."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from .identify import Guess

_TAGS = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}


@cache
def _factory() -> tuple[Any, type[Exception]]:
    """Return a factory of our own with the profiles in the order of their names, and its error.

    langdetect's own global factory reads them in the order of the file system, which changes the last
    bits of its results, and draws from an unseeded generator.
    """
    from langdetect.detector_factory import DetectorFactory
    from langdetect.lang_detect_exception import LangDetectException

    folder = files("langdetect") / "profiles"
    named = sorted((entry.name, entry) for entry in folder.iterdir() if not entry.name.startswith("."))
    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile([entry.read_text(encoding="utf-8") for _, entry in named if entry.is_file()])
    return factory, LangDetectException


@frozen
class Langdetect:
    """langdetect as an `Identifier`: seeded, so that it says the same each time; threads may share it.

    It reads the first 10,000 code points of a text at most.

    >>> Langdetect().identify("Das Haus ist nicht sehr alt.")[0].language
    'de'
    """

    @property
    def name(self) -> str:
        """``"langdetect"``."""
        return "langdetect"

    def identify(self, text: str) -> tuple[Guess, ...]:
        """Return what langdetect says about a whole text, the likeliest first; () when it says nothing."""
        factory, error = _factory()
        detector = factory.create()
        detector.append(text)
        try:
            found = detector.get_probabilities()
        except error:  # no letters that any profile knows
            return ()
        return tuple(Guess(_TAGS.get(item.lang, item.lang), float(item.prob)) for item in found)
