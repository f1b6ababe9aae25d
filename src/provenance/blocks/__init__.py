"""Blocks: what of a page is the article's body, and what kind of boilerplate the rest is."""

from .block import KINDS, Block
from .detector import BlockDetector
from .family import Family
from .site import RepeatedBlocks, RepeatedLine, SiteProfile

__all__ = ["KINDS", "Block", "BlockDetector", "Family", "RepeatedBlocks", "RepeatedLine", "SiteProfile"]
