"""One analysis in the forms of Dolma, W3C Web Annotation and spaCy.

All three are flat lists of spans with a label; the canonical JSON holds more. Evidence does
not fit in Dolma and spaCy and is left out there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from attrs import frozen

from ..annotation import Annotation
from ..findings import Findings
from ..span import Span
from .records import Id
from .units import Unit, positions

_CONTEXT = 32  # code points before and after a quotation

# As spaCy cuts a text again when it reads one: a blank belongs to the token before it, what
# white space is left over is one token.
_TOKEN = re.compile(r"(\w+|[^\w\s]) ?|\s+")


@frozen
class Labelled:
    """One finding as a label in a layer: ``("block", "body")``."""

    layer: str
    label: str
    annotation: Annotation

    @property
    def span(self) -> Span:
        """The span of the finding."""
        return self.annotation.span


def labelled(findings: Findings) -> Iterator[Labelled]:
    """Yield every finding with the layer it belongs to and its label there.

    Layers are ``language``, ``block``, ``translation`` (its method), ``cue`` and ``clause``.

    >>> from provenance import analyze
    >>> [(one.layer, one.label) for one in labelled(analyze("Fog over the bay this morning."))]
    [('language', 'en'), ('block', 'body')]
    """
    yield from (Labelled("language", s.language, s) for s in findings.languages)
    yield from (Labelled("block", b.kind, b) for b in findings.blocks)
    if findings.translation is not None:
        yield Labelled("translation", findings.translation.method, findings.translation)
    yield from (Labelled("cue", c.cue, c) for c in findings.cues)
    if findings.comment_policy is not None:
        yield from (Labelled("clause", c.type, c) for c in findings.comment_policy.clauses)


def to_dolma(
    findings: Findings,
    *,
    id: Id = None,  # noqa: A002 - the key's own name
    name: str = "provenance",
    unit: Unit = "code_points",
) -> dict[str, Any]:
    """Return the Dolma attributes of one document: ``[start, end, score]`` by layer and label.

    Keys are ``{name}__{layer}__{label}`` with every other character than letters and digits
    as ``_``. Dolma cuts Python strings, so leave ``unit`` at code points for it.

    >>> from provenance import analyze
    >>> found = to_dolma(analyze("Fog over the bay this morning."), id="fog")
    >>> [span[:2] for span in found["attributes"]["provenance__language__en"]]
    [[0, 30]]
    """
    found = list(labelled(findings))
    at = _positions(findings, unit)
    attributes: dict[str, list[list[float]]] = {}
    for one in found:
        key = "__".join(re.sub(r"\W|_", "_", part) for part in (name, one.layer, one.label))
        score = one.annotation.confidence
        attributes.setdefault(key, []).append([at[one.span.start], at[one.span.end], score])
    return {"id": id, "attributes": attributes}


def to_web_annotation(findings: Findings, source: str, *, unit: Unit = "code_points") -> dict[str, Any]:
    """Return the findings as a page of W3C Web Annotations on the text at the address ``source``.

    Each target has a position and a quotation with the text around it, so that a reader can find
    it again when the page has changed. The recommendation counts positions in code points;
    readers written in JavaScript often mean ``unit="utf16"``.
    Source: https://www.w3.org/TR/annotation-model/

    >>> from provenance import analyze
    >>> made = to_web_annotation(analyze("Fog over the bay this morning."), "https://a.example/fog.txt")
    >>> made["items"][0]["target"]["selector"][0]
    {'type': 'TextPositionSelector', 'start': 0, 'end': 30}
    """
    at = _positions(findings, unit)
    items = [_web_annotation(findings.text, one, source, at) for one in labelled(findings)]
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items}


def _web_annotation(text: str, one: Labelled, source: str, at: dict[int, int]) -> dict[str, Any]:
    start, end = one.span.start, one.span.end
    why = "; ".join(f"{e.source}: {e.detail}" if e.detail else e.source for e in one.annotation.evidence)
    return {
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": f"{one.layer}:{one.label}"},
            {"type": "TextualBody", "purpose": "describing", "value": why},
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": at[start], "end": at[end]},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - _CONTEXT) : start],
                    "suffix": text[end : end + _CONTEXT],
                },
            ],
        },
    }


def to_spacy(findings: Findings, *, key: str = "provenance") -> dict[str, Any]:
    """Return the JSON of a spaCy `Doc` with the findings as the span group ``key``.

    Labels are ``layer:label``. Tokens are cut at every border of a finding, so none is moved or
    lost; only white space at the ends of a span is left out, because spaCy gives it no token of
    its own. ``Doc(vocab).from_json`` reads it.

    >>> from provenance import analyze
    >>> made = to_spacy(analyze("Fog over the bay this morning."))
    >>> [span["label"] for span in made["spans"]["provenance"]], len(made["tokens"])
    (['language:en', 'block:body'], 7)
    """
    text = findings.text
    stripped = ((one.span.strip(text), f"{one.layer}:{one.label}") for one in labelled(findings))
    found = [(span, label) for span, label in stripped if len(span)]
    spans = [{"start": s.start, "end": s.end, "label": label, "kb_id": ""} for s, label in found]
    borders = sorted({border for span, _ in found for border in (span.start, span.end)})
    tokens = [{"id": i, "start": s, "end": e} for i, (s, e) in enumerate(_tokens(text, borders))]
    return {"text": text, "tokens": tokens, "spans": {key: spans}}


def _tokens(text: str, borders: list[int]) -> Iterator[tuple[int, int]]:
    for match in _TOKEN.finditer(text):
        start, end = match.span(1) if match.group(1) is not None else match.span()
        inside = borders[bisect_right(borders, start) : bisect_left(borders, end)]
        yield from pairwise((start, *inside, end))


def _positions(findings: Findings, unit: Unit) -> dict[int, int]:
    spans = [one.span for one in labelled(findings)]
    return positions(findings.text, (offset for s in spans for offset in (s.start, s.end)), unit)
