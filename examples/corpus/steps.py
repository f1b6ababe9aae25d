"""The steps of the corpus example: read WARC files, learn what repeats on each site, annotate with it.

They hold nothing but names of files, so they run wherever datatrove's executors send them.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from functools import reduce
from operator import or_
from pathlib import Path
from urllib.parse import urlsplit

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers.base import BaseDiskReader

import provenance
from provenance.blocks import RepeatedBlocks, SiteProfile
from provenance.export.records import Markup, Record
from provenance.html import parse


def site_of(document: Document) -> str:
    """Return the site that the metadata names, or the host of the address; nothing for a broken one."""
    named = document.metadata.get("site")
    if named:
        return str(named)
    try:
        return urlsplit(document.metadata.get("url") or "").hostname or ""
    except ValueError:  # "http://[": a crawl holds such addresses, and none of them may end the run
        return ""


class WarcPages(BaseDiskReader):
    """Yields the pages of WARC files as HTML, those of WET files as text."""

    name = "WARC and WET"

    def read_file(self, filepath: str) -> DocumentsPipeline:
        """Yield a document for every record that holds a page."""
        from provenance.integrations.warc import iter_records  # needs fastwarc, which JSON Lines do not

        with self.data_folder.open(filepath, "rb") as stream:
            for number, page in enumerate(iter_records(stream)):
                data = {"text": page.text, "id": page.id, "url": page.url, "html": page.kind == "response"}
                document = self.get_document_from_dict(data, filepath, number)
                if document is not None:
                    yield document


def given(document: Document) -> Record:
    """Return what the library shall look at."""
    html, url = document.metadata.get("html"), document.metadata.get("url")
    return Record(document.id, Markup(document.text, url) if html else document.text)


class LearnSites(PipelineStep):
    """First pass: counts which lines repeat on each site, and writes a file of profiles for the task."""

    name = "Learn sites"
    type = "SITES"

    def __init__(self, shards: Path) -> None:
        super().__init__()
        self.shards = shards

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Read all documents of the task, then write; a task that is killed writes nothing."""
        profiles: defaultdict[str, SiteProfile] = defaultdict(SiteProfile)
        for document in data:
            with self.track_time():
                self.learn(document, profiles[site_of(document)])
            yield document
        write(self.shards / f"{rank:05}.json", profiles)

    def learn(self, document: Document, profile: SiteProfile) -> None:
        """Count the lines of one page; a page that cannot be read counts for nothing."""
        try:
            text = (
                parse(document.text) if document.metadata.get("html") else provenance.Document(document.text)
            )
        except provenance.DocumentTooLarge:
            self.stat_update("too_large")
        else:
            profile.update(text)


class MergeSites(PipelineStep):
    """Between the passes: merges the profiles of all tasks; in which order does not matter."""

    name = "Merge sites"
    type = "SITES"

    def __init__(self, shards: Path, merged: Path) -> None:
        super().__init__()
        self.shards, self.merged = shards, merged

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Write one file of profiles."""
        parts: defaultdict[str, list[SiteProfile]] = defaultdict(list)
        for path in sorted(self.shards.glob("*.json")):
            for site, profile in read(path).items():
                parts[site].append(profile)
        write(self.merged, {site: reduce(or_, profiles) for site, profiles in parts.items()})
        yield from ()


class AnnotateSites(PipelineStep):
    """Second pass: writes the analysis into the metadata; the text becomes the one that offsets count in."""

    name = "Annotate"
    type = "ANNOTATOR"

    def __init__(self, merged: Path) -> None:
        super().__init__()
        self.merged = merged

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Yield every document, annotated with what its site repeats in view."""
        standard = provenance.default_pipeline()
        pipelines = {
            site: provenance.Pipeline(RepeatedBlocks(profile, is_counted=True), standard)
            for site, profile in read(self.merged).items()
        }
        for document in data:
            with self.track_time():
                pipeline = pipelines[site_of(document)]
                (result,) = provenance.analyze_many([given(document)], processes=1, pipeline=pipeline)
                if result.analysis is not None:
                    document.text = result.analysis.text
                document.metadata["site"] = site_of(document)
                document.metadata["provenance"] = result.to_dict()
            self.stat_update("errors" if result.failure else "annotated")
            yield document


def write(path: Path, profiles: dict[str, SiteProfile]) -> None:
    """Write profiles by site, wholly or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    data = {site: json.loads(profile.to_json()) for site, profile in sorted(profiles.items())}
    half.write_text(json.dumps(data), "utf-8")
    os.replace(half, path)


def read(path: Path) -> dict[str, SiteProfile]:
    """Return the profiles by site that `write` wrote."""
    data = json.loads(path.read_text("utf-8"))
    return {site: SiteProfile.from_json(json.dumps(profile)) for site, profile in data.items()}
