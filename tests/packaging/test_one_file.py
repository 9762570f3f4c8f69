"""The program of one file, as somebody has it who has nothing else: no Python, git, or network.

It is built once; `TAIKOU_ONE_FILE` names one that is built already.
"""

import contextlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILT = os.environ.get("TAIKOU_ONE_FILE")
MISSING = [
    name for name in ("PyInstaller", "pylopdf_fonts_jp") if importlib.util.find_spec(name) is None
]
pytestmark = pytest.mark.skipif(
    bool(MISSING) and not BUILT, reason=f"{'、'.join(MISSING)} がない（pip install '.[release]'）"
)
MOST_BYTES = 60_000_000
MOST_TIMES = 2.5
# Without these Windows starts no program.
NEEDED = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if os.name == "nt"}


class Office:
    """A computer without anything, and the program on it."""

    def __init__(self, program: Path, top: Path) -> None:
        self.program, self.top = program, top
        self.plan = top / "plan/data"
        caches = {"HOME": str(top / "home"), "LOCALAPPDATA": str(top / "home/.cache")}
        self.environment = {**NEEDED, **caches, "PATH": str(top / "nothing")}
        (top / "home").mkdir()
        self.offline = find_offline()

    @property
    def unpacked(self) -> list[Path]:
        return list((self.top / "home/.cache/taikou").glob("program-*"))

    def run(self, *arguments: object, status: int = 0) -> str:
        ended = subprocess.run(
            [*self.offline, self.program, *map(str, arguments)],
            env=self.environment,
            cwd=self.top,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert ended.returncode == status, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr

    @contextlib.contextmanager
    def serving(self, program: Path, *arguments: str):
        """Start it where the network of this computer's own can be reached; give its address."""
        process = subprocess.Popen(
            [program, *arguments],
            env=self.environment,
            cwd=self.top,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        try:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            yield next(line.strip() for line in lines if line.startswith("http://127.0.0.1:"))
        finally:
            process.terminate()
            process.wait(20)
            process.stdout.close()


def find_offline() -> list[str]:
    """Give what runs a command where there is no network at all, where the system has that."""
    command = [shutil.which("unshare") or "unshare", "--map-root-user", "--net"]
    try:
        subprocess.run([*command, shutil.which("true")], check=True, capture_output=True)
    except (OSError, TypeError, subprocess.CalledProcessError):
        return []
    return command


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    top = tmp_path_factory.mktemp("office")
    output = top / "download"
    if BUILT:
        output.mkdir()
        shutil.copy2(ROOT / BUILT, output)
    else:
        build = [sys.executable, ROOT / "packaging/build.py", "-o", output]
        done = subprocess.run(build, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    (program,) = output.iterdir()
    place = Office(program, top)
    place.run("demo", "plan")
    return place


def test_it_is_one_download_of_a_moderate_size(office: Office) -> None:
    assert office.program.stat().st_size <= MOST_BYTES


def test_plan_is_checked_and_rules_have_their_manuals(office: Office) -> None:
    assert "エラー 0件" in office.run("validate", "--data", office.plan)
    assert "誤りの例" in office.run("rule", "TK422")
    installed = subprocess.run(
        [sys.executable, "-m", "taikou_cli", "rule", "--all"], capture_output=True, check=True
    )
    assert office.run("rule", "--all") == installed.stdout.decode("utf-8")


def test_schemas_and_help_are_there(office: Office) -> None:
    office.run("schema", "-o", "schemas")
    assert {path.name for path in (office.top / "schemas").iterdir()} == {
        path.name for path in (ROOT / "schemas").iterdir()
    }
    for command in ("", "validate", "report", "form", "serve"):
        assert "--help" in office.run(*command.split(), "--help")


def test_reports_are_made_with_the_font_that_comes_along(office: Office) -> None:
    report = ["report", "--year", 2024, "--data", office.plan, "-o", "reports"]
    office.run(*report)
    office.run(*report, "--format", "pdf", "--font", "Noto Sans JP")
    written = {path.suffix: path.read_bytes() for path in (office.top / "reports").iterdir()}
    assert written[".pdf"].startswith(b"%PDF-1.7")
    assert "架空" in written[".md"].decode("utf-8")
    assert "</html>" in written[".html"].decode("utf-8")
    office.run(*report, "--format", "docx")
    assert (office.top / "reports/annual-2024.docx").read_bytes().startswith(b"PK")
    assert b"NotoSansJP" in b"".join(read_font_names(written[".pdf"]))


def read_font_names(pdf: bytes) -> list[bytes]:
    import io

    from pypdf import PdfReader

    fonts = (page["/Resources"].get("/Font", {}) for page in PdfReader(io.BytesIO(pdf)).pages)
    return [str(one["/BaseFont"]).encode() for page in fonts for one in page.values()]


def test_a_form_goes_out_and_comes_back(office: Office) -> None:
    office.run("form", "export", "--year", 2025, "--data", office.plan, "-o", "forms")
    forms = sorted((office.top / "forms").glob("*.xlsx"))
    assert forms
    told = office.run("form", "import", *forms, "--data", office.plan, "--dry-run")
    assert "データに変わりはありません" in told


def test_a_year_is_published_and_the_bundle_holds(office: Office) -> None:
    plan = office.top / "published/data"
    shutil.copytree(office.plan, plan)
    office.run("publish", 2024, "--data", plan, "-o", "bundle", "--font", "Noto Sans JP")
    (bundle,) = (office.top / "bundle").glob("*.zip")
    assert "一致します" in office.run("verify", bundle)


def test_without_git_it_says_what_is_missing(office: Office) -> None:
    assert "git が見つかりません" in office.run("diff", "--data", office.plan, status=2)


def test_pages_answer(office: Office) -> None:
    options = ("serve", "--no-browser", "--port", "0", "--data", str(office.plan))
    with office.serving(office.program, *options) as address:
        assert "行財政改革" in read_first_page(address)


def test_double_click_opens_the_plan_beside_the_program(office: Office) -> None:
    beside = office.top / "desk"
    shutil.copytree(office.plan, beside / "架空の例/data")
    program = Path(shutil.copy2(office.program, beside))
    with office.serving(program) as address:
        assert "行財政改革" in read_first_page(address)


def test_double_click_without_a_plan_offers_one(office: Office) -> None:
    told = office.run()
    assert "架空の例で試す" in told
    assert "新しい計画を作る" in told


def read_first_page(address: str) -> str:
    """Open the address, as the browser does, and what it then leads to."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    for one in (address, address.partition("?")[0]):
        with browser.open(one, timeout=60) as answer:
            text = answer.read().decode("utf-8")
    return text


def test_program_is_unpacked_once_and_again_where_a_file_went_missing(office: Office) -> None:
    (folder,) = office.unpacked
    made = folder.stat().st_ino
    office.run("--version")
    assert folder.stat().st_ino == made
    (font,) = folder.rglob("NotoSansJP-Regular.otf")
    font.unlink()
    office.run("--version")
    assert font.is_file()
    assert office.unpacked == [folder]
    assert not list(folder.parent.glob(".program-*"))


def test_it_works_where_nothing_can_be_kept(office: Office, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    before = office.environment
    office.environment = before | {"XDG_CACHE_HOME": str(blocked), "LOCALAPPDATA": str(blocked)}
    try:
        assert office.run("--version").startswith("taikou ")
    finally:
        office.environment = before


def test_terms_of_everything_inside_come_along(office: Office) -> None:
    (folder,) = office.unpacked
    texts = {path.parent.name: path for path in folder.rglob("licences/*/*")}
    assert "SIL Open Font License" in texts["pylopdf-fonts-jp"].read_text("utf-8")
    listed = subprocess.run(
        [sys.executable, ROOT / "packaging/sbom.py", office.top / "bom.json"], check=True
    )
    assert listed.returncode == 0
    bom = json.loads((office.top / "bom.json").read_text("utf-8"))
    assert {one["name"] for one in bom["components"]} - set(texts) <= {"CPython"}
    assert all(re.fullmatch(r"[\w.]+", one["version"]) for one in bom["components"])


def test_findings_are_kept_for_this_build_only(office: Office) -> None:
    (folder,) = office.unpacked
    (note,) = folder.rglob("taikou_cli/bundled/source.txt")
    assert "checks/rules/tk505_word_doubled.py " in note.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="the helper's pipe is handed on in another way")
def test_a_helper_process_helps_and_does_not_begin_again(office: Office) -> None:
    (folder,) = office.unpacked
    asking = """
import multiprocessing as m, multiprocessing.spawn as spawn, sys
sys.frozen = True
spawn.set_executable(sys.argv[1])
context = m.get_context("spawn")
helper = context.Process(target=print, args=("helped",))
helper.start()
helper.join(60)
print(helper.exitcode)
"""
    program = folder / office.program.name
    ended = subprocess.run(
        [sys.executable, "-c", asking, str(program)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.stdout.splitlines() == ["helped", "0"], ended.stdout + ended.stderr


def test_checking_takes_little_longer_than_with_the_installed_command(office: Office) -> None:
    options = ["validate", "--data", str(office.plan)]
    commands = ([office.program], [sys.executable, "-m", "taikou_cli"])
    times = [
        [measure([*command, *options], office.environment) for command in commands]
        for _ in range(9)
    ]
    packed, installed = map(min, zip(*times, strict=True))
    assert packed / installed <= MOST_TIMES


def measure(command: list[object], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began
