"""``python -m provenance`` is the command ``provenance``."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
