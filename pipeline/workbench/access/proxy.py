"""Names that a proxy tells: believed where the proxy's secret comes along, and nowhere else."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from pipeline.coding.working.sign_in import coder_name

USER_HEADER = "X-Remote-User"
SECRET_HEADER = "X-Llais-Proxy"
SECRET_VARIABLE = "LLAIS_PROXY_SECRET"

Headers = Sequence[tuple[bytes, bytes]]


def told_by_proxy(headers: Headers, user_header: str, secret: str) -> str:
    """Return whom the proxy signed in, "" where it names nobody, or where it is not the proxy that speaks.

    A header that comes twice was forged by whoever the proxy let through, and says nothing.
    """
    given, name = _only(headers, SECRET_HEADER), _only(headers, user_header)
    if not secret or given is None or name is None or not secrets.compare_digest(given, secret.encode()):
        return ""
    try:
        return coder_name(name.decode("utf-8"))
    except UnicodeDecodeError:
        return ""


def _only(headers: Headers, wanted: str) -> bytes | None:
    values = [value for name, value in headers if name.lower() == wanted.lower().encode()]
    return values[0] if len(values) == 1 else None
