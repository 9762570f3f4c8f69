"""`taikou verify`: a change of any file or figure is found, from the bundle alone."""

import csv
import hashlib
import io
import json
import re
import shutil
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.publication.verification.differences import iter_differences
from taikou_cli.publication.verification.figures import compute_figures
from taikou_cli.publication.verification.open_data import parse_open_data
from tests.publication.reading import find_bundle

DEMO = Path(__file__).parents[2] / "examples/demo/data"
YEAR = 2024
NAME = "renamed.zip"
pytestmark = pytest.mark.usefixtures("same_pages_are_read_once")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Give the files of a bundle."""
    folder = tmp_path_factory.mktemp("publish")
    data = Path(shutil.copytree(DEMO, folder / "data"))
    command = ["publish", str(YEAR), "-o", str(folder), "--date", "2025-11-20"]
    assert run([*command, "--data", str(data)]) == 0
    with zipfile.ZipFile(find_bundle(folder, YEAR)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def verify(published, tmp_path, capsys):
    """Change a bundle, mend the hashes as a forger would, and give what `verify` says."""

    def check(change, *, mend=True):
        files = dict(published)
        manifest = json.loads(files["MANIFEST.json"])
        change(files, manifest)
        if mend:
            for entry in manifest["files"]:
                if content := files.get(entry["path"]):
                    entry["sha256"] = hashlib.sha256(content).hexdigest()
                    entry["size"] = len(content)
        if "MANIFEST.json" in files:
            files["MANIFEST.json"] = json.dumps(manifest).encode()
        path = tmp_path / NAME
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        code = run(["verify", str(path)])
        return code, "".join(capsys.readouterr())

    return check


def test_untouched_bundle_is_found_right(verify):
    code, told = verify(lambda *_: None)
    assert code == 0
    assert "一致します" in told


def test_every_page_names_the_picture_of_its_year(published):
    address = f"https://www.example.jp/gyokaku/{YEAR}/card.png"
    assert published[f"site/{YEAR}/card.png"].startswith(b"\x89PNG")
    for name in (one for one in published if re.match(r"site/.*\.html", one)):
        page = published[name].decode()
        assert f'<meta property="og:image" content="{address}">' in page, name
        assert '<meta name="twitter:card" content="summary_large_image">' in page
        (words,) = re.findall('<meta property="og:image:alt" content="([^"]+)">', page)
        assert words.startswith("架空のデータです")
        assert "42.9％＝15項目/35項目" in words


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda f, _: f.update({"data/items.csv": b"x"}), "data/items.csv の内容が一覧の"),
        (lambda f, _: f.pop("data/items.csv"), "data/items.csv がありません"),
        (lambda f, _: f.update({"extra.txt": b"x"}), "extra.txt は一覧にない"),
        (lambda _, m: m["files"][0].update(size=1), "の大きさが一覧と違います"),
        (lambda f, _: f.pop("data/data.json"), "数字を確かめられません"),
        (lambda _, m: m["files"].insert(0, {**m["files"][0], "size": 1}), "同じファイルが二度"),
        (lambda f, _: f.update({"x\n一致します。": b"x"}), "x\\n一致します。 は一覧にない"),
        (lambda _, m: m.pop("figures"), "MANIFEST.json に figures がないため"),
        (lambda _, m: m.update(fiscal_year=2030), "2030 年度の公表だといいますが"),
    ],
)
def test_changed_file_is_found(verify, change, told):
    code, output = verify(change, mend=False)
    assert code == 1
    assert told in output


def iter_leaves(value, path=()):
    """Yield the path of every plain value."""
    if isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from iter_leaves(child, (*path, key))
    else:
        yield path


def alter(value):
    if isinstance(value, bool) or value is None:
        return "別"
    return value + 1 if isinstance(value, int) else f"{value}9"


def set_at(document, path, change):
    *way, last = path
    for key in way:
        document = document[key]
    before = document[last]
    document[last] = change(before)
    return before


def test_every_published_figure_is_checked(published):
    """Alter each of the figures in turn; the comparison must see each."""
    figures = json.loads(published["MANIFEST.json"])["figures"]
    computed = compute_figures(parse_open_data(published["data/data.json"]), YEAR)
    assert list(iter_differences(figures, computed)) == []
    # Of the groups and items of one kind the first and the last stand for all.
    for kind in ("goals", "policies", "divisions", "departments", "attitudes", "years", "items"):
        figures[kind] = [figures[kind][0], figures[kind][-1]]
        computed[kind] = [computed[kind][0], computed[kind][-1]]
    paths = list(iter_leaves(figures))
    assert len(paths) > 1000
    for path in paths:
        kind, before = path[0], set_at(figures, path, alter)
        assert any(iter_differences({kind: figures[kind]}, {kind: computed[kind]})), path
        set_at(figures, path, lambda _, before=before: before)


def at(*path, to):
    return lambda _files, manifest: set_at(manifest["figures"], path, lambda _: to)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (at("overall", "grades", "A", to=16), "「全体／評価区分／A」は 16 と公表されていますが"),
        (at("overall", "grades", "A", to=16), "データから計算すると 15 です"),
        (at("overall", "rates", 0, "percent", to="52.9"), "数値目標等達成率／割合（％）」は 52.9"),
        (at("goals", 0, "pending", to=9), "「目標／1 県民の時間と手間を減らす"),
        (
            at("departments", 1, "actions", "in_force", to=1),
            "「部局／kikaku 企画デジタル部／具体的な",
        ),
        (
            at("data_plan", "kpis", "measured", to=1),
            "「官民データ活用推進計画／KPI／実績あり」は 1",
        ),
        (at("items", 0, "kpis", 0, "achievement", to="99.9"), "達成率」は 99.9"),
        (lambda _, m: m["figures"]["overall"]["grades"].update(S=3), "／S」は 3 と公表"),
        (lambda _, m: m["figures"]["policies"].pop(), "「方針／17 "),
        (lambda _, m: m.update(title="別の計画"), "は 別の計画 と公表"),
        (lambda _, m: m.update(fictitious=False), "は False と公表"),
    ],
)
def test_changed_figure_is_told_with_its_place_and_both_values(verify, change, told):
    code, output = verify(change)
    assert code == 1
    assert told in output


def edit_json(table, column, new, **where):
    """Change one cell of the JSON file, and the CSV file with it."""

    def change(files, _manifest):
        document = json.loads(files["data/data.json"])
        rows = document[table]["rows"]
        row = next(r for r in rows if all(r[k] == v for k, v in where.items()))
        row[column] = new
        files["data/data.json"] = json.dumps(document, ensure_ascii=False).encode()
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(rows[0])
        writer.writerows(["" if c is None else c for c in r.values()] for r in rows)
        files[f"data/{table}.csv"] = f"\ufeff{text.getvalue()}".encode()

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            edit_json("evaluations", "grade", "B", fiscal_year=YEAR, grade="A"),
            "「全体／評価区分／A」は 15 と公表されていますが、データから計算すると 14 です",
        ),
        (
            edit_json("actions", "in_force", 0, fiscal_year=YEAR, in_force=1),
            "「全体／具体的な取組／実施中」",
        ),
        (edit_json("figures", "count", 99, fiscal_year=2022), "「data.json の figures／2022 "),
        (
            edit_json("actuals", "achievement", 99.9, fiscal_year=2022, item=1),
            "「data.json の actuals／2022 1 online_rate／達成率」は 99.9 と公表されています",
        ),
        (edit_json("years", "decimals", 0, fiscal_year=YEAR), "「全体／割合／A／割合（％）」"),
        (edit_json("rates", "denominator", "all", rate="plan_execution"), "分母の種類」"),
        (edit_json("items", "goal", 2, item=1), "「data.json の items／1／goal」は 2 と公表"),
        (
            edit_json("targets", "value", 50, item=1, kpi="online_rate", fiscal_year=YEAR),
            "「実施項目／1 行政手続のオンライン化と様式の見直し／KPI／online_rate "
            "オンラインで行われた申請の割合／目標値」は 60.0 と公表",
        ),
        (
            edit_json("kgi_targets", "value", 1, fiscal_year=YEAR, kind="target"),
            f"「data.json の kgi_actuals／{YEAR} 1 ",
        ),
        (
            edit_json("targets", "target_value", 30, item=6, value_text="全国20位以内"),
            "「全国20位以内」が 30 と読まれていますが、書かれた数や上限・下限と合いません",
        ),
        (
            edit_json("targets", "target_strict", 1, item=8, value_text="50％以上"),
            "「50％以上」が 50.0 と読まれていますが",
        ),
        (
            edit_json("actuals", "progress", 99.9, fiscal_year=2022, item=1),
            "／最終の目標値までの進み」は 99.9 と公表",
        ),
        (edit_json("kgi_actuals", "value", 1, fiscal_year=2022), "／達成率」は "),
        (edit_json("kgi_actuals", "status", "未達", fiscal_year=2022), "／状況」は 未達 と公表"),
        (
            edit_json("actuals", "met", 0, fiscal_year=2022, met=1),
            "／目標値に達した」は False と公表されていますが、データから計算すると True です",
        ),
        (
            edit_json("actuals", "status", "未達", fiscal_year=YEAR, item=1),
            "／状況」は 未達 と公表",
        ),
        (
            edit_json("evaluations", "suggested", "D", fiscal_year=YEAR, item=1),
            f"「data.json の evaluations／{YEAR} 1／KPIからの目安」は D と公表",
        ),
        (edit_json("codes", "at_least", 99, code="おおむね達成"), "／状況」は おおむね達成 と"),
        (edit_json("scales", "suggested_by", "achieved_share", number=1), "／KPIからの目安」は "),
        (edit_json("evaluations", "state", "unrated", fiscal_year=YEAR, item=1), "／状態」は "),
        (edit_json("items", "last_year", 2023, item=1), "データから計算すると not_in_force です"),
        (edit_json("policies", "goal", 2, policy=1), "「data.json の items／1／goal」は 1 と公表"),
        (
            edit_json("kgi_actuals", "fiscal_year", 2021, fiscal_year=2022),
            "」は （なし） と公表されていますが、データから計算すると 1行 です",
        ),
        (
            edit_json("kgi_targets", "name", "別の指標", goal=1),
            "「data.json の kgi_targets／1 ",
        ),
        (edit_json("codes", "counted", 0, code_list="grade", code="C"), "「全体／評価した数」"),
    ],
)
def test_changed_data_no_longer_give_the_figures(verify, change, told):
    code, output = verify(change)
    assert code == 1
    assert told in output
    assert "data/data.sqlite の表" in output
    assert "data/data.xlsx のシート「" in output


# Of the workbook, whose parts are packed: test_forged_media.py.
OTHERS = ["evaluations.csv", "data.sqlite", "stratml.xml", "datapackage.json"]


@pytest.mark.parametrize("name", [f"data/{name}" for name in OTHERS])
def test_file_that_says_something_else_than_the_json_is_found(verify, published, name):
    def change(files, _manifest):
        old, new = "押印".encode(), "捺印".encode()
        if name.endswith("datapackage.json"):
            content = published["data/items.csv"]
            old, new = hashlib.sha256(content).hexdigest().encode(), b"0" * 64
        assert old in published[name]
        files[name] = published[name].replace(old, new)

    code, output = verify(change)
    assert code == 1
    assert name in output
    if name.endswith((".csv", ".xml")):
        lines = published[name].split(b"\n")
        number = next(n for n, line in enumerate(lines, start=1) if "押印".encode() in line)
        assert f"{name} の{number}行目が data/data.json と違います" in output


def test_row_that_is_missing_is_told_by_its_place(verify, published):
    lines = published["data/items.csv"].split(b"\r\n")

    def change(files, _manifest):
        files["data/items.csv"] = b"\r\n".join([*lines[:5], *lines[6:]])

    assert "data/items.csv の6行目が data/data.json と違います" in verify(change)[1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"[" * 100_000,
        b'{"plan": {"columns": [], "rows": [{}]}}',
        b'{"plan": {"columns": [], "rows": [], "rows": []}}',
        b'{"plan": {"columns": [{"name": "a", "kind": "number"}], "rows": [{"a": 1e999999999}]}}',
    ],
)
def test_data_of_another_shape_are_refused_without_a_traceback(verify, content):
    code, output = verify(lambda f, _: f.update({"data/data.json": content}))
    assert code == 1
    assert "数字を確かめられません" in output


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip"])
def test_file_that_is_no_bundle_is_refused(tmp_path, content, capsys):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert run(["verify", str(path)]) == 2
    assert "一式ではないか" in capsys.readouterr().err


@pytest.mark.parametrize(
    "manifest",
    [b"[]", b"{}", b'{"files": [1]}', b"\xff", b'{"files": [], "files": []}'],
)
def test_manifest_of_another_shape_is_refused(tmp_path, manifest, capsys):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("MANIFEST.json", manifest)
    assert run(["verify", str(path)]) == 2
    assert "一式ではないか" in capsys.readouterr().err


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(published, tmp_path, capsys):
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in [*published.items(), ("data/items.csv", b"x")]:
            archive.writestr(name, content)
    assert run(["verify", str(path)]) == 2
    assert "同じ名前のファイルが二つあります" in capsys.readouterr().err


def test_file_that_is_larger_than_it_says_is_not_unpacked(published, tmp_path):
    """A zip bomb lies about what comes out of it: 100 MB here that are said to be 5 bytes."""
    path, size = tmp_path / "bomb.zip", 100_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*published.items(), ("site/bomb", bytes(size))]:
            archive.writestr(name, content)
    lie = path.read_bytes().replace(size.to_bytes(4, "little"), (5).to_bytes(4, "little"))
    path.write_bytes(lie)
    tracemalloc.start()
    assert run(["verify", str(path)]) == 2
    assert tracemalloc.get_traced_memory()[1] < size
    tracemalloc.stop()


def repack(files, path, method=zipfile.ZIP_DEFLATED):
    """Pack anew as other programs do: compressed, with an entry for each folder."""
    folders = {f"{parent.as_posix()}/" for name in files for parent in Path(name).parents}
    with zipfile.ZipFile(path, "w", method) as archive:
        for folder in sorted(folders - {"./"}):
            archive.writestr(folder, "")
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_bundle_packed_again_with_its_folders_holds(published, tmp_path, capsys):
    assert run(["verify", str(repack(published, tmp_path / "again.zip"))]) == 0
    assert "一致します" in capsys.readouterr().out


def test_bundle_written_as_a_stream_holds(published, tmp_path):
    class Stream(io.RawIOBase):
        """A file that can only be appended to: sizes then stand behind the members."""

        def __init__(self):
            self.content = b""

        def writable(self):
            return True

        def write(self, data):
            self.content += bytes(data)
            return len(data)

    stream = Stream()
    repack(published, stream)
    path = tmp_path / "streamed.zip"
    path.write_bytes(stream.content)
    assert run(["verify", str(path)]) == 0


def test_unpacked_bundle_is_verified_too(published, tmp_path, capsys):
    with zipfile.ZipFile(repack(published, tmp_path / "x.zip")) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert run(["verify", str(tmp_path / "unpacked")]) == 0
    (tmp_path / "unpacked/data/items.csv").write_text("x")
    assert run(["verify", str(tmp_path / "unpacked")]) == 1
    assert "data/items.csv の内容が一覧の" in capsys.readouterr().out


def test_folder_that_is_no_bundle_or_leads_elsewhere_is_refused(published, tmp_path, capsys):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(["verify", str(empty)]) == 2
    (empty / "MANIFEST.json").write_bytes(published["MANIFEST.json"])
    (empty / "data").symlink_to(tmp_path)
    assert run(["verify", str(empty)]) == 2
    assert "リンクです" in capsys.readouterr().err


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"MZ hidden" + content,
        lambda content: content + b"hidden",
        lambda content: content[:-2] + b"\x06\x00hidden",
        lambda content: insert_before_list(content, b"hidden"),
    ],
    ids=["before", "behind", "comment", "between"],
)
def test_bytes_outside_the_members_are_found(published, tmp_path, capsys, change):
    path = repack(published, tmp_path / "x.zip", zipfile.ZIP_STORED)
    path.write_bytes(change(path.read_bytes()))
    assert run(["verify", str(path)]) == 1
    assert "どのファイルのものでもないデータ" in capsys.readouterr().out


def insert_before_list(content, hidden):
    start = int.from_bytes(content[-6:-2], "little")
    moved = (start + len(hidden)).to_bytes(4, "little")
    return content[:start] + hidden + content[start:-6] + moved + content[-2:]


def test_hash_that_the_government_told_is_compared(published, tmp_path, capsys):
    path = repack(published, tmp_path / "x.zip")
    right = hashlib.sha256(path.read_bytes()).hexdigest()
    assert run(["verify", str(path), "--sha256", right.upper()]) == 0
    assert run(["verify", str(path), "--sha256", "0" * 64]) == 1
    assert f"一式の SHA-256 は {right} で、示されたものと違います" in capsys.readouterr().out
    assert run(["verify", str(path), "--sha256", "abc"]) == 2
    assert run(["verify", str(tmp_path), "--sha256", right]) == 2
    assert "SHA-256" in capsys.readouterr().err
