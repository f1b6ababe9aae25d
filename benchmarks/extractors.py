"""Other extractors of article text from HTML, those of them that are installed."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from typing import Any

Extract = Callable[[str], str]


def _trafilatura(module: Any) -> Extract:
    return lambda html: module.extract(html) or ""


def _precise(module: Any) -> Extract:
    return lambda html: module.extract(html, favor_precision=True) or ""


def _resiliparse(module: Any) -> Extract:
    return lambda html: module.extract_plain_text(html, main_content=True)


def _readability(module: Any) -> Extract:
    fragment = importlib.import_module("lxml.html").fromstring
    return lambda html: fragment(module.Document(html).summary()).text_content()


def _justext(module: Any) -> Extract:
    words = frozenset(word for name in ("English", "German") for word in module.get_stoplist(name))

    def extract(html: str) -> str:
        found = module.justext(html.encode(), words)
        return "\n".join(part.text for part in found if not part.is_boilerplate)

    return extract


def _boilerpy(module: Any) -> Extract:
    return module.ArticleExtractor(raise_on_failure=False).get_content  # type: ignore[no-any-return]


def _goose(module: Any) -> Extract:
    goose = module.Goose({"enable_image_fetching": False})
    return lambda html: goose.extract(raw_html=html).cleaned_text or ""


def _newspaper(module: Any) -> Extract:
    def extract(html: str) -> str:
        article = module.Article("https://example.org/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return article.text or ""

    return extract


_MAKERS: dict[str, tuple[str, Callable[[Any], Extract]]] = {
    "trafilatura": ("trafilatura", _trafilatura),
    "trafilatura, favor_precision": ("trafilatura", _precise),
    "readability-lxml": ("readability", _readability),
    "resiliparse": ("resiliparse.extract.html2text", _resiliparse),
    "newspaper4k": ("newspaper", _newspaper),
    "boilerpy3": ("boilerpy3.extractors", _boilerpy),
    "jusText": ("justext", _justext),
    "goose3": ("goose3", _goose),
}


def installed() -> dict[str, Extract]:
    """Return for each extractor that is installed a function from HTML to the article's text.

    What one of them raises is taken for an empty article.
    """
    logging.disable(logging.CRITICAL)
    found = {}
    for name, (module, make) in _MAKERS.items():
        try:
            found[name] = _safe(make(importlib.import_module(module)))
        except ImportError:
            continue
    return found


def _safe(extract: Extract) -> Extract:
    def run(html: str) -> str:
        try:
            return extract(html)
        except Exception:
            return ""

    return run
