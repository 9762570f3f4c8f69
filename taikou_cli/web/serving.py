"""Starts the web application: a port of the plan's own, a secret of this start, the browser."""

import gc
import hashlib
import os
import secrets
import socket
import webbrowser
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from threading import Timer
from typing import NamedTuple

import uvicorn

from taikou_cli.base.errors import TaikouError
from taikou_cli.web.app import build_app
from taikou_cli.web.gate import LOOPBACK, Gate
from taikou_cli.web.running import Claim, claim
from taikou_cli.web.session import Session

_FIRST_PORT, _PORTS = 49_152, 16_000
_MOST_TRIES = 20
_SOON = 0.5


class Start(NamedTuple):
    """How the application is started.

    Attributes:
        port: The port; None for the plan's own, 0 for any.
        is_read_only: Nothing can be written.
        opens: Open the browser.
    """

    port: int | None
    is_read_only: bool
    opens: bool

    @property
    def is_usual(self) -> bool:
        """Who asks for nothing of his own is content with a server that is there already."""
        return self.port is None and not self.is_read_only


def serve(folder: Path, start: Start, tell: Callable[[str], None]) -> bool:
    """Serve a plan until the program is interrupted, or open the server that serves it already.

    Args:
        folder: The folder that holds `plan.yaml`.
        start: How.
        tell: Gets the address when a browser can open it.

    Returns:
        Whether it has served the plan itself.

    Raises:
        TaikouError: The port is taken.
    """
    with claim(folder) if start.is_usual else nullcontext(Claim(None)) as place:
        if not place.address:
            _serve_here(folder, start, place, tell)
            return True
        tell(place.address)
        if start.opens:
            _open_browser(place.address)
        return False


def _serve_here(folder: Path, start: Start, place: Claim, tell: Callable[[str], None]) -> None:
    with _listen(folder, start.port) as listening:
        gate = Gate(listening.getsockname()[1], secrets.token_urlsafe(32))
        place.announce(gate.first_address)
        session = Session(folder, gate, is_read_only=start.is_read_only)
        session.view()  # before the browser comes, who would wait for it
        gc.enable()  # a command ends before it matters; this one goes on
        tell(gate.first_address)
        if start.opens:
            _open_soon(gate.first_address)
        with suppress(KeyboardInterrupt):
            _build_server(session).run(sockets=[listening])


def _build_server(session: Session) -> uvicorn.Server:
    """Log nothing: addresses hold the secret. Guess nothing: nobody stands between."""
    return uvicorn.Server(
        uvicorn.Config(
            build_app(session),
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            http="h11",
            loop="asyncio",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
    )


def port_of(folder: Path) -> int:
    """Give the plan's own port: what browsers keep for an address is there again at the next start."""
    digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).digest()
    return _FIRST_PORT + int.from_bytes(digest[:4]) % _PORTS


def _listen(folder: Path, port: int | None) -> socket.socket:
    wanted = [port] if port is not None else range(port_of(folder), port_of(folder) + _MOST_TRIES)
    for one in wanted:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":
            # A port whose last program has just ended is free; on Windows this would take it
            # from a program that uses it.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, one))
            listening.listen()
        except OSError:
            listening.close()
        else:
            return listening
    raise TaikouError(
        f"ポート {wanted[0]} を使えません（ほかのソフトが使っています）。",
        "「--port 0」を付けると、空いているポートを使います。",
    )


def _open_browser(address: str) -> None:
    with suppress(OSError, webbrowser.Error):
        webbrowser.open(address)


def _open_soon(address: str) -> None:
    timer = Timer(_SOON, _open_browser, (address,))
    timer.daemon = True
    timer.start()
