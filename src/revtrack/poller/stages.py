"""
Load the stages into the process that workers are copies of, and leave them as they are.

What is loaded here is shared by all workers until one of them writes beside it;
frozen, the collector of none of them does (19 of 142 MB in `benchmarks/poll`).
"""

import gc

import revtrack.pipeline  # noqa: F401 (loading it is what this is for)

gc.collect()
gc.freeze()
