"""Whatever comes back as a workbook is taken in as it was filled in, or refused in words."""

import atexit
import shutil
import tempfile
import zipfile
from datetime import date, datetime, time, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from taikou_cli.base.errors import TaikouError
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.forms.excel.workbook_reading import read_workbook
from taikou_cli.forms.excel.workbook_writing import write_workbook
from taikou_cli.forms.layout.building import build_forms
from taikou_cli.forms.layout.selection import Selection
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.forms.returns.accepting import check_form
from taikou_cli.forms.returns.importing import WHOLE, Importer, Side, take_snapshot
from taikou_cli.forms.returns.recorded_corrections import Reason
from taikou_cli.project.loading import load_project
from taikou_cli.store.yaml_reading import read_yaml

from .broken import ROOT, SIGNS, TEXTS
from .budget import bounded

YEAR = 2026
CELLS = (
    *(text for text in TEXTS if not (text[:1] == "=" or ILLEGAL_CHARACTERS_RE.search(text))),
    *("A", "B", "D", "予定どおり", "12", "１２件", "12.5％", "△3", "1,234", "第1回", "3.0", "R8.5.20", "令和8年5月"),
    *(True, False, 0, 1, -1, 12, 12.5, 0.1 + 0.2, 1e15, 1e300, 1e-300, -0.0, 46000, 46000.5, 10**20, 2026),
    *(date(1900, 1, 1), date(9999, 12, 31), datetime.fromisoformat("2026-05-20T12:30"), time(1, 2), timedelta(days=3)),
    *("=1+1", "=A1", '=HYPERLINK("https://example.jp/","資料")', '=HYPERLINK("', "=", "#N/A", "#REF!", None),
)  # fmt: skip
WITH_THE_TIME = "docProps/core.xml"


@cache
def office():
    """Give a folder with the small plan, its division's form and its committee's."""
    folder = Path(tempfile.mkdtemp(prefix="taikou-fuzz-"))
    atexit.register(shutil.rmtree, folder)
    data = Path(shutil.copytree(ROOT / "tests/plans/small", folder / "data"))
    project = load_project(data)
    wanted = (
        Selection(),
        Selection(FormKind.COMMITTEE),
        *(Selection(FormKind.BODY, body=body) for body in ("council", "office")),
        Selection(as_of=f"{YEAR}-H1"),
    )
    forms = [form for one in wanted for form in build_forms(project, YEAR, one)]
    return data, tuple(write_workbook(form) for form in forms)


def fill_in(random, raw):
    """Write odd values into input cells, and now and then into cells of the hidden sheet."""
    book = openpyxl.load_workbook(BytesIO(raw))
    # A list of choices has a name, too, but more than one cell.
    inputs = [one for one in book.defined_names.values() if ":" not in one.attr_text]
    for defined in random.sample(inputs, min(len(inputs), random.choice((1, 1, 2, 4, 12)))):
        sheet, _, place = defined.attr_text.rpartition("!")
        book[sheet.strip("'")][place.replace("$", "")].value = random.choice(CELLS)
    if random.randrange(4) == 0:
        key = book["taikou_key"]
        key.cell(random.randint(1, 20), random.randint(1, 7)).value = random.choice(CELLS)
    saved = BytesIO()
    book.save(saved)
    return pack({name: part for name, part in unpack(saved.getvalue()) if name != WITH_THE_TIME})


def unpack(raw):
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def pack(parts):
    """Give the same bytes for the same parts, so that what broke something breaks it again."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()


def break_part(random, raw):
    """Edit the XML of a part."""
    parts = dict(unpack(raw))
    name = random.choice(list(parts))
    part = parts[name]
    at = random.randint(0, len(part))
    end = min(len(part), at + random.choice((0, 1, 8, 200)))
    new = random.choice((b"", part[at:end] * 2, random.choice(SIGNS)))
    return pack(parts | {name: part[:at] + new + part[end:]})


def break_file(random, raw):
    at = random.randint(0, len(raw))
    return raw[:at] + random.choice((b"", b"\0", raw[:9])) + raw[at + random.choice((0, 1, 99)) :]


def take_in(raw, side, *, is_partial):
    data, _ = office()
    plan = take_snapshot(data)
    try:
        form = read_workbook("様式.xlsx", raw)
        check_form(plan.project, form, YEAR, "")
    except TaikouError:
        return
    before = {path: path.read_bytes() for path in data.rglob("*.yaml")}
    imported = _import(plan, form, side, is_partial=is_partial)
    (outcome,) = imported.outcomes
    for complaint in outcome.complaints:
        assert complaint.place.startswith("様式.xlsx")
        assert not complaint.message.isascii()
    if not (outcome.is_good or is_partial):
        assert not imported.contents
    try:
        for path, content in imported.contents.items():
            item = WHOLE if path.endswith("goals.yaml") else int(path[-7:-5])
            begun = f"fiscal_year: {YEAR}\n".encode()
            _check_edits(before.get(data / path, begun), content, outcome, item)
            (data / path).write_bytes(content)
        again = _import(take_snapshot(data), form, side, is_partial=is_partial)
        assert not again.contents
    finally:
        for path in set(data.rglob("*.yaml")) - before.keys():
            path.unlink()
        for path, content in before.items():
            path.write_bytes(content)


def _import(plan, form, side, *, is_partial):
    def check(project, _codes):
        return check_plan(project).findings

    reason = Reason("", date(2027, 6, 1))
    return Importer(plan, check, lambda *_: side, reason, is_partial=is_partial).take([form])


def _check_edits(before, after, outcome, item):
    old, new = (read_yaml(raw.decode("utf-8")) for raw in (before, after))
    assert new[1] == []
    changed = {key for key in {*old[0], *new[0]} if old[0].get(key) != new[0].get(key)}
    meant = {getattr(one.edit, "address", ("opinions",))[0] for one in outcome.edits[item]}
    assert changed <= meant


@bounded(25, per_second=8)
@given(st.randoms(use_true_random=False))
def test_any_workbook_is_taken_in_as_filled_or_refused(random):
    raw = random.choice(office()[1])
    raw = fill_in(random, raw) if random.randrange(5) else raw
    if random.randrange(3) == 0:
        raw = random.choice((break_part, break_file))(random, raw)
    side = random.choice((None, Side.OURS, Side.THEIRS))
    take_in(raw, side, is_partial=random.random() < 0.5)


target = test_any_workbook_is_taken_in_as_filled_or_refused.hypothesis.fuzz_one_input
