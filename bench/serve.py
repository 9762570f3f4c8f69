"""Weighs the pages of `taikou serve` against `taikou validate` of the same plan: processor time.

Every page that links lead to is asked for; the processor time of the serving process is read
from /proc (Linux only), as the mean over some requests. Then a field of an evaluation is saved
some times, and the memory is looked at after 100 and after 1,000 requests.
Run it as `python bench/serve.py [DATA] [YEAR]`; it works on a copy.
"""

import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from measure import ROOT, TAIKOU, run_once

_ROUNDS, _REQUESTS = 10, 1000
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
        """Give the processor seconds that it has taken."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def memory(self) -> float:
        """Give the megabytes that it holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text("utf-8").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class _Form(HTMLParser):
    """The fields of the form that is sent to an address."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.fields, self.texts = action, dict[str, str](), list[str]()
        self._is_inside, self._area, self._choice = False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._is_inside = given.get("action") == self.action
        if tag == "option" and "selected" in given and self._choice:
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


def save(server: Server, page: str, round_: int) -> None:
    """Change the first text of a page's form and save it."""
    form = _Form(page)
    form.feed(server.ask("GET", page).text)  # type: ignore[attr-defined]
    form.fields[form.texts[0]] = f"{round_}回目に書いた文。"
    answer = server.ask("POST", page, urlencode(form.fields))
    if answer.status >= http.HTTPStatus.BAD_REQUEST:
        raise SystemExit(f"{page}: {answer.status}")


def main() -> None:
    """Print what pages, saving and many requests cost."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples/demo/data"
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(given, Path(folder) / "data"))
        validate = [*TAIKOU, "validate", "--data", str(data)]
        once = statistics.median(run_once(validate).cpu for _ in range(_ROUNDS))
        process, server = start(data)
        try:
            _weigh(server, once)
        finally:
            process.terminate()
            process.wait()


def _weigh(server: Server, once: float) -> None:
    pages = find_pages(server)
    print(f"validate {once * 1000:.0f} ms; {len(pages)} pages")
    for page in pages:
        begin = server.cpu()
        for _ in range(_ROUNDS):
            server.ask("GET", page)
        took = (server.cpu() - begin) / _ROUNDS
        print(f"{page:<48}{took * 1000:>7.0f} ms{took / once:>7.2f}")
    forms = [page for page in pages if re.fullmatch(r"/evaluations/[0-9]+/[0-9]+", page)]
    if forms:
        begin = server.cpu()
        for round_ in range(_ROUNDS):
            save(server, forms[0], round_)
        took = (server.cpu() - begin) / _ROUNDS
        print(f"{'open a form, change a text, save':<48}{took * 1000:>7.0f} ms{took / once:>7.2f}")
    for count in (_REQUESTS // 10, _REQUESTS):
        for number in range(count):
            server.ask("GET", pages[number % len(pages)])
        print(f"memory after {count} more requests: {server.memory():.0f} MB")


if __name__ == "__main__":
    main()
