"""Weighs the pages of `taikou serve` against `taikou validate` of the same plan: processor time.

Every page that links lead to is asked for; the processor time of the serving process is read
from /proc (Linux only), as the mean over some requests. Then a field of an evaluation is saved
some times, and the memory is looked at after 100 and after 1,000 requests.
Run it as `python bench/serve.py [DATA]`; it works on a copy, recorded in git.
"""

import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from measure import ROOT, TAIKOU, run_once

_ROUNDS, _REQUESTS = 10, 1000
_NAME = ("-c", "user.name=bench", "-c", "user.email=bench@example.jp")
_TICK = os.sysconf("SC_CLK_TCK")
# A list of evaluations leads to as many pages of one kind as there are items.
_MOST_OF_A_KIND = 3


class Server(NamedTuple):
    """A serving process, how to reach it, and with what to be let in."""

    pid: int
    host: str
    cookie: str

    def ask(self, method: str, path: str, body: str = "") -> http.client.HTTPResponse:
        """Send a request on a connection of its own; the answer is read to its end."""
        connection = http.client.HTTPConnection(self.host)
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")  # type: ignore[attr-defined]
        connection.close()
        return answer

    def cpu(self) -> float:
        """Give the processor seconds that it has taken, with those of the git that it has run."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / _TICK

    def memory(self) -> float:
        """Give the megabytes that it holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text("utf-8").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class _Form(HTMLParser):
    """The fields of the form that is sent to an address."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.fields, self.texts = action, dict[str, str](), list[str]()
        self.first = dict[str, str]()  # of each choice, chosen or not
        self._is_inside, self._area, self._choice = False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._is_inside = given.get("action") == self.action
        if tag == "option" and self._choice:
            self.first.setdefault(self._choice, given.get("value", ""))
            if "selected" in given:
                self.fields[self._choice] = given.get("value", "")
        name = given.get("name", "")
        if not (self._is_inside and name):
            return
        is_chosen = given.get("type") not in {"radio", "checkbox", "file"} or "checked" in given
        if tag == "input" and is_chosen:
            self.fields[name] = given.get("value", "")
        if tag == "select":
            self._choice = name
        if tag == "textarea":
            self._area, self.fields[name] = name, ""
            self.texts.append(name)

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area
        self._choice = "" if tag == "select" else self._choice

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data


def start(data: Path) -> tuple[subprocess.Popen[str], Server]:
    """Start the application on a free port, and get in."""
    command = [*TAIKOU, "serve", "--port", "0", "--no-browser", "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    told = process.stdout.readline() if process.stdout else ""
    found = re.search(r"https?://\S+", told)
    if found is None:
        raise SystemExit(f"no address: {told}")
    address = urlsplit(found[0])
    server = Server(process.pid, address.netloc, "")
    answer = server.ask("GET", f"{address.path}?{address.query}")
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    return process, server._replace(cookie=cookie)


def find_pages(server: Server) -> list[str]:
    """Follow the links from the start page; of pages that differ by a number, some."""
    found, waiting, kinds = dict[str, None](), ["/"], dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"[0-9]+", "N", path.partition("?")[0])
        if path in found or kinds.get(kind, 0) >= _MOST_OF_A_KIND:
            continue
        answer = server.ask("GET", path)
        if answer.status != http.HTTPStatus.OK or "html" not in answer.headers["Content-Type"]:
            continue
        found[path], kinds[kind] = None, kinds.get(kind, 0) + 1
        links = re.findall(r'href="(/[^"#]*)', answer.text)  # type: ignore[attr-defined]
        waiting += [one.replace("&amp;", "&") for one in links]
    return list(found)


def reopen(server: Server, page: str) -> None:
    """Bring the evaluation of a page back to the first stage, in which nothing is closed."""
    year, number = page.split("/")[2:]
    form = _Form("/year/stages")
    form.feed(server.ask("GET", f"/year?year={year}").text)  # type: ignore[attr-defined]
    told = {"items": number, "direction": "back", "why": "書くため"}
    _send(server, "/year/stages/move", {"stage": form.first["stage"], **form.fields, **told})


def save(server: Server, page: str, round_: int) -> None:
    """Change the first text of a page's form and save it."""
    form = _Form(page)
    form.feed(server.ask("GET", page).text)  # type: ignore[attr-defined]
    form.fields[form.texts[0]] = f"{round_}回目に書いた文。"
    _send(server, page, form.fields)


def _send(server: Server, page: str, fields: dict[str, str]) -> None:
    answer = server.ask("POST", page, urlencode(fields))
    if answer.status >= http.HTTPStatus.BAD_REQUEST:
        raise SystemExit(f"{page}: {answer.status}")


def main() -> None:
    """Print what pages, saving and many requests cost."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples/demo/data"
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(given, Path(folder) / "data"))
        for line in ("init -q", "add .", "commit -qm 記録"):
            subprocess.run(["git", "-C", folder, *_NAME, *line.split()], check=True)  # noqa: S607
        validate = [*TAIKOU, "validate", "--data", str(data)]
        run_once(validate)
        kept = statistics.median(run_once(validate).cpu for _ in range(_ROUNDS))
        # Below a file nothing can be kept: what a check takes after something has changed.
        nowhere = {"XDG_CACHE_HOME": str(data / "plan.yaml")}
        anew = statistics.median(run_once(validate, nowhere).cpu for _ in range(_ROUNDS))
        process, server = start(data)
        try:
            _weigh(server, kept, anew)
        finally:
            process.terminate()
            process.wait()


def _weigh(server: Server, kept: float, anew: float) -> None:
    pages = find_pages(server)
    print(f"validate: {anew * 1000:.0f} ms; with nothing changed {kept * 1000:.0f} ms")
    print(f"{len(pages)} pages, against the second")
    for page in pages:
        _time(server, page, kept, lambda _, page=page: server.ask("GET", page))
    forms = [page for page in pages if re.fullmatch(r"/evaluations/[0-9]+/[0-9]+", page)]
    for page in [*forms[:1], *(one for one in pages if one.endswith("/edit"))][:2]:
        if page in forms:
            reopen(server, page)
        told = f"open {page}, change a text, save"
        _time(server, told, anew, lambda round_, page=page: save(server, page, round_))
    for count in (_REQUESTS // 10, _REQUESTS):
        for number in range(count):
            server.ask("GET", pages[number % len(pages)])
        print(f"memory after {count} more requests: {server.memory():.0f} MB")


def _time(server: Server, name: str, once: float, act: Callable[[int], object]) -> None:
    begin = server.cpu()
    for round_ in range(_ROUNDS):
        act(round_)
    took = (server.cpu() - begin) / _ROUNDS
    print(f"{name:<48}{took * 1000:>7.0f} ms{took / once:>7.2f}")


if __name__ == "__main__":
    main()
