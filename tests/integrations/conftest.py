"""Three hundred small documents of many kinds, and what the library itself says about them."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

import provenance
from provenance.export.records import dump_line

LINES = (
    "The night train to the coast will run again from October, the operator said on Friday.",
    "Der Stadtrat hat den Bau der neuen Brücke mit großer Mehrheit beschlossen.",
    "Le musée rouvrira ses portes au printemps, après trois ans de travaux.",
    "El mercado cerrará los lunes hasta que termine la obra.",
    "夜行列車は十月から再び運行される。",
    "This article was machine translated from German.",
    "Traduit de l'anglais par Jeanne Morel.",
    "Kommentare werden vor der Veröffentlichung geprüft.",
    "We reserve the right to delete comments.",
    "Subscribe to our newsletter.",
    "© 2025 Coast Courier. All rights reserved.",
    "🚆 \u202eabc\u202c e\u0301 \x00 \t ",
)


def _documents() -> list[dict[str, str]]:
    chance = random.Random(11)
    documents = [{"id": "empty", "text": ""}, {"id": "blank", "text": " \n\t"}]
    for number in range(298):
        lines = chance.choices(LINES, k=chance.randrange(1, 9))
        line_end = chance.choice(["\n", "\r\n", "\n\n"])
        documents.append({"id": f"doc-{number:03}", "text": line_end.join(lines)})
    return documents


@pytest.fixture(scope="session")
def documents() -> list[dict[str, str]]:
    """Return the documents, the same in every run."""
    return _documents()


@pytest.fixture(scope="session")
def expected(documents: list[dict[str, str]]) -> list[str]:
    """Return the canonical JSON line of every document, made without any host."""
    analyses = ((d["id"], provenance.analyze(d["text"])) for d in documents)
    return [dump_line(analysis.to_dict(id=name)).rstrip("\n") for name, analysis in analyses]


@pytest.fixture(scope="session")
def ray() -> Iterator[None]:
    """Run Ray on this machine alone, with two processors and little memory."""
    import ray

    ray.init(num_cpus=2, object_store_memory=100_000_000, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()
