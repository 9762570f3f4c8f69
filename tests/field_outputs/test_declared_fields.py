"""A public field that the plan declares is in every output meant for it, a private one in none.

Only the form of whom it is asked shows what is private.
"""

import json
import subprocess

import openpyxl
import pytest

from taikou_cli.cli.main import run

from .declared import DECLARED, declare_all
from .outputs import OUTPUTS, make_caller, read_text

PLAN = declare_all()
OF_THE_PLAN = {"plan", "goal", "policy", "group", "item", "action", "kpi"}
MEANT = {
    "annual": {"goal", "policy", "group", "item", "action", "kpi", "evaluation"},
    "plan": OF_THE_PLAN,
    "final": {"kpi"},
    "show": {"item", "action", "kpi", "evaluation"},
    "division's": {"item", "action", "kpi", "evaluation"},
}
"""On which kinds of records the fields are that an output tells; the others tell all."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    PLAN.write(tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_declared_field_is_shown_where_it_is_meant_to_be(output, folder, capsys):
    if "pdf" in output.name:
        pytest.importorskip("typst")
    text = "".join(output.make(folder, make_caller(folder, capsys)).split())
    meant = MEANT.get(output.name.split()[0], OF_THE_PLAN | {"evaluation"})
    shown = [one for one in DECLARED if one.public and one.on in meant]
    if output.name == "division's form":
        # A day is a number there.
        shown = [one for one in shown if one.type != "date" or one.on != "evaluation"]
    assert [one for one in shown if one.name not in text or one.text not in text] == []
    asked = {"evaluation"} if output.name == "division's form" else set()
    private = [one for one in DECLARED if not one.public and one.on not in asked]
    assert [one for one in private if one.name in text or one.text in text] == []


@pytest.mark.parametrize("kind", ["goal", "policy", "group"])
def test_screen_shows_the_fields_of_goals_and_policies(kind, folder, capsys):
    printed = make_caller(folder, capsys)("show", f"{kind} 1")
    told = [one for one in DECLARED if one.on == kind]
    assert [one.public for one in told if one.text in printed] == [True] * 5
    assert [one for one in told if not one.public and one.name in printed] == []


def test_nothing_private_is_published_or_printed(folder, capsys):
    """All that a publication carries, all reports, figures and messages."""
    taikou = make_caller(folder, capsys)
    printed = taikou("validate", "--verbose") + taikou("status", "--format", "json")
    printed += taikou("diff", "--help")
    for kind in ("data-plan", "committee", "final"):
        taikou("report", "--year", "2026", "--kind", kind, "-o", folder / "out")
    for name in ("stratml", "json", "csv"):
        taikou("export", "--format", name, "-o", folder / "out" / f"x.{name}")
    taikou("form", "export", "--year", "2026", "--for", "committee", "-o", folder / "out")
    told = [read_text(path) for path in (folder / "out").rglob("*") if path.is_file()]
    text = printed + "\n".join(told)
    assert [o for o in DECLARED if not o.public and (o.name in text or o.text in text)] == []


def test_a_change_of_what_is_private_is_no_change(folder, capsys):
    taikou = make_caller(folder, capsys)
    git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.jp"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "data"], check=True)
    subprocess.run([*git, "commit", "-qm", "before"], check=True)
    item = folder / "data/items/02.yaml"
    private = next(o for o in DECLARED if (o.on, o.type, o.public) == ("item", "text", False))
    public = next(o for o in DECLARED if (o.on, o.type, o.public) == ("item", "text", True))
    text = item.read_text("utf-8")
    item.write_text(text.replace(private.text, "書き直した覚え"), "utf-8")
    assert "変わりはありません" in taikou("diff", "HEAD")
    item.write_text(text.replace(public.text, "書き直した文"), "utf-8")
    assert f"{public.name}： {public.text} → 書き直した文" in taikou("diff", "HEAD")


@pytest.mark.parametrize("wrong", ["[ひみつ8831]", "true", "{a: ひみつ8831}", '"ひみつ8831'])
def test_finding_of_a_private_value_does_not_tell_it(wrong, folder, capsys):
    private = next(o for o in DECLARED if (o.on, o.type, o.public) == ("item", "text", False))
    item = folder / "data/items/02.yaml"
    text = item.read_text("utf-8").replace(f'"{private.text}"', wrong)
    item.write_text(text, "utf-8")
    assert run(["validate", "--verbose", "--data", str(folder / "data")]) == 1
    assert "ひみつ8831" not in "".join(capsys.readouterr())


def test_division_fills_in_what_it_is_asked_for(folder, capsys):
    """Each type comes back from the form as it was written there, private ones too."""
    taikou = make_caller(folder, capsys)
    taikou("form", "export", "--year", "2026", "--item", "2", "-o", folder / "form")
    (form,) = (folder / "form").glob("*.xlsx")
    asked = [one for one in DECLARED if one.on == "evaluation"]
    new = {
        "text": "書いた文",
        "number": "1,250.5円",
        "date": "令和9年6月1日",
        "link": "https://example.jp/new",
        "choice": "ほか",
    }
    write(form, {one.name: new[one.type] for one in asked})
    taikou("form", "import", form)
    kept = {
        "text": "書いた文",
        "number": "1250.5",
        "date": "2027-06-01",
        "link": "https://example.jp/new",
        "choice": "ほか",
    }
    from taikou_cli.project.loading import load_project

    project = load_project(folder / "data").with_private
    told = project.evaluations_by_item()[2][2026].fields
    assert {key: str(value) for key, value in told.items()} == {
        f"f{one.number}": kept[one.type] for one in asked
    }
    taikou("validate")


def test_json_of_the_open_data_gives_each_value_a_row(folder, capsys):
    make_caller(folder, capsys)("export", "--format", "json", "-o", folder / "data.json")
    tables = json.loads((folder / "data.json").read_text("utf-8"))
    told = [
        (row["on"], row["field"], row["name"], row["type"], row["value"], row["unit"])
        for row in tables["fields"]["rows"]
    ]
    assert sorted(told) == sorted(
        (
            one.on,
            f"f{one.number}",
            one.name,
            one.type,
            one.text,
            "円" if one.type == "number" else None,
        )
        for one in DECLARED
        if one.public
    )


def write(path, values):
    """Write values beside the labels of a form."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            label = str(row[0].value or "").partition("\n")[0]
            if label in values:
                row[1].value = values.pop(label)
    assert values == {}
    book.save(path)
