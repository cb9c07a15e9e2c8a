"""Databases of news trackers, and exports of publishing systems."""

import json
import sqlite3
from pathlib import Path

import pytest

from exchange.reading import everything, listed, write
from exchange.stories import FIRST, HEADLINE, SECOND
from exchange.test_repositories import git
from revtrack.errors import InputError
from revtrack.exchange import Listed

URL = "https://harbour.example/fares"

# The tables as diffengine's models (peewee) make them.
DIFFENGINE = """
CREATE TABLE "entry" ("id" INTEGER NOT NULL PRIMARY KEY, "url" VARCHAR(255) NOT NULL, "created" DATETIME NOT NULL,
    "checked" DATETIME NOT NULL);
CREATE TABLE "entryversion" ("id" INTEGER NOT NULL PRIMARY KEY, "title" VARCHAR(255) NOT NULL,
    "url" VARCHAR(255) NOT NULL, "summary" VARCHAR(255) NOT NULL, "created" DATETIME NOT NULL,
    "archive_url" VARCHAR(255), "entry_id" INTEGER NOT NULL REFERENCES "entry" ("id"));
"""


def test_a_diffengine_database_is_read(tmp_path: Path) -> None:
    """Versions of one entry in order, with their title and where they were archived."""
    db = sqlite3.connect(tmp_path / "diffengine.db")
    db.executescript(DIFFENGINE)
    rows = [(2, "2026-05-03 11:30:00.250000", SECOND), (1, "2026-05-03 08:00:00", FIRST)]
    db.executemany("INSERT INTO entryversion VALUES (?, ?, ?, ?, ?, ?, 1)",
                   [(n, HEADLINE, URL, f"<p>{text}</p>", at, f"https://web.archive.example/{n}") for n, at, text in rows])  # fmt: skip
    db.commit()
    db.close()
    found, troubles = everything("diffengine", tmp_path / "diffengine.db")
    assert troubles == []
    assert [(i.url, [look.at for look in i.looks]) for i in found] == [
        (URL, ["2026-05-03T08:00:00Z", "2026-05-03T11:30:00.250000Z"])
    ]
    assert f"<h1>{HEADLINE}</h1>\n<p>{FIRST}</p>".encode() in found[0].looks[0].body
    assert found[0].looks[0].detail == (("entryversion", "1"), ("archive_url", "https://web.archive.example/1"))


def test_newsedits_sentences_become_paragraphs_again(tmp_path: Path) -> None:
    """Order is by number and not by its spelling; the time is unknown."""
    db = sqlite3.connect(tmp_path / "outlet.db")
    db.execute("CREATE TABLE split_sentences (entry_id INTEGER, version INTEGER, sent_idx INTEGER, sentence TEXT)")
    for version, text in ((0, FIRST), (1, SECOND)):
        words = (
            ["<p>" + text, "It is the first rise.</p>", "<p>" + "Bo Osk objects.</p>"] + ["More."] * 8 + ["The end."]
        )
        db.executemany(
            "INSERT INTO split_sentences VALUES (7, ?, ?, ?)", [(version, n, w) for n, w in enumerate(words)]
        )
    db.commit()
    db.close()
    found, _ = everything("newsedits", tmp_path / "outlet.db")
    assert [(i.url, [look.at for look in i.looks]) for i in found] == [("import:newsedits/7", ["", ""])]
    body = found[0].looks[1].body.decode()
    assert f"<p>{SECOND} It is the first rise.</p>\n<p>Bo Osk objects.</p>" in body
    assert body.index("More.") < body.index("The end.")


def test_newsdiffs_texts_are_found_in_git_beside_the_database(tmp_path: Path) -> None:
    """The commit a version names holds its text; a version whose text is nowhere is named."""
    folder = tmp_path / "articles"
    folder.mkdir()
    git(folder, "init", "-q")
    db = sqlite3.connect(tmp_path / "newsdiffs.db")
    db.executescript("""
        CREATE TABLE "Articles" (id INTEGER PRIMARY KEY, url TEXT, initial_date DATETIME, last_update DATETIME,
            last_check DATETIME, git_dir TEXT);
        CREATE TABLE version (id INTEGER PRIMARY KEY, article_id INTEGER, v TEXT, title TEXT, byline TEXT,
            date DATETIME, boring BOOL, diff_json TEXT);
    """)
    db.execute(
        "INSERT INTO Articles VALUES (1, ?, '', '', '', '/srv/newsdiffs/articles')", ["http://harbour.example/fares"]
    )
    import subprocess

    for number, text in enumerate((FIRST, SECOND), 1):
        write(folder / "harbour.example/fares", f"{text}\n\nMore.\n")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", "x")
        commit = subprocess.run(["git", "-C", folder, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
        db.execute("INSERT INTO version VALUES (?, 1, ?, ?, 'Ana Teal', ?, 0, '')",
                   [number, commit.stdout.strip(), HEADLINE, f"2026-05-0{number} 08:00:00"])  # fmt: skip
    db.execute("INSERT INTO version VALUES (3, 1, 'no-such-commit', '', '', '2026-05-03 08:00:00', 0, '')")
    db.commit()
    db.close()
    found, troubles = everything("newsdiffs", tmp_path / "newsdiffs.db")
    assert [(i.url, [look.at for look in i.looks]) for i in found] == [
        ("http://harbour.example/fares", ["2026-05-01T08:00:00Z", "2026-05-02T08:00:00Z"])
    ]
    assert f"<p>{SECOND}</p>\n<p>More.</p>".encode() in found[0].looks[1].body
    assert len(troubles) == 1
    assert "its text is not in git" in troubles[0]


WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Daily Harbour</title>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{link}</link><dc:creator>ana</dc:creator>
<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>{id}</wp:post_id>
<wp:post_date_gmt>2026-05-03 08:00:00</wp:post_date_gmt><wp:post_modified_gmt>{at}</wp:post_modified_gmt>
<wp:post_parent>{parent}</wp:post_parent><wp:status>{status}</wp:status><wp:post_type>{type}</wp:post_type></item>"""


def test_a_wordpress_export_joins_revisions_to_their_post(tmp_path: Path) -> None:
    """Oldest first, drafts and attachments left out, blank lines of the classic editor made paragraphs."""
    base = {"title": HEADLINE, "link": URL, "parent": 0, "status": "publish", "type": "post"}
    items = [
        ITEM.format(**base, text=f"{SECOND}\n\nMore.", id=5, at="2026-05-03 11:30:00"),
        ITEM.format(**{**base, "parent": 5, "status": "inherit", "type": "revision", "link": f"{URL}?p=6"}, text=FIRST,
                    id=6, at="2026-05-03 08:00:00"),
        ITEM.format(**{**base, "status": "draft"}, text="secret", id=7, at="2026-05-03 08:00:00"),
        ITEM.format(**{**base, "type": "attachment"}, text="", id=8, at="2026-05-03 08:00:00"),
    ]  # fmt: skip
    found, troubles = everything("wordpress", write(tmp_path / "export.xml", WXR.format(items="".join(items))))
    assert troubles == []
    assert [(i.url, [look.at for look in i.looks]) for i in found] == [
        (URL, ["2026-05-03T08:00:00Z", "2026-05-03T11:30:00Z"])
    ]
    assert f"<p>{SECOND}</p>\n<p>More.</p>".encode() in found[0].looks[1].body


def test_wordpress_rest_answers_are_read(tmp_path: Path) -> None:
    """A list of posts and their revisions, as /wp-json/wp/v2 gives them; an item of another kind is named."""
    post = {"id": 5, "link": URL, "date_gmt": "2026-05-03T08:00:00", "modified_gmt": "2026-05-03T11:30:00",
            "title": {"rendered": HEADLINE}, "content": {"rendered": f"<p>{SECOND}</p>"}}  # fmt: skip
    revision = {"id": 6, "parent": 5, "date_gmt": "2026-05-03T08:00:00", "modified_gmt": "2026-05-03T08:00:00",
                "title": {"rendered": HEADLINE}, "content": {"rendered": f"<p>{FIRST}</p>"}}  # fmt: skip
    found, troubles = everything(
        "wordpress", write(tmp_path / "posts.json", json.dumps([post, revision, {"code": "x"}]))
    )
    assert [[look.at for look in i.looks] for i in found] == [["2026-05-03T08:00:00Z", "2026-05-03T11:30:00Z"]]
    assert len(troubles) == 1


# As MediaWiki's published schema export-0.11.xsd has it (checked against it by hand).
MEDIAWIKI = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://www.mediawiki.org/xml/export-0.11/ http://www.mediawiki.org/xml/export-0.11.xsd"
 version="0.11" xml:lang="en">
<siteinfo><sitename>Harbour Wiki</sitename><dbname>harbourwiki</dbname>
<base>https://wiki.harbour.example/wiki/Main_Page</base><generator>MediaWiki 1.43.0</generator>
<case>first-letter</case><namespaces><namespace key="0" case="first-letter" />
<namespace key="1" case="first-letter">Talk</namespace></namespaces><namespacealiases /></siteinfo>
<page><title>Pell ferry</title><ns>0</ns><id>1</id>
<revision><id>11</id><parentid>10</parentid><timestamp>2026-05-03T11:30:00Z</timestamp>
<contributor><username>Ana</username><id>7</id></contributor><minor/>
<comment>fix the rise</comment>{form}<text bytes="9" xml:space="preserve">{second}</text><sha1>abc</sha1></revision>
<revision><id>10</id><timestamp>2026-05-03T08:00:00Z</timestamp><contributor deleted="deleted" />
<comment deleted="deleted" />{form}<text bytes="9" xml:space="preserve">{first}</text><sha1>abb</sha1></revision>
<revision><id>12</id><parentid>11</parentid><timestamp>2026-05-04T08:00:00Z</timestamp>
<contributor><ip>203.0.113.7</ip></contributor>{form}<text bytes="9" deleted="deleted" /><sha1 /></revision>
<upload><timestamp>2026-05-04T08:00:00Z</timestamp><contributor><username>Ana</username><id>7</id></contributor>
<filename>Ferry.jpg</filename><src>https://wiki.harbour.example/f.jpg</src><size>9</size></upload></page>
<page><title>Talk:Pell ferry</title><ns>1</ns><id>2</id><revision><id>13</id><timestamp>2026-05-03T08:00:00Z</timestamp>
<contributor><ip>203.0.113.7</ip></contributor>{form}<text>x</text><sha1 /></revision></page>
<logitem><id>1</id><timestamp>2026-05-04T08:00:00Z</timestamp><contributor><username>Ana</username><id>7</id></contributor>
<type>move</type><action>move</action></logitem></mediawiki>"""
FORM = "<model>wikitext</model><format>text/x-wiki</format>"
WIKITEXT = (
    "{{{{Infobox|name={{{{nowrap|Pell}}}}}}}}\n'''Pell ferry''' links [[Pell]] and the [[outer islands|islands]].&lt;ref&gt;{{{{cite}}}}&lt;/ref&gt;\n"
    "== Fares ==\n{text}\n[[File:Ferry.jpg|thumb|A [[ferry]]]]\n[[Category:Ferries]]"
)


def test_a_mediawiki_dump_is_read_as_the_words_it_shows(tmp_path: Path) -> None:
    """Revisions in order of time; templates, references and files left out; a removed text is named."""
    dump = MEDIAWIKI.format(form=FORM, first=WIKITEXT.format(text=FIRST), second=WIKITEXT.format(text=SECOND))
    found, troubles = everything("mediawiki", write(tmp_path / "dump.xml", dump))
    assert [i.url for i in found] == ["https://wiki.harbour.example/wiki/Pell_ferry"]
    assert [look.at for look in found[0].looks] == ["2026-05-03T08:00:00Z", "2026-05-03T11:30:00Z"]
    assert found[0].looks[0].body.decode() == (
        f"# Pell ferry\n\nPell ferry links Pell and the islands.\n## Fares\n\n{FIRST}"
    )
    assert dict(found[0].looks[0].detail) == {"revision": "10", "sha1": "abb"}
    assert dict(found[0].looks[1].detail) == {
        "revision": "11",
        "author": "Ana",
        "message": "fix the rise",
        "sha1": "abc",
    }
    assert troubles == ["Pell ferry, revision 12: its text was removed from the dump"]


@pytest.mark.parametrize("kind", ["mediawiki", "wordpress", "opml"])
def test_an_export_with_entities_is_refused(tmp_path: Path, kind: str) -> None:
    """Billion laughs and outside entities: no export has a document type definition."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    page = "<rss><channel><outline text='&f;'/><item/><page><title>&a;&f;</title></page></channel></rss>"
    with pytest.raises(InputError, match="document type definition"):
        everything(kind, write(tmp_path / "export.xml", bomb + page))


def test_lists_of_addresses_bring_articles_and_feeds_to_watch(tmp_path: Path) -> None:
    """A column of addresses by any usual name; what is no address is named."""
    table = f"Headline,Link,Outlet\nFares,{URL},The Daily Harbour\nx,javascript:alert(1),\n,,\n"
    found, troubles = listed("csv", write(tmp_path / "a.csv", table))
    assert found == [Listed(URL, "The Daily Harbour")]
    assert troubles == ["a.csv, line 3: no address: 'javascript:alert(1)'"]
    with pytest.raises(InputError, match="no column of addresses; its header has name, age"):
        listed("csv", write(tmp_path / "b.csv", "name,age\n"))
    opml = (
        f'<opml version="2.0"><body><outline text="Ferries"><outline text="Fares" type="link" url="{URL}"/></outline>'
        '<outline text="Harbour" xmlUrl="https://h.example/rss" htmlUrl="https://h.example/"/>'
        '<outline text="Pier" xmlUrl="feed:rss"/></body></opml>'
    )
    found, troubles = listed("opml", write(tmp_path / "a.opml", opml))
    assert found == [Listed(URL), Listed("https://h.example/rss", is_feed=True)]
    assert troubles == ["a.opml: no address: 'feed:rss'"]
