"""What other programs may import is there, is what it says, and costs nothing until used."""

import subprocess
import sys

import revtrack


def test_everything_promised_can_be_imported() -> None:
    """Every name of `__all__` resolves, and the stage functions are not hidden by packages of the same name."""
    for name in revtrack.__all__:
        assert getattr(revtrack, name) is not None
    assert all(
        callable(getattr(revtrack, name)) for name in ("extract", "diff", "link", "compare", "align", "find_notes")
    )


def test_stage_functions_survive_the_import_of_their_packages() -> None:
    """`revtrack.diff` is the function, whoever imported the package `revtrack.diff` before."""
    code = (
        "import revtrack.diff, revtrack.link, revtrack.extract, revtrack.pipeline, revtrack\n"
        "from revtrack import diff, link, extract\n"
        "assert callable(diff) and callable(link) and callable(extract), (diff, link, extract)\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_the_package_imports_no_stage() -> None:
    """A program that only needs the version pays for nothing else."""
    code = "import sys, revtrack; print([m for m in sys.modules if m.startswith(('revtrack.', 'lxml', 'aiohttp'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['revtrack._version']"
