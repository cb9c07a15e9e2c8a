"""
Send every answer at once.

Worker processes share a socket that Python no longer knows to be TCP, so asyncio
leaves Nagle's algorithm on for its connections: the head of an answer goes out
and its body waits for the reader's delayed acknowledgement, 40 ms on Linux.
"""

import asyncio
import socket

from uvicorn.protocols.http.auto import AutoHTTPProtocol


class PromptProtocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """Uvicorn's protocol over connections that do not wait for acknowledgements."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Turn Nagle's algorithm off, where the connection is TCP."""
        connection = transport.get_extra_info("socket")
        if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
