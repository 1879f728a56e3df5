"""The results that functions of the packages keep."""

from __future__ import annotations

import functools
import sys

from tests.mutation.suites import SUITES


def forget_cached_results() -> None:
    """Clear the caches of all functions, so that the next call runs the function's lines."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in SUITES:
            for value in list(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()
