"""Nobody gets in but the browser that opened the address of this start."""

import gc
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from taikou_cli.web.app import ROUTES
from taikou_cli.web.asked import LARGEST_BODY

from .conftest import GATE, SMALL, Visitor

HOST = ("host", GATE.host)
COOKIE = ("cookie", f"{GATE.cookie}={GATE.secret}")
ORIGIN = ("origin", GATE.origin)
Visit = Callable[..., Visitor]


def test_first_address_gives_a_cookie_and_leaves_the_secret_behind(visit: Visit) -> None:
    got = visit().get(f"/?key={GATE.secret}", [HOST])
    assert got.status == 200
    cookie = got.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert 'content="0;url=/"' in got.text
    assert GATE.secret not in got.text


def test_pages_never_hold_the_secret(visit: Visit) -> None:
    got = visit().get("/")
    assert got.status == 200
    assert GATE.secret not in got.text + str(got.headers)


@pytest.mark.parametrize(
    "headers",
    [
        [HOST],
        [HOST, ("cookie", f"{GATE.cookie}=wrong")],
        [HOST, ("cookie", f"taikou-1={GATE.secret}")],
    ],
)
def test_without_the_secret_no_page_is_shown(visit: Visit, headers: list) -> None:
    visitor = visit()
    for path in ("/", "/plan", "/static/web.css", "/?key=wrong", "/?key="):
        got = visitor.get(path, headers)
        assert got.status == 403
        assert "小さな市" not in got.text
        assert "taikou serve" in got.text


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        ["evil.example"],
        [f"evil.example:{GATE.port}"],
        ["127.0.0.1"],
        ["127.0.0.1:1"],
        [f"localhost:{GATE.port}"],
        [f"[::1]:{GATE.port}"],
        [GATE.host, GATE.host],
    ],
)
def test_another_name_for_this_computer_is_refused(visit: Visit, hosts: list[str]) -> None:
    """A site whose name somebody points at 127.0.0.1 (DNS rebinding) sends its own name."""
    visitor = visit()
    names = [("host", host) for host in hosts]
    assert visitor.get("/", [*names, COOKIE]).status == 400
    assert visitor.get(f"/?key={GATE.secret}", names).status == 400
    assert visitor.post("/year/returns", headers=[*names, COOKIE, ORIGIN]).status == 400


@pytest.mark.parametrize(
    "more",
    [
        [],
        [("origin", "http://evil.example")],
        [("origin", "null")],
        [("origin", "http://127.0.0.1:1")],
        [("origin", f"http://localhost:{GATE.port}")],
        [ORIGIN, ORIGIN],
        [ORIGIN, ("sec-fetch-site", "same-site")],
        [ORIGIN, ("sec-fetch-site", "cross-site")],
    ],
)
def test_forms_of_other_pages_are_refused(visit: Visit, more: list) -> None:
    visitor = visit()
    for method, path, _ in ROUTES:
        if method == "POST":
            address = re.sub(r"{\w+(:int)?}", "1", path)
            assert visitor.post(address, headers=[HOST, COOKIE, *more]).status == 403


def test_forms_without_the_token_of_this_start_are_refused(visit: Visit) -> None:
    visitor = visit()
    headers = [HOST, COOKIE, ORIGIN, ("content-type", "application/x-www-form-urlencoded")]
    before = {path: path.read_bytes() for path in visitor.folder.rglob("*.yaml")}
    for method, path, _ in ROUTES:
        if method == "POST":
            address = re.sub(r"{\w+(:int)?}", "1", path)
            for body in (b"", b"token=wrong", b"token=%FF"):
                assert visitor.send("POST", address, body, headers).status == 403
    assert before == {path: path.read_bytes() for path in visitor.folder.rglob("*.yaml")}


def test_policy_lets_nothing_run_but_our_own_files(visit: Visit) -> None:
    visitor = visit()
    for path in ("/", "/nix", f"/?key={GATE.secret}"):
        policy = visitor.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "form-action 'self'" in policy


@pytest.mark.parametrize(
    "path",
    [
        "/static/../pyproject.toml",
        "/static/..%2f..%2fpyproject.toml",
        "/static/web.css/../../plan.yaml",
        "/static/report.css",
        "/static/C:/Windows/win.ini",
        "/static/" + "x" * 5000,
        "/static/web.css\0.txt",
        "/static/..\\plan.yaml",
        "/preview/../data/plan.yaml",
        "/preview/x/..%2f..%2fplan.yaml",
        "/data/plan.yaml",
        "/items/../../data/plan.yaml",
        "//etc/passwd",
        "/items/999",
        "/evaluations/9999/1",
    ],
)
def test_no_address_reaches_a_file_of_the_disk(visit: Visit, path: str) -> None:
    got = visit().get(path)
    assert got.status == 404
    assert "policy:" not in got.text


def test_an_upload_beyond_the_bound_is_refused_before_it_is_read(visit: Visit) -> None:
    visitor = visit()
    headers = [*visitor.headers, ORIGIN, ("content-type", "multipart/form-data; boundary=x")]
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    declared = [*headers, ("content-length", str(LARGEST_BODY + 1))]
    assert visitor.send("POST", "/year/returns", b"", declared).status == 413
    assert visitor.send("POST", "/year/returns", head + b"-" * LARGEST_BODY, headers).status == 413


def test_read_only_has_no_way_to_write(visit: Visit) -> None:
    visitor = visit(is_read_only=True)
    assert visitor.get("/").status == 200
    for method, path, _ in ROUTES:
        if method == "POST":
            assert visitor.post(re.sub(r"{\w+(:int)?}", "1", path)).status in {404, 405}


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_command_prints_one_line_and_serves_until_interrupted() -> None:
    command = [sys.executable, "-m", "taikou_cli", "serve", "--no-browser", "--port", "0"]
    started = subprocess.Popen(
        [*command, "--data", str(SMALL)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    address = started.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?key=[\w-]{40,}", address)
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    # The cookie is for every port of 127.0.0.1, as in browsers.
    assert opener.open(address).status == 200
    assert "小さな市" in opener.open(address.partition("?")[0]).read().decode()
    port = int(address.partition("/?")[0].rpartition(":")[2])
    if own := _own_address():
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((own, port), timeout=2)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=10)
    assert (started.returncode, out, err) == (0, "", "")


def _own_address() -> str:
    """Give an address of this computer that is not the loopback; empty if it has none."""
    found = socket.gethostbyname_ex(socket.gethostname())[2]
    return next((one for one in found if not one.startswith("127.")), "")


def test_a_plan_has_a_port_of_its_own(tmp_path: Path) -> None:
    from taikou_cli.web.serving import port_of

    assert port_of(tmp_path) == port_of(tmp_path)
    assert len({port_of(tmp_path / str(n)) for n in range(20)}) > 15
    assert all(49_152 <= port_of(tmp_path / str(n)) < 65_536 for n in range(200))


def test_a_taken_port_is_told_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    from taikou_cli.cli.main import run

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert run(["serve", "--data", str(SMALL), "--no-browser", "--port", port]) == 2
    assert "--port 0" in capsys.readouterr().err


@pytest.mark.parametrize("library", ["starlette", "uvicorn", "python_multipart"])
def test_without_the_web_libraries_the_way_out_is_told(tmp_path: Path, library: str) -> None:
    program = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "from taikou_cli.cli.main import run\n"
        f"sys.exit(run(['serve', '--no-browser', '--data', {str(SMALL)!r}]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
        cwd=tmp_path,
    )
    assert ended.returncode == 2
    assert ".[web]" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_many_requests_take_no_more_memory_than_a_few(visit: Visit) -> None:
    import tracemalloc

    visitor = visit()
    for _ in range(30):
        visitor.get("/")
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    began = time.monotonic()
    for _ in range(200):
        visitor.get("/")
    gc.collect()  # what only waits to be collected is not kept
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 1_000_000, f"{grown} bytes in {time.monotonic() - began:.0f} s"


def test_read_only_shows_what_the_pages_that_write_show(visit: Visit) -> None:
    visitor = visit(is_read_only=True)
    pages = ("/plan", "/items/2/edit", "/evaluations/2026/2", "/voices/2026/office", "/year")
    for path in (*pages, "/changes"):
        got = visitor.get(path)
        assert got.status == 200, got.words
        assert "保存</button>" not in got.text
        assert 'type="file"' not in got.text
