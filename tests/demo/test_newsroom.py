"""The invented newsroom behaves as real outlets do."""

import http.client

from revtrack.demo.edition import HOURS, stories
from revtrack.demo.newsroom import Newsroom, serving


def ask(address: str, host: str, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes, str | None]:
    connection = http.client.HTTPConnection(address)
    try:
        connection.request("GET", path, headers={"Host": host, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.getheader("ETag")
    finally:
        connection.close()


def test_pages_differ_on_every_load_but_keep_their_tag_until_edited() -> None:
    """Noise changes each load, the entity tag only with the story; a matching tag is answered 304."""
    newsroom = Newsroom(stories())
    page = newsroom.stories[("dailyharbour.example", "/2026/11/02/bridge")].first
    with serving(newsroom) as address:
        status, first, tag = ask(address, page.outlet.host, page.path)
        assert status == 200
        assert ask(address, page.outlet.host, page.path)[1] != first
        assert ask(address, page.outlet.host, page.path, {"If-None-Match": tag or ""})[0] == 304
        newsroom.step = 1
        status, second, new_tag = ask(address, page.outlet.host, page.path, {"If-None-Match": tag or ""})
    assert (status, new_tag != tag) == (200, True)
    assert b"cylists" in first
    assert b"cyclists" in second


def test_a_withdrawn_story_is_gone_and_an_unknown_one_is_not_found() -> None:
    """410 for what was withdrawn, 404 for what never was."""
    newsroom = Newsroom(stories())
    newsroom.step = len(HOURS) - 1
    with serving(newsroom) as address:
        assert ask(address, "www.capitalledger.example", "/deals/bellweather-takeover-talks")[0] == 410
        assert ask(address, "www.capitalledger.example", "/nothing")[0] == 404


def test_every_story_shows_its_last_words_at_the_last_step() -> None:
    """No step's replacement names words that are not there."""
    for story in stories():
        seen = [story.first, *(story.at(step) for step in range(len(HOURS)))]
        for change in story.steps:
            before = seen[change["at"]]
            text = "\n".join((*before.paragraphs, before.caption))
            assert all(old in text for old, _ in change.get("replace", ())), story.first.path
