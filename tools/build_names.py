"""Build the table of cities and countries by language from the Unicode CLDR.

Usage: pip install babel; python tools/build_names.py
Reads the CLDR as babel ships it (exemplar cities of time zones, names of territories; Unicode licence
v3) and writes ``src/provenance/translation/data/names.toml``. Persons, and cities that CLDR lacks, stand
in ``persons.toml`` beside it and are kept by hand.
The same input gives the same file bit for bit.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from babel import Locale

DATA = Path(__file__).parents[1] / "src" / "provenance" / "translation" / "data"
LANGUAGES = (
    "ca", "cs", "da", "de", "en", "es", "et", "fi", "fr", "gl", "hr", "hu", "it", "lt", "lv", "nl", "no",
    "pl", "pt", "ro", "sk", "sl", "sq", "sv", "tr",
)  # fmt: skip
#: Cities in the news; the names of time zones hold many more that nobody reports about.
ZONES = (
    "Africa/Algiers", "Africa/Cairo", "Africa/Tripoli", "Africa/Khartoum", "Africa/Mogadishu",
    "America/Havana", "America/Mexico_City", "Asia/Baghdad", "Asia/Beirut", "Asia/Damascus",
    "Asia/Jerusalem", "Asia/Kabul", "Asia/Pyongyang", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore",
    "Asia/Tashkent", "Asia/Tbilisi", "Asia/Tehran", "Asia/Tokyo", "Asia/Yerevan", "Europe/Athens",
    "Europe/Belgrade", "Europe/Brussels", "Europe/Bucharest", "Europe/Budapest", "Europe/Chisinau",
    "Europe/Copenhagen", "Europe/Istanbul", "Europe/Lisbon", "Europe/Ljubljana",
    "Europe/Minsk", "Europe/Moscow", "Europe/Prague", "Europe/Rome", "Europe/Sofia", "Europe/Tallinn",
    "Europe/Vienna", "Europe/Vilnius", "Europe/Warsaw", "Europe/Zagreb", "Europe/Zurich",
)  # fmt: skip
TERRITORIES = (
    "AT", "BE", "BY", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IT", "LT",
    "LV", "NL", "NO", "PL", "PT", "RO", "RS", "RU", "SE", "TR", "UA", "US", "CN", "JP", "KP", "KR", "SY",
)  # fmt: skip

Table = dict[str, dict[str, list[str]]]


def main() -> None:
    """Write ``names.toml``."""
    lines = [
        "# Cities and countries as each language writes them: Unicode CLDR, Unicode licence v3.",
        "# Built by tools/build_names.py; do not edit.",
    ]
    for entity, spellings in sorted(_cldr().items()):
        lines += ["", f"[{json.dumps(entity, ensure_ascii=False)}]"]
        for tag, written in sorted(spellings.items()):
            lines.append(f"{tag} = {json.dumps(written, ensure_ascii=False)}")
    (DATA / "names.toml").write_text("\n".join(lines) + "\n", "utf-8")


def _cldr() -> Table:
    table: Table = defaultdict(dict)
    english = Locale("en")
    for tag in LANGUAGES:
        locale = Locale(tag)
        for zone in ZONES:
            key = zone.rpartition("/")[2].replace("_", " ")
            _add(table, key, tag, locale.time_zones.get(zone, {}).get("city"))
            if tag == "en" and tag not in table.get(key, {}):
                _add(table, key, tag, key)
        for territory in TERRITORIES:
            _add(table, english.territories[territory], tag, locale.territories.get(territory))
    return {
        entity: spellings
        for entity, spellings in table.items()
        if len(set(map(tuple, spellings.values()))) > 1
    }


def _add(table: Table, entity: str, tag: str, name: str | None) -> None:
    """Add ``name``; only single words can be looked up."""
    if name and " " not in name and name[0].isupper() and len(name) >= 4:
        table[entity][tag] = [name]


if __name__ == "__main__":
    main()
