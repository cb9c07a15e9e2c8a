"""What each story of a correction is to come to: the hard cases of the handbook, one file each."""

from pathlib import Path

import pytest

from link.stories import FOLDER, found, open_changes, read

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    """The links, and where a story asks for it what no note explains, are those its file says."""
    story = read(path)
    wanted = [line for line in story.expected if not line.startswith("unannounced")]
    assert found(story) == wanted, story.promise
    if len(wanted) < len(story.expected):
        assert open_changes(story) == [line for line in story.expected if line.startswith("unannounced")]


def test_there_is_a_story_for_every_hard_case() -> None:
    """The 35 hard cases of the handbook each have a file; those after them are our own."""
    assert {int(path.stem[:2]) for path in FILES} >= set(range(1, 36))
