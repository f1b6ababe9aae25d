"""What is written about a claim holds against the grammar of the standard it is written in."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from provenance.annotation import Evidence
from provenance.document import Document
from provenance.export.translation_standards import to_its, to_json_ld, to_prov
from provenance.html.element import Element
from provenance.pipeline import annotate
from provenance.span import Span
from provenance.translation import METHODS, TranslationClaim, extension_t, page_claim
from provenance.translation.markup import MarkupReader

WHY = (Evidence("test", Span(0, 1)),)

# RFC 5646, section 2.1, with the extension of RFC 6497, section 2.2.
LANGUAGE = (
    r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*"
)
T_FIELD = r"[a-z]\d(?:-[a-z0-9]{3,8})+"
TAG = re.compile(rf"{LANGUAGE}-t(?:-{LANGUAGE}(?:-{T_FIELD})*|(?:-{T_FIELD})+)", re.IGNORECASE)

# ITS 2.0, section 8.11.3: the local attributes of Provenance in HTML.
ITS = {
    f"its-{rev}{what}{ref}"
    for rev in ("", "rev-")
    for what in ("person", "org", "tool")
    for ref in ("", "-ref")
}

# schema.org: the properties used here, and the types that their values may have.
SCHEMA_ORG: dict[str, set[Any]] = {
    "inLanguage": {str}, "url": {str}, "name": {str},
    "translationOfWork": {"Article", "CreativeWork", "NewsArticle"},
    "translator": {"Person", "Organization"},
}  # fmt: skip

# PROV-JSON (W3C member submission, 24 April 2013): the records used here.
QNAME = r"^(?:_|[A-Za-z][\w-]*):[\w.-]+$"


def _relation(*required: str) -> dict[str, Any]:
    entry = {
        "type": "object",
        "required": list(required),
        "additionalProperties": {"type": "string", "pattern": QNAME},
    }
    return {"type": "object", "propertyNames": {"pattern": QNAME}, "additionalProperties": entry}


_VALUE = {
    "anyOf": [
        {"type": "string"},
        {"type": "object", "required": ["$"], "properties": {"$": {"type": "string"}}},
    ]
}
_THING = {
    "type": "object",
    "propertyNames": {"pattern": QNAME},
    "additionalProperties": {
        "type": "object",
        "propertyNames": {"pattern": QNAME},
        "additionalProperties": _VALUE,
    },
}
PROV: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["prefix", "entity"],
    "properties": {
        "prefix": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
        "entity": _THING,
        "activity": _THING,
        "agent": _THING,
        "wasGeneratedBy": _relation("prov:entity"),
        "used": _relation("prov:activity"),
        "wasDerivedFrom": _relation("prov:generatedEntity", "prov:usedEntity"),
        "wasAssociatedWith": _relation("prov:activity"),
    },
}

languages = st.sampled_from([None, "de", "pt-BR", "zh-Hant-TW", "sr-Latn", "en-u-nu-latn", "de-1996"])
claims = st.builds(
    lambda method, tool, source, target, url: TranslationClaim(
        Span(0, 1), 0.9, WHY, method=method, tool=tool, source_language=source, target_language=target,
        original_url=url,
    ),
    st.sampled_from(METHODS),
    st.sampled_from([None, "DeepL", "Ärzte-Übersetzer"]),
    languages,
    languages,
    st.sampled_from([None, "https://news.example/de/1"]),
)  # fmt: skip


def _types(value: dict[str, Any]) -> set[str]:
    found = value["@type"]
    return set(found) if isinstance(found, list) else {found}


def _check(work: dict[str, Any]) -> None:
    for name, value in work.items():
        for one in value if isinstance(value, list) else [value]:
            if name in SCHEMA_ORG and isinstance(one, dict):
                assert _types(one) & {kind for kind in SCHEMA_ORG[name] if isinstance(kind, str)}
                _check(one)
            elif not name.startswith("@"):
                assert str in SCHEMA_ORG[name]


@given(claims)
def test_the_tag_is_well_formed(claim: TranslationClaim) -> None:
    assert TAG.fullmatch(extension_t(claim))


@given(claims)
def test_json_ld_keeps_to_the_properties_and_ranges_of_schema_org(claim: TranslationClaim) -> None:
    work = to_json_ld(claim)
    assert work["@context"] == "https://schema.org"
    _check(work)
    assert json.loads(json.dumps(work)) == work


@given(claims)
def test_its_uses_local_provenance_attributes_with_values(claim: TranslationClaim) -> None:
    attributes = to_its(claim)
    assert set(attributes) <= ITS
    assert all(attributes.values())
    assert bool(attributes) == (claim.method != "unknown")


@given(claims)
def test_prov_json_is_valid_and_names_only_what_it_declares(claim: TranslationClaim) -> None:
    prov = to_prov(claim)
    Draft202012Validator(PROV).validate(prov)
    declared: set[str] = {*prov["entity"], *prov["activity"], *prov.get("agent", {})}
    used = {
        value
        for kind in ("wasGeneratedBy", "used", "wasDerivedFrom", "wasAssociatedWith")
        for relation in prov.get(kind, {}).values()
        for value in relation.values()
    }
    assert used <= declared
    assert all(name.split(":")[0] in (*prov["prefix"], "_", "prov") for name in declared)


def _read_back(**element: Any) -> TranslationClaim | None:
    why = (Evidence("html.element", Span(0, 4)),)
    return page_claim(
        annotate(
            Document("Text", (Element(Span(0, 4), 1.0, why, markup=Span(0, 9), **element),)), MarkupReader()
        )
    )


@given(claims)
def test_json_ld_is_read_back_as_the_claim_that_it_was_written_from(claim: TranslationClaim) -> None:
    again = _read_back(
        tag="script", attributes=(("type", "application/ld+json"),), content=json.dumps(to_json_ld(claim))
    )
    assert again is not None
    assert (again.method, again.source_language, again.target_language, again.original_url) == (
        claim.method,
        claim.source_language,
        claim.target_language,
        claim.original_url,
    )
    assert again.tool == (claim.tool if claim.method in ("machine", "machine_post_edited") else None)


@pytest.mark.parametrize("method", ["machine", "machine_post_edited", "human"])
def test_its_is_read_back_with_its_method(method: str) -> None:
    claim = TranslationClaim(Span(0, 1), 0.9, WHY, method=method, tool="DeepL")
    again = _read_back(tag="p", attributes=tuple(to_its(claim).items()))
    assert again is not None
    assert again.method == method
