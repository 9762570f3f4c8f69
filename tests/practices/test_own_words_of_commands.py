"""What commands say as they work, refuse, or find a returned form wrong: in the words of the plan."""

import re
import shutil
import subprocess

import openpyxl
import pytest

from taikou_cli.cli.main import run
from tests.practices.outputs import text_of_form
from tests.practices.test_own_words import find_usual


class Desk:
    """A git repository with a copy of the plan, and what the commands said so far."""

    def __init__(self, top, capsys, source):
        self.top, self._capsys = top, capsys
        self.data = top / "data"
        shutil.copytree(source, self.data)
        self.git("init", "-q")
        self.commit()

    def git(self, *arguments):
        who = ("-c", "user.name=a", "-c", "user.email=a@example.jp", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=self.top, check=True, capture_output=True)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-qm", "計画")

    def say(self, *arguments):
        """Give all that a command prints."""
        run([*map(str, arguments), "--data", str(self.data)])
        printed = self._capsys.readouterr()
        return printed.out + printed.err

    def edit(self, name, old, new):
        path = self.data / name
        text = path.read_text("utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new, 1), "utf-8")

    def export(self, *arguments):
        """Give the form of the division, or whom else it is for."""
        place = self.top / f"forms{len(list(self.top.glob('forms*')))}"
        said = self.say("form", "export", "--year", 2026, "-o", place, *arguments)
        (form,) = place.glob("*.xlsx")
        return form, said


@pytest.fixture
def desk(practice, tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return Desk(tmp_path / "desk", capsys, practice("own_words").data)


def find_strange(text):
    """Find the usual words, and names of words that nobody has put in."""
    return [*find_usual(text), *re.findall(".{0,20}‹.{0,20}", text)]


COMMANDS = (
    ("status", "--year", 2026),
    ("status", "--year", 2026, "--date", "2028-01-01"),
    ("status", "--year", 2026, "--format", "json"),
    ("show", 1),
    ("show", 1, "--year", 2026),
    ("show", "旗印1", "--year", 2026),
    ("show", "束1"),
    ("show", 99),
    ("show", "道筋99"),
    ("history", 1),
    ("history", 99),
    ("new", "year", 2026),
    ("new", "year", 2027),
    ("new", "year", 2040),
    ("new", "item", "--group", 1, "--title", "新しい", "--why", "要る", "--year", 2026),
    ("new", "item", "--policy", 3, "--title", "新しい", "--why", "要る", "--year", 2026),
    ("new", "item", "--policy", 99, "--title", "新しい", "--why", "要る", "--year", 2026),
    ("advance", "decided", "--year", 2026, "--item", 1),
    ("advance", "decided", "--year", 2026, "--division", "nobody"),
    ("advance", "drafting", "--year", 2026, "--back", "--why", "直す"),
    ("advance", "nowhere", "--year", 2026),
    ("form", "status", "--year", 2026),
    ("form", "export", "--year", 2026, "--item", 99, "-o", "{out}"),
    ("form", "export", "--year", 2026, "--division", "nobody", "-o", "{out}"),
    ("form", "export", "--year", 2026, "--for", "nobody", "-o", "{out}"),
    ("form", "export", "--year", 2027, "-o", "{out}"),
    ("remind", "--year", 2026, "-o", "{out}"),
    ("report", "--year", 2026, "--body", "watchers", "--format", "md", "-o", "{out}"),
    ("report", "--year", 2026, "--body", "nobody", "-o", "{out}"),
    ("publish", 2026, "-o", "{out}"),
    ("publish", 2027, "-o", "{out}"),
    ("export", "--format", "codeowners", "-o", "{out}"),
    ("fmt", "--check"),
    ("diff",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(map(str, command)))
def test_no_command_says_the_usual_words(desk, command):
    out = desk.top / "out"
    said = desk.say(*(str(out) if one == "{out}" else one for one in command))
    written = [path.read_text("utf-8") for path in out.rglob("*.txt")]
    written += [path.read_text("utf-8") for path in out.rglob("*.md")]
    assert find_strange("\n".join((said, *written))) == []


CHANGES = (
    ("evaluations/2026/01.yaml", "grade: A", "grade: B"),
    ("items/02.yaml", "title: 窓口の統合\n", "title: 窓口をまとめる\n"),
    ("items/02.yaml", "      2026: 準備", "      2026: 試行"),
    ("goals.yaml", "title: 便利な窓口", "title: 速い窓口"),
    ("organization.yaml", "name: 企画課", "name: 経営課"),
    ("items/05.yaml", "group: 1", "group: 1\nalso_under: []"),
)


def test_changes_are_told_in_the_words_of_the_plan(desk):
    for change in CHANGES:
        desk.edit(*change)
    desk.edit("evaluations/2026/01.yaml", "status: 予定どおり", "status: 遅れ")
    told = [desk.say("diff"), desk.say("diff", "--format", "markdown")]
    desk.commit()
    told += [desk.say("history", number) for number in (1, 2, 3)]
    assert find_strange("\n".join(told)) == []
    assert "手だて" in told[0]


def cell_of(book, name):
    sheet, _, place = book.defined_names[name].attr_text.rpartition("!")
    return book[sheet.strip("'")][place.replace("$", "")]


FILLED = {
    "wrong grade": {"tk_01_self_evaluation_grade": "とても良い"},
    "wrong number": {"tk_01_kpis_kpi_1_actual": "たくさん"},
    "emptied": {"tk_01_self_evaluation_grade": None, "tk_01_actions_prepare_status": None},
    "changed": {"tk_01_self_evaluation_issues": "次の課題。"},
    "wrong state": {"tk_01_state": "中止"},
}


@pytest.mark.parametrize("values", FILLED.values(), ids=FILLED)
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "open"])
def test_returned_form_is_answered_in_the_words_of_the_plan(desk, values, closed):
    if not closed:
        desk.edit("plan.yaml", "    publishable: true\n", "    publishable: true\n    closes: []\n")
    form, said = desk.export("--item", "1")
    book = openpyxl.load_workbook(form)
    assert [one for one in book.sheetnames if one.startswith("仕事")] == ["仕事1"]
    for name, value in values.items():
        cell_of(book, name).value = value
    book.save(form)
    desk.edit("evaluations/2026/01.yaml", "grade: A", "grade: B")
    told = [said, desk.say("form", "import", form, "--year", 2026)]
    told.append(desk.say("form", "status", "--year", 2026))
    assert find_strange("\n".join(told)) == []


def test_forms_of_another_time_are_refused_in_the_words_of_the_plan(desk):
    form, _ = desk.export("--item", "1")
    told = [desk.say("form", "import", form, "--year", 2027)]
    told.append(desk.say("form", "import", form, "--year", 2026, "--division", "nobody"))
    book = openpyxl.load_workbook(form)
    del book["仕事1"]
    book.save(form.with_name("a.xlsx"))
    told.append(desk.say("form", "import", form.with_name("a.xlsx"), "--year", 2026))
    lost = openpyxl.load_workbook(form)
    for name in list(lost.defined_names):
        del lost.defined_names[name]
    lost.save(form.with_name("b.xlsx"))
    told.append(desk.say("form", "import", form.with_name("b.xlsx"), "--year", 2026))
    desk.edit("items/01.yaml", "divisions:\n  - planning", "divisions: []")
    told.append(desk.say("form", "import", form, "--year", 2026))
    (desk.data / "evaluations/2026/01.yaml").unlink()
    told.append(desk.say("form", "import", form, "--year", 2026))
    desk.edit("items/01.yaml", "number: 1", "number: eins")
    told.append(desk.say("form", "import", form, "--year", 2026))
    assert find_strange("\n".join(told)) == []


@pytest.mark.parametrize("whom", ["division", "committee", "office", "council", "plan"])
def test_no_form_has_the_usual_words_on_it(desk, whom):
    year = () if whom == "plan" else ("--year", "2026")
    place = desk.top / "forms"
    told = [desk.say("form", "export", "--for", whom, *year, "-o", place)]
    told += [text_of_form(path.read_bytes()) for path in place.glob("*.xlsx")]
    told += [path.name for path in place.glob("*.xlsx")]
    assert len(told) > 1
    assert find_strange("\n".join(told)) == []


def test_report_within_the_year_has_none_of_the_usual_words(desk):
    form, said = desk.export("--as-of", "2026-H1", "--item", "1")
    told = text_of_form(form.read_bytes())
    assert "手だて1" in told
    assert find_strange(said + told) == []
