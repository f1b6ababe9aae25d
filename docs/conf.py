"""How the documentation is built: sphinx-build -W docs docs/_build (extra ``docs``; needs no network)."""

from importlib.metadata import version as _version

project = "text-provenance"
copyright = "2026, the text-provenance developers"  # noqa: A001  the name that Sphinx asks for
version = release = _version("text-provenance")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
default_role = "code"  # docstrings name things in single backticks, some of them outside the reference

myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"

html_theme = "furo"
html_title = "text-provenance"

# Pages link to files of the repository that are not pages; tests/test_docs.py checks that each is there.
suppress_warnings = ["myst.xref_missing"]
