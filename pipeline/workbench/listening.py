"""Take a port of this computer's own, for whoever serves pages to its browser."""

from __future__ import annotations

import errno
import os
import socket

from pipeline.workbench.errors import HostNotLocal, PortTaken

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


def address(host: str, port: int) -> str:
    """Write the address to open in a browser."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def listen(host: str, port: int) -> socket.socket:
    """Take the port, on this computer's own address only. Raises HostNotLocal, PortTaken."""
    if host not in LOCAL_HOSTS:
        raise HostNotLocal(
            "llais serves only this computer: use 127.0.0.1, localhost or ::1. "
            "For a team, put a server that asks people to sign in before it."
        )
    # The protocol by name: only so does asyncio send small answers at once, and not after 40 milliseconds.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise PortTaken(f"Port {port} belongs to another program. Choose another with --port.") from None
        raise
    return listening
