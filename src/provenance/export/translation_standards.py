"""A claim about translation in the words of three standards: schema.org, ITS 2.0 and W3C PROV.

The fourth, the BCP 47 tag with extension T, is `provenance.translation.extension_t`.
"""

from __future__ import annotations

from typing import Any

from ..translation import TranslationClaim, extension_t

_SOFTWARE: dict[str, Any] = {"@type": ["Organization", "SoftwareApplication"]}
_PERSON: dict[str, Any] = {"@type": "Person"}
_NOT_NAMED = "not named"
_MACHINE = ("machine", "machine_post_edited")
_BY_PEOPLE = ("human", "machine_post_edited")


def to_json_ld(claim: TranslationClaim, *, work_type: str = "Article") -> dict[str, Any]:
    """Return a schema.org work of the type ``work_type`` with what ``claim`` says, as JSON-LD.

    ``translator`` wants a person or an organisation, so a tool is an organisation as well as a
    piece of software. What the claim does not state is left out.

    >>> from provenance import analyze
    >>> claim = analyze("Translated from German by DeepL.").translation
    >>> to_json_ld(claim)["translator"]["name"], to_json_ld(claim)["translationOfWork"]["inLanguage"]
    ('DeepL', 'de')
    """
    work: dict[str, Any] = {"@context": "https://schema.org", "@type": work_type}
    if claim.target_language:
        work["inLanguage"] = claim.target_language
    original = {"@type": work_type}
    if claim.source_language:
        original["inLanguage"] = claim.source_language
    if claim.original_url:
        original["url"] = claim.original_url
    work["translationOfWork"] = original
    translators = []
    if claim.method in _MACHINE:
        translators.append(_SOFTWARE | ({"name": claim.tool} if claim.tool else {}))
    if claim.method in _BY_PEOPLE:
        translators.append(dict(_PERSON))
    if translators:
        work["translator"] = translators[0] if len(translators) == 1 else translators
    return work


def to_its(claim: TranslationClaim) -> dict[str, str]:
    """Return the local attributes of ITS 2.0's data category Provenance for an HTML element.

    A standard of names: who or what is not named is called so. Empty for an unknown method.

    >>> from provenance import analyze
    >>> to_its(analyze("Translated from German by DeepL.").translation)
    {'its-tool': 'DeepL'}
    """
    if claim.method in _MACHINE:
        edited = {"its-rev-person": _NOT_NAMED} if claim.method == "machine_post_edited" else {}
        return {"its-tool": claim.tool or _NOT_NAMED, **edited}
    return {"its-person": _NOT_NAMED} if claim.method == "human" else {}


def to_prov(claim: TranslationClaim, *, text_id: str = "text") -> dict[str, Any]:
    """Return a PROV-JSON document: the text, its original, the translating, and who did it.

    ``text_id`` is the local name of the text in the namespace of the document.

    >>> from provenance import analyze
    >>> prov = to_prov(analyze("Translated from German by DeepL.").translation)
    >>> sorted(prov["agent"]), prov["wasDerivedFrom"]["_:d1"]["prov:usedEntity"]
    (['ex:software'], 'ex:original')
    """
    text, original, translating = f"ex:{text_id}", "ex:original", "ex:translating"
    agents = _agents(claim)
    document: dict[str, Any] = {
        "prefix": {"ex": "urn:text-provenance:", "dcterms": "http://purl.org/dc/terms/"},
        "entity": {
            text: {"dcterms:language": extension_t(claim)},
            original: _stated(language=claim.source_language, identifier=claim.original_url),
        },
        "activity": {translating: {"prov:type": f"translation, {claim.method}"}},
        "wasGeneratedBy": {"_:g1": {"prov:entity": text, "prov:activity": translating}},
        "used": {"_:u1": {"prov:activity": translating, "prov:entity": original}},
        "wasDerivedFrom": {
            "_:d1": {"prov:generatedEntity": text, "prov:usedEntity": original, "prov:activity": translating}
        },
    }
    if agents:
        document["agent"] = agents
        document["wasAssociatedWith"] = {
            f"_:a{number}": {"prov:activity": translating, "prov:agent": name}
            for number, name in enumerate(sorted(agents), 1)
        }
    return document


def _agents(claim: TranslationClaim) -> dict[str, dict[str, Any]]:
    agents: dict[str, dict[str, Any]] = {}
    if claim.method in _MACHINE:
        label = {"prov:label": claim.tool} if claim.tool else {}
        agents["ex:software"] = {
            "prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"},
            **label,
        }
    if claim.method in _BY_PEOPLE:
        agents["ex:person"] = {"prov:type": _name("prov:Person")}
    return agents


def _name(qualified: str) -> dict[str, str]:
    return {"$": qualified, "type": "prov:QUALIFIED_NAME"}


def _stated(**facts: str | None) -> dict[str, str]:
    return {f"dcterms:{name}": value for name, value in facts.items() if value}
