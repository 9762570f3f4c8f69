"""The office of the real plan: a copy of its data, workbooks, and commands that are counted."""

import shutil
from pathlib import Path

import openpyxl

from taikou_cli.cli.main import run
from taikou_cli.store.yaml_reading import read_yaml

REAL_PLAN = Path(__file__).parents[2] / "data"
DIVISIONS = {"gyokaku": "行政改革課", "zaisei": "財政課", "jinji": "人事課"}
_LEAD = tuple(DIVISIONS)

_DEPARTMENTS = """\
departments:
  - id: somu
    name: 総務部
    divisions:
"""
_CALENDAR = """\
calendar:
  - fiscal_year: 2025
    deadlines:
      self_evaluated: 2026-05-29
      department_committee: 2026-06-30
      implementation_committee: 2026-07-31
      opinions_heard: 2026-09-11
      decided: 2026-10-30
"""
_PLANNED = """\
divisions: [{division}]
actions:
  - id: build
    title: 仕組みの整備{number}
    schedule: {{2025: 設計, 2026..2029: 運用}}
  - id: extend
    title: 対象の拡大{number}
    schedule: {{2027..2029: 拡大}}
kpis:
  - id: rate
    name: 利用の割合{number}
    unit: ％
    direction: higher
    method: ratio
    baseline: {{value: 40, fiscal_year: 2024}}
    targets: {{2025: 50, 2026: 55, 2029: 80}}
"""


def lead_of(item):
    return _LEAD[item % len(_LEAD)]


class Office:
    """Counts every command; workbooks are filled in as people do, cell by cell."""

    def __init__(self, top, capsys):
        self.top = top
        self.data = Path(shutil.copytree(REAL_PLAN, top / "data"))
        self.commands = 0
        self._capsys = capsys

    def lay_the_plan(self):
        """Write the implementation plan: by hand, as long as no workbook takes it in."""
        units = "".join(f"      - {{id: {id_}, name: {name}}}\n" for id_, name in DIVISIONS.items())
        path = self.data / "organization.yaml"
        text = path.read_text("utf-8")
        lead = text.partition("lead_division: ")[2].partition("\n")[0]
        units += f"      - {{id: {lead}, name: 事務局}}\n"
        path.write_text(text[: text.index("departments:")] + _DEPARTMENTS + units, "utf-8")
        plan = self.data / "plan.yaml"
        plan.write_text(plan.read_text("utf-8").replace("calendar: []\n", _CALENDAR), "utf-8")
        for path in sorted((self.data / "items").glob("*.yaml")):
            number = int(path.stem)
            planned = _PLANNED.format(division=lead_of(number), number=number)
            text = path.read_text("utf-8")
            bare = "divisions: []\nactions: []\nkpis: []\n"
            assert bare in text
            path.write_text(text.replace(bare, planned), "utf-8")

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
        f"{item:02}_actions_build_status": "達成",
    }
    rest = {
        f"{item:02}_self_evaluation_issues": f"項目{item}の利用が伸びない所が残る。",
        f"{item:02}_self_evaluation_review": f"項目{item}の案内を改める。",
        f"{item:02}_kpis_rate_actual": 50 + item % 7,
    }
    return half if is_half else half | rest
