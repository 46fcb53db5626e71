"""The socket that connections come to, and how it is closed without losing one that came in time."""

from __future__ import annotations

import ctypes
import socket
import struct
from contextlib import suppress

_ATTACH_FILTER = 26  # SO_ATTACH_FILTER, as socket(7) tells of it; Python has no name for it
# A program for the kernel's packet filter: a segment with the flag SYN is dropped, any other is taken.
_NO_SYN = b"".join(
    struct.pack("=HBBI", *step)
    for step in (
        (0x30, 0, 0, 13),  # load the byte of flags
        (0x45, 0, 1, 0x02),  # SYN?
        (0x06, 0, 0, 0),  # drop it
        (0x06, 0, 0, 0xFFFFFFFF),  # take it
    )
)


def listen(host: str, port: int) -> socket.socket:
    """A socket to serve on; port 0 takes any that is free. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    return sock


def address(sock: socket.socket) -> str:
    """The socket's address, as a browser takes it."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def deafen(sock: socket.socket) -> None:
    """Let no new connection begin, while those that have begun go on and can still be accepted.

    A socket that is closed breaks the connections that wait to be accepted, and under load there is always one. Whoever
    knocks at a deaf one knocks again a second later, and finds nobody. Only Linux can do this: elsewhere the queue is
    made as short as it can be.
    """
    program = ctypes.create_string_buffer(_NO_SYN, len(_NO_SYN))
    with suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, _ATTACH_FILTER, struct.pack("HP", 4, ctypes.addressof(program)))
        return
    sock.listen(0)
