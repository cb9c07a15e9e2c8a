"""What a process does before it is copied: everything common is at hand, nothing rare is."""

import subprocess
import sys

ASK = """
import sys
from revtrack.pipeline import digest, warm
loaded = set(sys.modules)
warm()
print(*sorted({name.partition(".")[0] for name in set(sys.modules) - loaded} - {"revtrack"}))
"""


def test_getting_ready_loads_nothing_that_only_doubtful_pages_need() -> None:
    """The invented article is read without asking the large library that doubtful pages are given to."""
    done = subprocess.run([sys.executable, "-c", ASK], stdout=subprocess.PIPE, text=True, check=True)
    assert "trafilatura" not in done.stdout.split()
