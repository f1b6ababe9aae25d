"""Blocks: what of a page is the article's body, and what kind of boilerplate the rest is."""

from .block import KINDS, Block
from .detector import BlockDetector

__all__ = ["KINDS", "Block", "BlockDetector"]
