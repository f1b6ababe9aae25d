"""The one place that applies the catalogue's rules to a text."""

from .detector import NoticeDetector, files_for
from .notice import Notice

__all__ = ["Notice", "NoticeDetector", "files_for"]
