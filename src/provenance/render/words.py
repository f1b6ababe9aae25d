"""The findings as short words that the terminal and the page share."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import islice

from ..annotation import Annotation
from ..findings import Findings
from ..languages.segment import UNDETERMINED
from ..policy import CommentPolicy
from ..span import Span
from ..translation.claim import TranslationClaim
from .visible import shortened

Facts = list[tuple[str, str]]

_DETAIL = 80  # code points of a detail of evidence in a short phrase

GROUPS = {
    "article": ("body", "title", "lead"),
    "credit": ("date_byline", "caption", "author_bio", "agency_credit"),
    "offer": (
        "navigation", "share", "related_links", "newsletter", "paywall", "cookie_notice", "advert",
    ),
    "comment": ("comment_prompt", "comment_policy", "comment"),
    "legal": ("legal_notice", "copyright", "imprint"),
    "translation": ("translation_notice",),
    "other": ("other",),
}  # fmt: skip
"""The block kinds in groups that share a colour."""

KIND_NAMES = frozenset(kind for kinds in GROUPS.values() for kind in kinds)

_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


def group(kind: str) -> str:
    """Return the group that a block kind belongs to.

    >>> group("lead")
    'article'
    """
    return _GROUP_OF.get(kind, "other")


def percent(confidence: float) -> str:
    """Return a confidence as a percentage; only certainty itself is shown as 100%.

    >>> percent(0.999), percent(1.0)
    ('99%', '100%')
    """
    return f"{100 if confidence == 1 else min(int(confidence * 100 + 1e-9), 99)}%"


def language_shares(findings: Findings) -> list[tuple[str, int]]:
    """Return the languages and how many code points each covers, the widest first."""
    counts: Counter[str] = Counter()
    for segment in findings.languages:
        counts[segment.language] += len(segment.span)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def shares_in_percent(findings: Findings) -> list[tuple[str, str]]:
    """Return the languages, the widest first, each with its share of the text that has one."""
    shares = language_shares(findings)
    total = sum(size for _, size in shares) or 1
    return [(language, f"{(200 * size + total) // (2 * total)}%") for language, size in shares]


def language_at(findings: Findings, span: Span) -> str:
    """Return the language that covers most of ``span``, ``und`` where none does."""
    shares: Counter[str] = Counter()
    segments = findings.languages
    first = bisect_right(segments, span.start, key=lambda segment: segment.span.end)
    for segment in islice(segments, first, None):
        if segment.span.start >= span.end:
            break
        shares[segment.language] += min(segment.span.end, span.end) - max(segment.span.start, span.start)
    return min(shares, key=lambda tag: (-shares[tag], tag)) if shares else UNDETERMINED


def claim_facts(claim: TranslationClaim) -> Facts:
    """Return what a claim states, label by label; what it leaves open is said to be not stated."""
    return [
        ("method", claim.method.replace("_", " ")),
        ("tool", claim.tool or "not stated"),
        ("from", claim.source_language or "not stated"),
        ("into", claim.target_language or "not stated"),
        ("original", claim.original_url or "no address stated"),
    ]


def policy_facts(policy: CommentPolicy) -> Facts:
    """Return what a policy says beside its clauses, without what it leaves open."""
    before = {"pre": "before publication", "post": "after publication"}
    facts = [
        ("moderation", before.get(policy.moderation, policy.moderation)),
        ("operator", policy.operator or ""),
        ("removed if", ", ".join(policy.grounds)),
        ("operator may", ", ".join(policy.rights)),
        ("refers to", ", ".join(policy.references)),
        ("channels", ", ".join(policy.channels)),
        ("forum", policy.forum or ""),
    ]
    return [(label, value) for label, value in facts if value]


def reason(annotation: Annotation) -> str:
    """Return the first evidence of ``annotation`` as one short phrase."""
    evidence = annotation.evidence[0]
    detail = shortened(evidence.detail, _DETAIL)
    return f"{evidence.source}: {detail}" if detail else evidence.source
