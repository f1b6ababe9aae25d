"""Adapters for the hosts that texts already run through, one module a host.

Each module imports its host, so import only the one you use:
``from provenance.integrations.scrapy import ProvenancePipeline``.
"""
