"""The office of the real plan: a copy of its data, workbooks, and commands that are counted."""

import shutil
from pathlib import Path

import openpyxl

from taikou_cli.cli.main import run
from taikou_cli.store.yaml_reading import read_yaml

REAL_PLAN = Path(__file__).parents[2] / "data"
DIVISIONS = {"gyokaku": "行政改革課", "zaisei": "財政課", "jinji": "人事課"}
ITEMS = range(1, 36)
ENDED, MOVED, LOWERED = 20, 9, 7
_LEAD = tuple(DIVISIONS)
_HEADER = 3

_DEADLINES = {
    "self_evaluated": "2026-05-29",
    "department_committee": "2026-06-30",
    "implementation_committee": "2026-07-31",
    "opinions_heard": "2026-09-11",
    "decided": "2026-10-30",
}


def lead_of(item):
    return _LEAD[item % len(_LEAD)]


def action_of(item):
    """Name the first of the two actions of an item, as the import does: one after the other."""
    return f"action_{2 * item - 1}"


def kpi_of(item):
    return f"kpi_{item}"


class Office:
    """Counts every command; workbooks are filled in as people do, cell by cell."""

    def __init__(self, top, capsys):
        self.top = top
        self.data = Path(shutil.copytree(REAL_PLAN, top / "data"))
        self.commands = 0
        self._capsys = capsys

    def lay_the_plan(self):
        """Write the implementation plan in the plan's workbook."""
        path, book = self.open_plan("計画")
        units = [{"部局": "総務部", "所属名": name} for name in DIVISIONS.values()]
        _append(book["組織"], units)
        _append(book["取組"], [one for item in ITEMS for one in _actions_of(item)])
        _append(book["KPI"], [_indicator_of(item) for item in ITEMS])
        for item in ITEMS:
            _write(book["項目"], ("項目(番号)", item), {"取組所属": DIVISIONS[lead_of(item)]})
        for stage, day in _DEADLINES.items():
            _write(book["日程"], ("段階", self.stages()[stage]), {"期限": day})
        book.save(path)
        self.taikou("form", "import", path)

    def open_plan(self, name):
        """Have the plan's workbook made into a folder, and open it."""
        self.taikou("form", "export", "--for", "plan", "-o", self.top / name)
        path = self.top / name / "計画.xlsx"
        return path, openpyxl.load_workbook(path)

    def change_the_plan(self):
        """Begin, end and move an item, rename a division and lower a target, all from 2026 on."""
        path, book = self.open_plan("計画の見直し")
        new = {"項目(番号)": 36, "方針番号": 1, "項目名": "窓口の集約", "開始年度": 2026}
        _append(
            book["項目"], [new | {"取組所属": "人事課", "理由（途中で加えるとき）": "条例の改正"}]
        )
        _write(book["項目"], ("項目(番号)", ENDED), {"終了年度": "令和7年度"})
        moved = f"{DIVISIONS[lead_of(MOVED)]}（2025年度まで）、人事課（2026年度から）"
        _write(book["項目"], ("項目(番号)", MOVED), {"取組所属": moved})
        renamed = {"所属名": "財政経営課", "旧名称": "財政課（2025年度まで）"}
        _write(book["組織"], ("所属名", "財政課"), renamed)
        lowered = {"2029年度 目標値": 70, "理由（目標値を下げた・変えたとき）": "国の制度の見直し"}
        _write(book["KPI"], ("項目(番号)", LOWERED), lowered)
        book.save(path)
        return path

    def stages(self):
        """Give the names of the stages by their identifiers."""
        plan = read_yaml((self.data / "plan.yaml").read_text("utf-8"))[0]
        return {stage["id"]: stage["name"] for stage in plan["workflow"]}

    def taikou(self, *arguments, code=0):
        """Run a command that has to end with a code; give what it printed."""
        self.commands += 1
        self._capsys.readouterr()
        line = [*map(str, arguments)]
        ended = run(line if line[0] == "verify" else [*line, "--data", str(self.data)])
        captured = self._capsys.readouterr()
        printed = captured.out + captured.err
        assert ended == code, (line, printed)
        return printed

    def read(self, item, year=2025):
        path = self.data / f"evaluations/{year}/{item:02}.yaml"
        return read_yaml(path.read_text("utf-8"))[0]

    def fill(self, source, target, values):
        """Write into the cells that a function names and save the workbook as returned."""
        book = openpyxl.load_workbook(source)
        for name, value in values.items():
            sheet, place = book.defined_names[f"tk_{name}"].attr_text.rsplit("!", 1)
            book[sheet.strip("'")][place.replace("$", "")].value = value
        target.parent.mkdir(exist_ok=True)
        book.save(target)
        return target


def evaluate(item, *, is_half=False):
    """Give what a division writes of an item; half of it leaves the review and the value out."""
    half = {
        f"{item:02}_self_evaluation_grade": "B（成果あり）",
        f"{item:02}_self_evaluation_achievements": f"項目{item}の手続を調べ、順に改めた。",
        f"{item:02}_self_evaluation_factors": f"項目{item}は早くから関係課と話し合った。",
        f"{item:02}_actions_{action_of(item)}_status": "達成",
    }
    rest = {
        f"{item:02}_self_evaluation_issues": f"項目{item}の利用が伸びない所が残る。",
        f"{item:02}_self_evaluation_review": f"項目{item}の案内を改める。",
        f"{item:02}_kpis_{kpi_of(item)}_actual": 50 + item % 7,
    }
    return half if is_half else half | rest


def _actions_of(item):
    yield {
        "項目(番号)": item,
        "取組名": f"仕組みの整備{item}",
        "2025年度": "設計",
        "期間をまたぐ予定": "2026年度～2029年度：運用",
    }
    yield {
        "項目(番号)": item,
        "取組名": f"対象の拡大{item}",
        "期間をまたぐ予定": "2027年度～2029年度：拡大",
    }


def _indicator_of(item):
    return {
        "項目(番号)": item,
        "指標名": f"利用の割合{item}",
        "単位": "％",
        "基準値": 40,
        "基準年度": 2024,
        "2025年度 目標値": 50,
        "2026年度 目標値": 55,
        "2029年度 目標値": 80,
    }


def _append(sheet, rows):
    """Write rows below the last."""
    columns = _columns(sheet)
    last = max(
        row for row in range(_HEADER, sheet.max_row + 1) if sheet.cell(row, 2).value is not None
    )
    for at, row in enumerate(rows, start=last + 1):
        for heading, value in row.items():
            sheet.cell(at, columns[heading]).value = value


def _write(sheet, name, values):
    """Write into the first row of a name, which is a heading and what stands below it."""
    columns = _columns(sheet)
    named, wanted = name
    rows = range(_HEADER + 1, sheet.max_row + 1)
    row = next(one for one in rows if sheet.cell(one, columns[named]).value == wanted)
    for heading, value in values.items():
        sheet.cell(row, columns[heading]).value = value


def _columns(sheet):
    return {cell.value: cell.column for cell in sheet[_HEADER]}
