"""Profiles of Hypothesis: few new examples while working, many fixed ones in CI."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# A shared machine is slow at times: a deadline or a slow draw says nothing about the library.
_RELAXED = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("dev", max_examples=25, deadline=None, suppress_health_check=_RELAXED)
# Derandomised, so that one commit is judged the same twice.
settings.register_profile(
    "ci", max_examples=200, deadline=None, derandomize=True, suppress_health_check=_RELAXED
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
