"""Every example of docs/data.md, put into the smallest plan of the same page, is a valid plan."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from taikou_cli.base.findings import Severity
from taikou_cli.checks.check_folder import check_folder
from taikou_cli.cli.main import run
from taikou_cli.model.branches import LEVELS

PAGE = (Path(__file__).parents[1] / "docs/data.md").read_text(encoding="utf-8")
SMALLEST = "いちばん短い計画"
STAGES = "段階と期限を定める"
EXAMPLES = [
    (heading, block)
    for heading, section in re.findall(r"^###? (.+)\n((?:(?!^###? ).*\n)*)", PAGE, re.MULTILINE)
    for block in re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
]
Files = dict[str, dict[str, Any]]


def read_files(block: str) -> Files:
    """Give what an example says of each file; a line `# data/…` names the file below it."""
    parts = re.split(r"^# data/(\S+)\n", block, flags=re.MULTILINE)
    assert not parts[0], block
    yaml = YAML(typ="safe", pure=True)
    return dict(zip(parts[1::2], map(yaml.load, parts[2::2]), strict=True))


def put_in(plan: Files, example: Files) -> Files:
    """Put the keys of an example in the place of the plan's own; an item has one place only."""
    merged = plan | {name: plan.get(name, {}) | keys for name, keys in example.items()}
    for name, keys in example.items():
        if set(LEVELS).intersection(keys):
            others = set(LEVELS).difference(keys)
            merged[name] = {key: value for key, value in merged[name].items() if key not in others}
    return merged


def write_plan(files: Files, folder: Path) -> Path:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    for name, keys in files.items():
        text = StringIO()
        yaml.dump(keys, text)
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.getvalue(), encoding="utf-8")
    return folder / "data"


def find_example(wanted: str) -> Files:
    return read_files(next(block for heading, block in EXAMPLES if heading == wanted))


BASE = find_example(SMALLEST)
EVALUATED = put_in(BASE, find_example(STAGES))


@pytest.mark.parametrize(
    "block", [block for _, block in EXAMPLES], ids=[heading for heading, _ in EXAMPLES]
)
def test_example_is_a_valid_plan(block: str, tmp_path: Path) -> None:
    example = read_files(block)
    is_evaluated = any(name.startswith("evaluations/") for name in example)
    data = write_plan(put_in(EVALUATED if is_evaluated else BASE, example), tmp_path)
    findings = (one for one in check_folder(data).findings if one.severity is not Severity.INFO)
    # An example shows the evaluation of one item, and not that of every other.
    assert [one for one in findings if one.code != "TK409"] == []


def test_every_part_of_the_page_that_is_about_a_plan_has_an_example() -> None:
    shown = {heading for heading, _ in EXAMPLES}
    chapters = re.findall(
        r"^## (計画の形|組織|実施計画|評価)\n((?:(?!^## ).*\n)*)", PAGE, re.MULTILINE
    )
    asked = {h for _, text in chapters for h in re.findall(r"^### (.+)$", text, re.MULTILINE)}
    assert len(chapters) == 4
    assert asked - shown == {"公表した後に訂正する"}


def test_smallest_plan_names_no_key_that_a_government_may_not_have() -> None:
    """Nothing of a statutory plan, of marks, examples, attitudes, a vision or a source."""
    assert {name: set(keys) for name, keys in BASE.items()} == {
        "plan.yaml": {"title", "government", "period"},
        "goals.yaml": {"goals"},
        "organization.yaml": {"departments"},
        "items/01.yaml": {"number", "policy", "title"},
        "items/02.yaml": {"number", "policy", "title"},
    }


@pytest.mark.parametrize(("name", "key"), [(name, key) for name in BASE for key in BASE[name]])
def test_smallest_plan_has_nothing_that_could_be_left_out(
    name: str, key: str, tmp_path: Path
) -> None:
    kept = {one: value for one, value in BASE[name].items() if one != key}
    others = {other: keys for other, keys in BASE.items() if other != name}
    lacking = others | ({name: kept} if kept else {})
    findings = check_folder(write_plan(lacking, tmp_path)).findings
    assert [one for one in findings if one.severity is Severity.ERROR]


def test_list_at_the_head_of_the_page_leads_to_its_parts() -> None:
    headings = re.findall(r"^##+ (.+)$", PAGE, re.MULTILINE)
    places = {re.sub(r"[^\w-]", "", h.lower().replace(" ", "-")) for h in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) - places == set()


OUTPUTS = (
    ("status",),
    ("show", "1"),
    ("report", "--kind", "plan", "--format", "md"),
    ("report", "--kind", "plan", "--format", "html"),
    ("export", "--format", "csv"),
    ("export", "--format", "stratml"),
    ("export", "--format", "site"),
    ("form", "export", "--for", "plan"),
)


@pytest.mark.parametrize("command", OUTPUTS, ids=" ".join)
def test_smallest_plan_makes_outputs_that_speak_of_nothing_that_it_lacks(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = write_plan(BASE, tmp_path), tmp_path / "out"
    more = () if command[0] in {"status", "show"} else ("-o", str(out))
    assert run([*command, *more, "--data", str(data)]) == 0, capsys.readouterr().err
    files = out.rglob("*") if out.is_dir() else [out]
    told = [path.read_text("utf-8") for path in files if path.suffix in {".md", ".html", ".xml"}]
    assert [text for text in told if "目指す姿" in text or "Vision>" in text] == []
