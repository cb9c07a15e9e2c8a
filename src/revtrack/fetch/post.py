"""
Post one JSON body to an address of the configuration, through the same gate as every request.
"""

import asyncio
import ssl
from collections.abc import Mapping
from typing import Any

import aiohttp
from yarl import URL

from revtrack.config import FetchSettings
from revtrack.errors import AddressRefused
from revtrack.fetch import connect, gate, headers
from revtrack.fetch.failures import translate


async def post(
    url: str, body: bytes, extra: Mapping[str, str], settings: FetchSettings, *, timeout_s: float,
    lookup: connect.Lookup | None = None, tls: ssl.SSLContext | bool = True,
) -> str:  # fmt: skip
    """
    Post *body* as JSON and return why it was not taken: empty when the server answered 2xx.

    Redirects are not followed: what is posted is for the address that was configured. Raises
    nothing that a server or the network can cause.
    """
    try:
        address = gate.check(url, settings)
    except AddressRefused as error:
        return str(error)
    sent = {"User-Agent": headers.user_agent(settings), "Content-Type": "application/json", **extra}
    made: Any = connect.connector(settings, lookup=lookup, limit=1, tls=tls)
    token = connect.asking.set(address)
    try:
        async with (
            asyncio.timeout(timeout_s),
            aiohttp.ClientSession(connector=made, cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.post(URL(str(address), encoded=True), data=body, headers=sent, allow_redirects=False) as answer,
        ):
            return "" if 200 <= answer.status < 300 else f"the server answered {answer.status}"
    except Exception as error:
        failed = translate(error, settings)
        if failed is None:
            raise
        return f"{failed.code}: {failed.detail}"
    finally:
        connect.asking.reset(token)
