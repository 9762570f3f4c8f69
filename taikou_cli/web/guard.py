"""The guard before every page: it looks at a request before anybody else does."""

from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from taikou_cli.web.answers import Answer
from taikou_cli.web.gate import SAFE_METHODS, Gate

_PAGE = """<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>{title}</title><link rel="icon" href="data:,">{more}</head>
<body><main><h1>{title}</h1><p>{message}</p></main></body></html>
"""
_OTHER_NAME = "このアドレスでは開けません。{}/ を開いてください。"
_FOREIGN = "ほかのサイトや、ほかの画面から送られたものは受け付けません。何も保存していません。"
_UNKNOWN = (
    "taikou serve を起動したときに表示されたアドレス（?key= の付いたもの）を開いてください。"
    "起動し直すと、アドレスは変わります。入力していた文は、この画面を開いたまま"
    "別の画面でそのアドレスを開き、ここに戻って再読み込みすると使えます。"
)


class Guard:
    """Lets in what the gate knows.

    Args:
        app: What answers those who are let in.
        gate: What this start is known by.
        is_previewed: Tells the paths that are shown without our cookie, to what runs as nobody.
    """

    def __init__(self, app: ASGIApp, gate: Gate, is_previewed: Callable[[str], bool]) -> None:
        self._app = app
        self._gate = gate
        self._is_previewed = is_previewed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it be answered."""
        if scope["type"] != "http":
            return
        if (stop := self._stop(scope)) is not None:
            await stop.respond()(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _stop(self, scope: Scope) -> Answer | None:
        headers, gate = scope["headers"], self._gate
        if not gate.is_addressed(headers):
            return _say(400, "開けません", _OTHER_NAME.format(gate.origin))
        if scope["method"] not in SAFE_METHODS:
            if not gate.is_own_form(headers):
                return _say(403, "受け付けません", _FOREIGN)
        elif self._is_previewed(scope["path"]):
            return None
        elif scope["path"] == "/" and self._has_key(scope):
            return self._let_in()
        return (
            None if gate.is_known(headers) else _say(403, "アドレスを開き直してください", _UNKNOWN)
        )

    def _has_key(self, scope: Scope) -> bool:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("key", [])
        return len(given) == 1 and self._gate.is_key(given[0])

    def _let_in(self) -> Answer:
        """Exchange the secret for a cookie, and take it out of the address.

        A page that sends itself on, not a redirect: after a redirect from a link elsewhere the
        browser would not yet send the cookie.
        """
        page = _say(200, "開いています", "", '<meta http-equiv="refresh" content="0;url=/">')
        cookie = f"{self._gate.cookie}={self._gate.secret}; Path=/; HttpOnly; SameSite=Strict"
        return page._replace(headers=(("Set-Cookie", cookie), ("Referrer-Policy", "no-referrer")))


def _say(status: int, title: str, message: str, more: str = "") -> Answer:
    return Answer(_PAGE.format(title=title, message=message, more=more).encode("utf-8"), status)
