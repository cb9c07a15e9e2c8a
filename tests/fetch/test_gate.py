"""The address gate refuses every way of naming a place that is not public."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.config import FetchSettings
from revtrack.errors import AddressRefused
from revtrack.fetch import check, join
from revtrack.fetch.addresses import why_not_public

PLAIN = FetchSettings()

REFUSED = [
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://①②⑦.0.0.1/",
    "http://127。0。0。1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fec0::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1]/",
    "http://100.64.0.1/",
    "http://169.254.169.254/",
    "http://192.0.0.8/",
    "http://224.0.0.1/",
    "http://10.0.0.1/",
    "http://172.31.0.1/",
    "http://192.168.1.1/",
    "http://255.255.255.255/",
    "http://[3fff::1]/",
    "http://[5f00::1]/",
    "http://192.88.99.1/",
    "http://[ff02::1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2001:0:7f00:1::]/",
    "http://[fd00::1]/",
    "http://[::]/",
    "http://0.0.0.0/",
    "http://127.0.0.1./",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://api.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://127.0.0.1:8888\\@example.com/",
    "http://example.com\\.evil/",
    "http://user@example.com/",
    "http://user:pw@example.com/",
    "http://example.com@evil.example/",
    "http://example.com:80@evil.example/",
    "http:///path",
    "http:example.com",
    "//example.com/x",
    "http://example.com:22/",
    "http://example.com:25/",
    "http://example.com:6379/",
    "http://example.com:0/",
    "http://example.com:99999/",
    "http://example.com:080000/",
    "file:///etc/passwd",
    "file:/etc/passwd",
    "gopher://example.com/",
    "ftp://example.com/",
    "data:text/html,x",
    "javascript:alert(1)",
    "javascript://%0aalert(1)",
    "source:file:///etc/passwd",
    "http://exa%6dple.com/",
    "http://[example.com]/",
    "http://1.2.3.4.5/",
    "http://256.1.1.1/",
    "http://ｅｘａｍｐｌｅ.com/",
    "http://-example.com/",
    "http://a..b/",
]
WITH_SPACES = [
    "", " http://example.com/", "http://example.com/ x", "http://exam\tple.com/", "http://example.com\t.evil/",
    "http://example.com/\r\nX: 1", "http://example.com/\x00", "http://example.com/\u202ecod", "http://example.com/\u2028",
    "http://example.com/\u00a0", "http://exa\u00admple.com/", "http://example.com/\x7f", "http://example.com/" + "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("url", [*REFUSED, *WITH_SPACES])
def test_refused(url: str) -> None:
    """Odd spellings, private places, other schemes, user info, control characters: refused with a reason."""
    with pytest.raises(AddressRefused) as caught:
        check(url, PLAIN)
    assert caught.value.reason
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://Example.COM", "http://example.com/"),
        ("HTTPS://example.com:443/a#part", "https://example.com/a"),
        ("http://example.com:8080/a?b=c&d=é", "http://example.com:8080/a?b=c&d=%C3%A9"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("http://example.com./a/../b?", "http://example.com/a/../b?"),
        ("http://example.com?x=1", "http://example.com/?x=1"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("http://[2606:2800:21F::1]/", "http://[2606:2800:21f::1]/"),
        ("http://[64:ff9b::5db8:d70e]/", "http://[64:ff9b::5db8:d70e]/"),
        ("http://user.example.com/@handle/a%2Fb", "http://user.example.com/@handle/a%2Fb"),
        ("http://example.com/a|b<c>", "http://example.com/a%7Cb%3Cc%3E"),
    ],
)
def test_let_through_in_canonical_spelling(url: str, canonical: str) -> None:
    """Public http and https addresses come out as one spelling, ready to be asked; once more changes nothing."""
    assert str(check(url, PLAIN)) == canonical
    assert str(check(canonical, PLAIN)) == canonical


def test_allowed_by_name() -> None:
    """`host:port` lets one port through, `host` the usual ports; odd spellings of an allowed host are that host."""
    one = FetchSettings(allow_private=("127.0.0.1:8911",))
    assert str(check("http://127.0.0.1:8911/x", one)) == "http://127.0.0.1:8911/x"
    assert str(check("http://0x7f.1:8911/x", one)) == "http://127.0.0.1:8911/x"
    for url in ("http://127.0.0.1/", "http://127.0.0.1:8912/", "http://127.0.0.2:8911/"):
        with pytest.raises(AddressRefused):
            check(url, one)
    whole = FetchSettings(allow_private=("cms.internal",))
    assert check("http://cms.internal/x", whole).host == "cms.internal"
    with pytest.raises(AddressRefused):
        check("http://cms.internal:22/", whole)


@pytest.mark.parametrize("reference", ["//127.0.0.1/", "http:\\\\127.0.0.1", "file:///x", "/a\r\nb", "//u@h.example/"])
def test_references_go_through_the_same_gate(reference: str) -> None:
    """What a page or a redirect points to is judged like what a person types."""
    with pytest.raises(AddressRefused):
        join(check("http://example.com/a/b", PLAIN), reference, PLAIN)


def test_references_are_resolved() -> None:
    """Relative references lead where a browser would go."""
    base = check("https://example.com/a/b?x", PLAIN)
    assert str(join(base, "../c", PLAIN)) == "https://example.com/c"
    assert str(join(base, "//other.example/d", PLAIN)) == "https://other.example/d"
    assert str(join(base, "?y", PLAIN)) == "https://example.com/a/b?y"


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_every_dress(address: object) -> None:
    """Mapped into IPv6 and behind NAT64, an address is as public as it is plain."""
    number = int(address)  # type: ignore[call-overload]
    plain = why_not_public(str(address))
    assert bool(why_not_public(f"::ffff:{number >> 16:x}:{number & 0xFFFF:x}")) == bool(plain)
    assert bool(why_not_public(f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}")) == bool(plain)
    try:
        check(f"http://{number}/", PLAIN)
        passed = True
    except AddressRefused:
        passed = False
    assert passed == (plain is None)


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    """Whatever is typed, the gate answers: a URL that stays as it is, or a refusal."""
    for url in (text, "http://" + text):
        try:
            passed = check(url, PLAIN)
        except AddressRefused:
            continue
        assert check(str(passed), PLAIN) == passed
