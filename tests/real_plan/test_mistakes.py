"""Each mistake that staff make, alone and together, in a copy of the real plan."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from taikou_cli.base.findings import Severity
from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.project.loading import load_project

REAL = Path(__file__).parents[2] / "data"
Mistake = Callable[[Path], object]


def edit(name: str, old: str, new: str) -> Mistake:
    def make(data: Path) -> None:
        path = data / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return make


def put(name: str, content: str | bytes) -> Mistake:
    raw = content.encode() if isinstance(content, str) else content
    return lambda data: (data / name).write_bytes(raw)


def drop(name: str) -> Mistake:
    return lambda data: (data / name).unlink()


def duplicate(old: str, new: str, number: int) -> Mistake:
    def make(data: Path) -> None:
        text = (data / old).read_text(encoding="utf-8")
        (data / new).write_text(
            text.replace(f"number: {int(old[6:8])}", f"number: {number}"), encoding="utf-8"
        )

    return make


def remove_policy_9(data: Path) -> None:
    path = data / "goals.yaml"
    before, rest = path.read_text(encoding="utf-8").split("      - number: 9\n")
    path.write_text(before + rest[rest.index("      - number: 10\n") :], encoding="utf-8")


def make_huge(data: Path) -> None:
    with (data / "items/08.yaml").open("r+b") as file:
        file.truncate(100 * 1024 * 1024)


def link_outside(data: Path) -> None:
    outside = data.parent / "outside.yaml"
    shutil.move(data / "items/12.yaml", outside)
    (data / "items/12.yaml").symlink_to(outside)


def save_as_shift_jis(data: Path) -> None:
    path = data / "items/15.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp932"))


def cut_in_the_middle(data: Path) -> None:
    path = data / "organization.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("委員長") + 1], encoding="utf-8")


BOMB = (
    "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 10)}]\n" for i in range(8))
)  # fmt: skip

MISTAKES: dict[str, tuple[Mistake, str]] = {
    "item 20 deleted": (drop("items/20.yaml"), "data/items/20.yaml:1:1 TK202"),
    "an item 36 added": (
        duplicate("items/35.yaml", "items/36.yaml", 36),
        "data/items/36.yaml:1:9 TK204",
    ),
    "two items numbered 7": (
        edit("items/08.yaml", "number: 8", "number: 7"),
        "data/items/08.yaml:1:9 TK203",
    ),
    "the mark removed from 15": (
        edit("items/15.yaml", "data_plan: true", "data_plan: false"),
        "data/items/15.yaml:4:12 TK208",
    ),
    "the mark added to 4": (
        edit("items/04.yaml", "data_plan: false", "data_plan: true"),
        "data/items/04.yaml:4:12 TK209",
    ),
    "policy 18": (
        edit("items/30.yaml", "policy: 15", "policy: 18"),
        "data/items/30.yaml:2:9 TK206",
    ),
    "policy 9 removed": (remove_policy_9, "data/goals.yaml:86:17 TK207"),
    "titel": (
        edit("items/05.yaml", "\ntitle:", "\ntitel:"),
        "data/items/05.yaml:3:1 TK101",
    ),
    "full-width number": (
        edit("items/01.yaml", "number: 1", "number: １"),
        "data/items/01.yaml:1:9 TK107",
    ),
    "a duplicate key": (
        edit("items/06.yaml", "policy: 3\n", "policy: 3\npolicy: 4\n"),
        "data/items/06.yaml:3:1 TK022",
    ),
    "a tab as indent": (
        edit("items/06.yaml", "  - tsulunos活用", "\t- tsulunos活用"),
        "data/items/06.yaml:6:1 TK021",
    ),
    "an alias bomb": (put("items/09.yaml", BOMB), "data/items/09.yaml:1:4 TK023"),
    "Shift_JIS": (save_as_shift_jis, "data/items/15.yaml:3:8 TK010"),
    "a file cut in the middle": (cut_in_the_middle, "data/organization.yaml:19:15 TK014"),
    "05 holds number 6": (
        edit("items/05.yaml", "number: 5", "number: 6"),
        "data/items/05.yaml:1:9 TK205",
    ),
    "a stray memo": (put("items/memo.txt", "メモ"), "data/items/memo.txt:1:1 TK006"),
    "an empty file": (put("items/10.yaml", ""), "data/items/10.yaml:1:1 TK002"),
    "a 100 MB file": (make_huge, "data/items/08.yaml:1:1 TK003"),
    "a link out of data/": (link_outside, "data/items/12.yaml:1:1 TK004"),
    "goals.yaml missing": (drop("goals.yaml"), "data/goals.yaml:1:1 TK001"),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REAL, tmp_path / "data"))


def find_errors(data: Path) -> list[str]:
    findings = run_checks(load_project(data), load_rules()).findings
    return [
        f"{f.path}:{f.position.line}:{f.position.column} {f.code}"
        for f in findings
        if f.severity is Severity.ERROR
    ]


def test_the_plan_itself_has_no_errors(data: Path) -> None:
    assert find_errors(data) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_found_at_its_place(name: str, data: Path) -> None:
    make, expected = MISTAKES[name]
    make(data)
    assert expected in find_errors(data)


def test_mistakes_that_do_not_hide_one_another_are_all_reported_in_one_run(data: Path) -> None:
    together = [
        "the mark added to 4",
        "titel",
        "full-width number",
        "a duplicate key",
        "an alias bomb",
        "Shift_JIS",
        "a stray memo",
        "an empty file",
        "a 100 MB file",
        "a link out of data/",
        "policy 18",
    ]
    for name in together:
        MISTAKES[name][0](data)
    errors = find_errors(data)
    assert [MISTAKES[name][1] for name in together if MISTAKES[name][1] not in errors] == []
