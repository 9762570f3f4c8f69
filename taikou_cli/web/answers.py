"""What a page answers: bytes with what they are, and the headers that every answer has."""

from typing import NamedTuple
from urllib.parse import quote

from starlette.responses import Response

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# What a plan's own templates may hold runs as nobody: without our cookie, and without a way to us.
_PREVIEW_POLICY = (
    "sandbox allow-scripts allow-forms; default-src 'none'; script-src 'unsafe-inline' {0}; \
style-src 'unsafe-inline' {0}; img-src data: {0}; connect-src {0}; base-uri 'none'"
)
_HTML = "text/html; charset=utf-8"
_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Going back shows the page as it was, with what was typed and what it was typed over.
    "Cache-Control": "no-cache",
}


class Answer(NamedTuple):
    """An answer before it is one of the web library.

    Attributes:
        body: The bytes.
        status: The number that says how it went.
        media: What the bytes are.
        headers: What is to be said of them beside that.
    """

    body: bytes
    status: int = 200
    media: str = _HTML
    headers: tuple[tuple[str, str], ...] = ()

    def respond(self) -> Response:
        """Make the response, with what keeps a page from doing harm."""
        policy = {
            "Content-Security-Policy": _POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        return Response(
            self.body,
            self.status,
            media_type=self.media,
            headers=_COMMON | policy | dict(self.headers),
        )


def go_to(path: str) -> Answer:
    """Send the browser on to one of our pages, so that reloading it writes nothing again."""
    return Answer(b"", 303, headers=(("Location", path),))


def offer(name: str, body: bytes, media: str = "application/octet-stream") -> Answer:
    """Give a file to be saved under a name."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Answer(body, media=media, headers=(("Content-Disposition", disposition),))


def preview(body: bytes, media: str, origin: str) -> Answer:
    """Show something that was made of the plan, by templates that may be the plan's own."""
    return Answer(
        body,
        media=media,
        headers=(
            ("Content-Security-Policy", _PREVIEW_POLICY.format(origin)),
            ("Cross-Origin-Resource-Policy", "cross-origin"),
            ("Access-Control-Allow-Origin", "null"),  # its own script, which runs as nobody
        ),
    )
