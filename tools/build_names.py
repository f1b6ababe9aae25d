"""Build the table of cities and countries by language from the Unicode CLDR.

Usage: pip install babel; python tools/build_names.py [--check NAMES.jsonl]
Reads the CLDR as babel ships it (exemplar cities of time zones, names of territories; Unicode licence
v3) and writes ``src/provenance/translation/data/names.toml``. Persons, and cities that CLDR lacks, stand
in ``persons.toml`` beside it and are kept by hand.
The same input gives the same file bit for bit. With ``--check`` nothing is written: the names of
countries and cities in the file (one record a line: ``entity``, ``type``, ``variants`` by language)
are compared with the CLDR.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def check(path: Path) -> None:
    """Print the names in the file that the CLDR writes otherwise, and how many it knows at all."""
    compared = 0
    for record in map(json.loads, path.read_text("utf-8").splitlines()):
        for tag, written, known in _known(record):
            compared += 1
            if known not in written:
                print(f"{record['entity']}: {tag} {', '.join(written)}; CLDR: {known}")
    print(f"{compared} names compared")


def _known(record: dict[str, Any]) -> Iterator[tuple[str, list[str], str]]:
    """Yield language, spellings of the record, and spelling of the CLDR, wherever it has one."""
    english, name = Locale("en"), record["entity"]
    codes = {shown: code for code, shown in english.territories.items()}
    zones = {zone.rpartition("/")[2]: zone for tag in LANGUAGES for zone in Locale(tag).time_zones}
    zones |= {"Kyiv": "Europe/Kiev"}
    for tag, written in record["variants"].items():
        locale = Locale.parse("sr_Latn" if tag == "sr" else tag)
        if record["type"] == "country":
            known = locale.territories.get(codes.get(name))
        elif record["type"] == "city":
            known = locale.time_zones.get(zones.get(name.replace(" ", "_")), {}).get("city")
        else:
            known = None
        if known:
            yield tag, written, known


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", type=Path, metavar="NAMES.jsonl")
    names = parser.parse_args().check
    main() if names is None else check(names)
