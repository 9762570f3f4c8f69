"""The application as a browser without JavaScript meets it: requests as bytes, no network."""

import asyncio
import html
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pytest

from taikou_cli.web.app import build_app
from taikou_cli.web.gate import Gate
from taikou_cli.web.session import Session

ROOT = Path(__file__).parents[2]
SMALL, DEMO = ROOT / "tests/plans/small", ROOT / "examples/demo/data"
GATE = Gate(50_123, "the-secret-of-this-start")
_BOUNDARY = "----taikou"

Pairs = list[tuple[str, str]]


class Got(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def words(self) -> str:
        """What a reader sees, without tags."""
        shown = re.sub(r"<[^>]+>", " ", self.text.partition("<main")[2].partition("</main")[0])
        return " ".join(html.unescape(shown).split())


class _Fields(HTMLParser):
    """Reads the fields of a page's forms that write, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._form: dict[str, str] = {}
        self._open = ""

    def handle_starttag(self, tag: str, attributes: list) -> None:
        given = {key: value or "" for key, value in attributes}
        if tag == "form":
            self._form = self.forms.setdefault(given.get("action", ""), {})
        name = given.get("name", "")
        if tag == "input" and given.get("type") not in {"radio", "file", "checkbox"} and name:
            self._form[name] = given.get("value", "")
        elif tag in {"textarea", "select"} and name:
            self._open, self._form[name] = name, ""
        elif tag == "option" and "selected" in given and self._open:
            self._form[self._open] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._form[self._open] = self._form[self._open].removeprefix("\n")
        if tag in {"textarea", "select"}:
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open and self.lasttag == "textarea":
            self._form[self._open] += data


def read_form(page: str, action: str) -> dict[str, str]:
    """Give the fields of a form of a page."""
    reader = _Fields()
    reader.feed(page)
    return reader.forms[action]


def fill(form: dict[str, str], **values: str) -> dict[str, str]:
    """Type into the fields of a form, `kpis__kpi_1__actual="5"`."""
    filled = dict(form)
    for key, value in values.items():
        place = key.replace("__", "/")
        (name,) = (one for one in form if one.partition("~")[0] == place)
        filled[name] = value.replace("\n", "\r\n")
    return filled


class Visitor:
    """Sends requests to the application of a plan.

    Args:
        session: What the application shares.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.folder = session.folder
        self.app = build_app(session)
        self.headers: Pairs = [
            ("host", GATE.host),
            ("cookie", f"{GATE.cookie}={GATE.secret}"),
        ]

    def get(self, path: str, headers: Pairs | None = None) -> Got:
        return self.send("GET", path, b"", self.headers if headers is None else headers)

    def post(
        self,
        path: str,
        fields: dict[str, str] | Pairs | None = None,
        files: dict[str, bytes] | None = None,
        headers: Pairs | None = None,
    ) -> Got:
        given = fields.items() if isinstance(fields, dict) else fields or ()
        pairs = [*given] if "token" in dict(given) else [("token", GATE.token), *given]
        if files is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(pairs).encode()
        else:
            kind, body = f"multipart/form-data; boundary={_BOUNDARY}", _pack(pairs, files)
        own = [*self.headers, ("origin", GATE.origin), ("sec-fetch-site", "same-origin")]
        sent = own if headers is None else headers
        return self.send("POST", path, body, [*sent, ("content-type", kind)])

    def open_form(self, path: str) -> dict[str, str]:
        """Give the fields of the form of a page, as it is shown."""
        got = self.get(path)
        assert got.status == 200, got.words
        return read_form(got.text, path)

    def send(self, method: str, path: str, body: bytes, headers: Pairs) -> Got:
        # Playwright's loop may be running in the thread of the tests.
        with ThreadPoolExecutor(max_workers=1) as thread:
            return thread.submit(
                lambda: asyncio.run(self._send(method, path, body, headers))
            ).result()

    async def _send(self, method: str, path: str, body: bytes, headers: Pairs) -> Got:
        address, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": address,
            "raw_path": address.encode(),
            "query_string": quote(query, safe="=&%").encode(),
            "root_path": "",
            "headers": [(key.encode(), value.encode("utf-8")) for key, value in headers],
        }
        told: list[dict] = []
        parts = [body[at : at + 65_536] for at in range(0, len(body), 65_536)] or [b""]

        async def receive() -> dict:
            if not parts:
                return {"type": "http.disconnect"}
            part = parts.pop(0)
            return {"type": "http.request", "body": part, "more_body": bool(parts)}

        async def send(message: dict) -> None:
            told.append(message)

        await self.app(scope, receive, send)
        names = {key.decode(): value.decode() for key, value in told[0].get("headers", ())}
        content = b"".join(message.get("body", b"") for message in told[1:])
        return Got(told[0]["status"], names, content)


def _pack(pairs: Pairs, files: dict[str, bytes]) -> bytes:
    body = b""
    for name, value in pairs:
        body += f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        body += value.encode() + b"\r\n"
    for name, content in files.items():
        head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
        body += (
            f"--{_BOUNDARY}\r\n{head}\r\nContent-Type: application/octet-stream\r\n\r\n".encode()
        )
        body += content + b"\r\n"
    return body + f"--{_BOUNDARY}--\r\n".encode()


@pytest.fixture
def visit(tmp_path: Path) -> Callable[..., Visitor]:
    """Copy a plan and open its application."""

    def open_plan(plan: Path = SMALL, *, is_read_only: bool = False) -> Visitor:
        folder = tmp_path / "data"
        shutil.copytree(plan, folder)
        return Visitor(Session(folder, GATE, is_read_only=is_read_only))

    return open_plan


@pytest.fixture(autouse=True)
def _defects_are_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIKOU_DEBUG", "1")
