"""The canonical JSON of one analysis: `docs/reference/analysis.schema.json` in code.

Offsets are code points, end exclusive. Confidences are written in full, so reading gives
the very same numbers back. The text itself is not part of it; reading asks for the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from attrs import asdict, fields_dict

from ..annotation import Annotation, Evidence
from ..blocks.block import Block
from ..findings import Findings
from ..html.metadata import Metadata
from ..languages.segment import LanguageSegment
from ..policy import CommentPolicy, PolicyClause
from ..span import Span
from ..translation.claim import TranslationClaim, TranslationCue
from ..translation.tag import extension_t
from .units import Unit, in_unit

SCHEMA = 1

Json: TypeAlias = dict[str, Any]


def to_dict(
    findings: Findings,
    *,
    id: str | int | None = None,  # noqa: A002 - the key's own name
    unit: Unit = "code_points",
) -> Json:
    """Return the canonical JSON object of ``findings``; ``id`` is the caller's name for the text.

    In another ``unit`` than code points the object has one more key, ``unit``.

    >>> from provenance import analyze
    >>> to_dict(analyze(""))["blocks"]
    []
    """
    claim, policy = findings.translation, findings.comment_policy
    data = {
        "schema": SCHEMA,
        "id": id,
        "length": len(findings.text),
        "languages": [_said(s, language=s.language) for s in findings.languages],
        "blocks": [_said(b, kind=b.kind) for b in findings.blocks],
        "translation": None if claim is None else _claim(claim),
        "cues": [_said(c, cue=c.cue, suggests=c.suggests) for c in findings.cues],
        "comment_policy": None if policy is None else _policy(policy),
        "html": None if findings.html is None else _html(findings.html),
    }
    return data if unit == "code_points" else in_unit(data, findings.text, unit)


def _html(page: Metadata) -> Json:
    return {"source_offsets": True, **asdict(page), "authors": list(page.authors)}


def read_html(data: Mapping[str, Any]) -> Metadata | None:
    """Return what a page declares about itself, out of the canonical JSON object.

    >>> read_html({"html": None})
    """
    page = data["html"]
    if page is None:
        return None
    said = {key: page[key] for key in fields_dict(Metadata)}
    return Metadata(**said | {"authors": tuple(page["authors"])})


def _said(annotation: Annotation, **facts: Any) -> Json:
    return {
        "start": annotation.span.start,
        "end": annotation.span.end,
        **facts,
        "confidence": annotation.confidence,
        "evidence": [_evidence(e) for e in annotation.evidence],
    }


def _evidence(evidence: Evidence) -> Json:
    span = evidence.span
    return {"source": evidence.source, "start": span.start, "end": span.end, "detail": evidence.detail}


def _claim(claim: TranslationClaim) -> Json:
    return {
        "declared": True,
        "method": claim.method,
        "tool": claim.tool,
        "source_language": claim.source_language,
        "target_language": claim.target_language,
        "original_url": claim.original_url,
        "tag": extension_t(claim),
        **_said(claim),
    }


def _policy(policy: CommentPolicy) -> Json:
    return {
        "moderation": policy.moderation,
        "clauses": [_said(c, type=c.type, language=c.language) for c in policy.clauses],
        "grounds": list(policy.grounds),
        "rights": list(policy.rights),
        "references": list(policy.references),
        "channels": list(policy.channels),
        "forum": policy.forum,
        "operator": policy.operator,
    }


def check(data: Mapping[str, Any], text: str) -> None:
    """Raise `ValueError` when ``data`` is no canonical JSON of a text as long as ``text``."""
    if "error" in data:
        raise ValueError(f"an error object holds no analysis: {data['error']!r}")
    if data.get("schema") != SCHEMA:
        raise ValueError(f"expected schema {SCHEMA}, got {data.get('schema')!r}")
    if data.get("length") != len(text):
        raise ValueError(f"made from {data.get('length')!r} code points, but the text has {len(text)}")


def read_languages(data: Mapping[str, Any]) -> tuple[LanguageSegment, ...]:
    """Return the language segments of a canonical JSON object."""
    return tuple(LanguageSegment(*_base(s), language=s["language"]) for s in data["languages"])


def read_blocks(data: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return the blocks of a canonical JSON object."""
    return tuple(Block(*_base(b), kind=b["kind"]) for b in data["blocks"])


def read_cues(data: Mapping[str, Any]) -> tuple[TranslationCue, ...]:
    """Return the inferred cues of a canonical JSON object."""
    return tuple(TranslationCue(*_base(c), cue=c["cue"], suggests=c["suggests"]) for c in data["cues"])


def read_claim(data: Mapping[str, Any]) -> TranslationClaim | None:
    """Return the declared translation of a canonical JSON object, or ``None``."""
    claim = data["translation"]
    if claim is None:
        return None
    facts = ("method", "tool", "source_language", "target_language", "original_url")
    return TranslationClaim(*_base(claim), **{fact: claim[fact] for fact in facts})


def read_policy(data: Mapping[str, Any]) -> CommentPolicy | None:
    """Return the comment policy of a canonical JSON object, or ``None``."""
    policy = data["comment_policy"]
    if policy is None:
        return None
    clauses = (PolicyClause(*_base(c), type=c["type"], language=c["language"]) for c in policy["clauses"])
    return CommentPolicy(
        moderation=policy["moderation"],
        clauses=tuple(clauses),
        grounds=tuple(policy["grounds"]),
        rights=tuple(policy["rights"]),
        references=tuple(policy["references"]),
        channels=tuple(policy["channels"]),
        forum=policy["forum"],
        operator=policy["operator"],
    )


def _base(said: Mapping[str, Any]) -> tuple[Span, float, tuple[Evidence, ...]]:
    evidence = (Evidence(e["source"], Span(e["start"], e["end"]), e["detail"]) for e in said["evidence"])
    return Span(said["start"], said["end"]), said["confidence"], tuple(evidence)
