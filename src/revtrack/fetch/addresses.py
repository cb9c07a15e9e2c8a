"""
Say which IP addresses are on the public net.

An own table, because the standard library's `is_global` calls NAT64, 6to4,
site-local and multicast addresses public on some of the Pythons we run on.
Addresses that carry an IPv4 address inside are judged by what they carry.
Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries, RFC 6890.
"""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

V4 = tuple(
    (IPv4Network(network), why)
    for network, why in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a carrier's customers"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
"""Every IPv4 range that is not an ordinary public host's."""

V6 = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("::1/128", "loopback"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b:1::/48", "local NAT64"),
        ("100::/64", "discard"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
"""IPv6 ranges with a name of their own; whatever else lies outside 2000::/3 is unassigned."""

MAPPED = IPv6Network("::ffff:0:0/96")
NAT64 = IPv6Network("64:ff9b::/96")
GLOBAL_UNICAST = IPv6Network("2000::/3")


@lru_cache(maxsize=1024)
def why_not_public(address: str | IPv4Address | IPv6Address) -> str | None:
    """
    Return why *address* is not an ordinary public host's, in words; None when it is.

    Raises ValueError when a text is no IP address in standard spelling.
    """
    ip = ip_address(address.partition("%")[0]) if isinstance(address, str) else address
    if isinstance(ip, IPv4Address):
        return next((why for network, why in V4 if ip in network), None)
    if ip in MAPPED or ip in NAT64:
        inner = why_not_public(IPv4Address(int(ip) & 0xFFFFFFFF))
        return f"{inner} inside an IPv6 address" if inner else None
    named = next((why for network, why in V6 if ip in network), None)
    return named or (None if ip in GLOBAL_UNICAST else "unassigned")
