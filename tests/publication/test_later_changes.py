"""Whatever is changed later: a published year stays as it was, or validate names what would alter it.

The years 2022 to 2024 of the demo are published in turn. Every change is then made alone, in memory.
`TAIKOU_LATER_CHANGES=200` tries as many changes at random.
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taikou_cli.base.findings import Severity
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.progress.contract import describe_year
from taikou_cli.progress.figures import compute_figures
from taikou_cli.project.loading import load_tree
from taikou_cli.project.published_text import list_leaves
from taikou_cli.publication.edition import (
    Imprint,
    begin_edition,
    complete_edition,
    mark_published,
    record_of,
)
from taikou_cli.publication.open_data import EXPORTERS
from taikou_cli.publication.record import render_record
from taikou_cli.publication.tables import build_tables
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.writers.markdown import write_markdown
from taikou_cli.store.file_tree import EntryKind, FolderTree, TreeEntry
from taikou_cli.store.splice import SpliceError, remove_value, set_value
from taikou_cli.work.bundle import build_bundle
from taikou_cli.work.source import Source

DEMO = Path(__file__).parents[2] / "examples/demo/data"
YEARS = (2022, 2023, 2024)
EXAMPLES = int(os.environ.get("TAIKOU_LATER_CHANGES", "40"))


class Files:
    """A tree of files in memory."""

    def __init__(self, contents: dict[str, str], folder: Path = DEMO) -> None:
        self.folder = folder
        self.contents = contents

    def iter_entries(self) -> Iterator[TreeEntry]:
        for path, text in sorted(self.contents.items()):
            yield TreeEntry(path, EntryKind.FILE, len(text.encode()))

    def read(self, path: str) -> bytes:
        return self.contents[path].encode()


class Plan:
    """The demo with its published years, and what is published of them."""

    def __init__(self) -> None:
        tree = FolderTree(DEMO)
        self.contents = {one.path: tree.read(one.path).decode() for one in tree.iter_entries()}
        self.memory = {}
        for year in YEARS:
            self._publish(year)
        project = self.load({})
        assert not find_errors(project)
        self.brief = {year: self.tell_briefly(project, year) for year in YEARS}

    def load(self, changed):
        return load_tree(Files(self.contents | changed), self.memory)

    def _publish(self, year):
        day = date(year + 1, 11, 25)
        project, texts = mark_published(self.load({}), year, day)
        project = begin_edition(project, year, Imprint("first", day, None, "taikou"))
        record = complete_edition(project, year, {}, "0" * 64)
        self.contents |= {path.removeprefix("data/"): text for path, text in texts.items()}
        self.contents[record_of(year)] = render_record(record)

    def tell_briefly(self, project, year):
        """Give the figures, the report and the open data of a year."""
        figures = compute_figures(project, year)
        report = write_markdown(build_report("annual", project, year))
        tables = EXPORTERS["csv"](build_tables(project, year))
        return {"json": json.dumps(describe_year(figures)), "md": report, **tables}

    def tell_fully(self, project, year):
        """Give every document of a fresh bundle but the PDF, and the figures."""
        source = Source(FolderTree(DEMO), None, None, None)
        making = build_bundle(project, compute_figures(project, year), source, None)
        try:
            while True:
                next(making)
        except StopIteration as done:
            return self.tell_briefly(project, year) | done.value.files

    def edit(self, path, *changes):
        text = self.contents[path]
        for old, new in changes:
            assert text.count(old) == 1, (path, old)
            text = text.replace(old, new)
        return {path: text}


def find_errors(project):
    return [one for one in check_plan(project).findings if one.severity is Severity.ERROR]


def find_what_names_a_change(project):
    """Give the errors, and the warning where only the terms of the publication changed."""
    found = check_plan(project).findings
    return [one for one in found if one.severity is Severity.ERROR or one.code == "TK609"]


@pytest.fixture(scope="module")
def plan():
    return Plan()


@pytest.fixture(scope="module")
def everything(plan):
    project = plan.load({})
    return {year: plan.tell_fully(project, year) for year in YEARS}


NEW_ITEM = """\
number: 36
policy: 7
title: 公開したデータの利用の相談
data_plan: false
examples: []
first_year: 2026
divisions: [jinji]
actions: []
kpis: []
revisions:
  - date: 2026-03-20
    what: 項目を加えた。
    why: 相談が増えたため。
"""
ROUNDING = "rounding:\n  method: half_up\n  decimals: 1\n"
SCALE = {
    "id": "gaibu",
    "title": "外部の評価",
    "applies_to": "items",
    "from": 2025,
    "grades": ({"code": "良", "label": "良い"},),
    "origin": "県の要綱",
}


def add_item(plan):
    return plan.edit("plan.yaml", ("  items: 35\n", "  items: 36\n")) | {"items/36.yaml": NEW_ITEM}


def rename_and_merge_divisions(plan):
    text = plan.contents["organization.yaml"]
    lead = text.index("      - id: jinji\n")
    name = "        name: 人事職員課\n"
    assert name in text[lead:]
    names = f"{name}        names:\n          - until: 2025\n            name: 人事職員課\n"
    text = text.replace(name, names.replace(name, "        name: 人財局\n", 1), 1)
    return {"organization.yaml": text} | merge_items(plan)


def merge_items(plan):
    """Give the items of the finance division to another one from 2026 on."""
    changed = {}
    for path, text in plan.contents.items():
        if path.startswith("items/") and "divisions:\n  - zaisei\n" in text:
            dated = "divisions:\n  - id: zaisei\n    until: 2025\n  - id: jinji\n    from: 2026\n"
            changed[path] = text.replace("divisions:\n  - zaisei\n", dated, 1)
    assert changed
    return changed


def change_rounding(plan):
    return plan.edit(
        "plan.yaml",
        (ROUNDING, "rounding:\n  - until: 2025\n  - from: 2026\n    decimals: 2\n"),
    )


def lower_later_target(plan):
    text = plan.contents["items/01.yaml"]
    project = plan.load({})
    item = project.items_by_number()[1].content
    before = item.kpis[0].targets[2026]
    text = set_value(text, ("kpis", 0, "targets", 2026), before - 10, lambda _: ())
    change = {"fiscal_year": 2026, "date": "2026-06-01", "before": before, "why": "需要の減"}
    text = set_value(text, ("kpis", 0, "target_changes"), (change,), lambda _: ())
    revision = {"date": "2026-06-01", "what": "目標値を改めた。", "why": "需要の減"}
    return {
        "items/01.yaml": set_value(text, ("revisions", len(item.revisions)), revision, lambda _: ())
    }


def add_scale(plan):
    scales = plan.load({}).require_outline().scales
    text = plan.contents["plan.yaml"]
    return {"plan.yaml": set_value(text, ("scales", len(scales)), SCALE, lambda _: ())}


def replace_scale(plan):
    """Give the items another scale from 2026 on, with rates of the same names."""
    text = plan.contents["plan.yaml"]
    start = text.index("  - id: items\n    title: 実施項目の評価区分\n    applies_to: items\n")
    end = text.index("  - id: initiation\n")
    old = text[start:end]
    ending = old.replace("    applies_to: items\n", "    applies_to: items\n    until: 2025\n")
    new = old.replace("- id: items\n", "- id: items_2026\n").replace("at_least: 80", "at_least: 90")
    new = new.replace("    applies_to: items\n", "    applies_to: items\n    from: 2026\n")
    return {"plan.yaml": text[:start] + ending + new + text[end:]}


def rename_parts(plan):
    """Rename a goal, a policy and an item from 2026 on."""
    changed = {}
    places = (
        ("goals.yaml", ("goals", 0)),
        ("goals.yaml", ("goals", 0, "policies", 2)),
        ("items/01.yaml", ()),
    )
    documents = plan.load({}).documents()
    for path, route in places:
        part = documents[f"data/{path}"].content
        for step in route:
            part = part[step] if isinstance(step, int) else getattr(part, step)
        text = changed.get(path, plan.contents[path])
        names = ({"until": 2025, "title": part.title},)
        text = set_value(text, (*route, "names"), names, lambda _: ())
        changed[path] = set_value(text, (*route, "title"), "改めた名称", lambda _: ())
    return changed


DATED = (
    add_item,
    rename_parts,
    replace_scale,
    rename_and_merge_divisions,
    change_rounding,
    lower_later_target,
    add_scale,
)


@pytest.mark.parametrize("change", DATED)
def test_dated_change_alters_nothing_of_the_published_years(plan, everything, change):
    project = plan.load(change(plan))
    assert find_errors(project) == []
    for year in YEARS:
        now = plan.tell_fully(project, year)
        assert [name for name, held in everything[year].items() if now.get(name) != held] == []
        assert now.keys() == everything[year].keys()


UNDATED = {
    "items/36.yaml": (lambda plan: add_item(plan) | {"items/36.yaml": NEW_ITEM.replace("first_year: 2026\n", "")}, ""),
    "organization.yaml": (lambda plan: plan.edit("organization.yaml", ("        name: 人事職員課\n", "        name: 人財局\n")), "divisions.jinji.name"),
    "plan.yaml": (lambda plan: plan.edit("plan.yaml", (ROUNDING, ROUNDING.replace("1", "2"))), "rounding.1"),
    "items/01.yaml": (lambda plan: {"items/01.yaml": set_value(plan.contents["items/01.yaml"], ("kpis", 0, "targets", 2026), 1, lambda _: ())}, "kpis.online_rate.targets.2026"),
    "items/02.yaml": (lambda plan: {"items/02.yaml": set_value(plan.contents["items/02.yaml"], ("title",), "新しい項目", lambda _: ())}, "title"),
    "goals.yaml": (lambda plan: {"goals.yaml": set_value(plan.contents["goals.yaml"], ("goals", 0, "policies", 2, "title"), "新しい方針", lambda _: ())}, "policies.3.title"),
}  # fmt: skip


def test_goal_renamed_without_names_is_named(plan):
    text = set_value(plan.contents["goals.yaml"], ("goals", 0, "title"), "新しい目標", lambda _: ())
    found = find_errors(plan.load({"goals.yaml": text}))
    assert any("goals.1.title" in one.message and "names" in one.hint for one in found)


@pytest.mark.parametrize("path", UNDATED)
def test_undated_change_is_named_with_its_file_and_key(plan, path):
    change, key = UNDATED[path]
    found = [one for one in find_errors(plan.load(change(plan))) if one.code == "TK605"]
    assert {one.path for one in found} == {f"data/{path}"}
    assert any(key in one.message and "2024年度" in one.message for one in found)


def test_order_of_entries_is_published_too(plan):
    first = "      - id: gyokaku\n        name: 行政経営改革課\n"
    second = "      - id: jinji\n        name: 人事職員課\n"
    swapped = plan.edit("organization.yaml", (f"{first}{second}", f"{second}{first}"))
    (found,) = find_errors(plan.load(swapped))
    assert (found.code, found.path) == ("TK605", "data/organization.yaml")
    assert "所属の順序" in found.message


def change_value(text):
    """Give another value of the kind of a printed one."""
    if text.isdigit():
        return int(text) + 1
    return {"true": False, "false": True}.get(text, f"{text}改")


@st.composite
def later_changes(draw, plan):
    """Give a change of one value of one file, or one of the dated changes."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from(DATED))(plan)
    project = plan.load({})
    documents = project.documents()
    path = draw(st.sampled_from(sorted(documents)))
    name = path.removeprefix("data/")
    leaves = list(list_leaves(documents[path].content).values())
    leaf = draw(st.sampled_from(leaves))
    if not isinstance(leaf.route[-1], str | int) or leaf.key.endswith(".order"):
        return {}
    text = plan.contents[name]
    try:
        if draw(st.booleans()):
            return {name: remove_value(text, leaf.route)}
        return {name: set_value(text, leaf.route, change_value(leaf.text), lambda _: ())}
    except SpliceError:
        return {}


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_any_later_change_is_without_effect_or_is_named(plan, data):
    changed = data.draw(later_changes(plan))
    project = plan.load(changed)
    named = {one.path.removeprefix("data/") for one in find_what_names_a_change(project)}
    if named & set(changed):
        return
    for year in YEARS:
        now = plan.tell_briefly(project, year)
        differing = [name for name, held in plan.brief[year].items() if now.get(name) != held]
        assert differing == [], (year, changed)
