"""Makes a plan with evaluations of any size from a seed: 1× is 35 items × 5 years, 4 KB each.

Run it as `python bench/make_data.py FOLDER [SCALE] [SEED] [--items]`. A scale of 10 has ten times the
items, one of 100 ten times the years as well: 350 items × 50 years, 17,500 evaluations; with
`--items` all of it are items: 3,500 of them at a scale of 100. The
outline is that of the fictitious example; the texts are strung together from its words.
"""

import random
import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples/demo/data"

ITEMS, YEARS, FIRST_YEAR = 35, 5, 2022
_MOST_ITEMS = 350
_STAGES = {
    "self_evaluated": "05-20",
    "department_committee": "05-27",
    "implementation_committee": "06-10",
    "opinions_heard": "06-24",
    "decided": "07-15",
}
_SENTENCES = 12
_SUBJECTS = ("窓口の申請", "研修の受講", "公用車の運用", "施設の予約", "庁内の文書", "職員の派遣")
_PLACES = ("県内の7地域", "本庁の12課", "出先の31機関", "市町村の窓口", "委託先の事業者")
_VERBS = ("を見直した", "が進んだ", "は計画を上回った", "に遅れが出た", "の負担が減った")


def make_data(
    folder: Path, scale: int = 1, seed: int = 1, *, most_items: int = _MOST_ITEMS
) -> Path:
    """Write the plan below a folder and give its data folder.

    Args:
        folder: An empty folder, or one that does not exist.
        scale: How many times 175 evaluations.
        seed: What the texts and grades depend on.
        most_items: From how many items on a larger plan has more years instead.
    """
    chance = random.Random(seed)  # noqa: S311 - data to measure with
    items = min(ITEMS * scale, most_items)
    years = YEARS * max(1, scale * ITEMS // most_items)
    data = folder / "data"
    yaml = YAML()
    yaml.width = 1000
    outline = _read(yaml, "plan.yaml")
    outline["period"] = {"first_year": FIRST_YEAR, "last_year": FIRST_YEAR + years - 1}
    outline["counts"]["items"] = items
    outline["data_plan"]["items"] = list(range(1, 6))
    for key in ("revisions", "calendar"):
        outline.pop(key, None)
    goals = _read(yaml, "goals.yaml")
    for goal in goals["goals"]:
        goal.pop("kgis", None)
    policies = outline["counts"]["policies"]
    organization = _read(yaml, "organization.yaml")
    divisions = [d["id"] for one in organization["departments"] for d in one["divisions"]]
    for name, content in (
        ("plan.yaml", outline),
        ("goals.yaml", goals),
        ("organization.yaml", organization),
    ):
        data.mkdir(parents=True, exist_ok=True)
        with (data / name).open("w", encoding="utf-8") as file:
            yaml.dump(content, file)
    period = range(FIRST_YEAR, FIRST_YEAR + years)
    for number in range(1, items + 1):
        policy = 1 + (number - 1) * policies // items
        division = divisions[number % len(divisions)]
        _write(data / f"items/{number:02}.yaml", _item(number, policy, division, period))
        for year in period:
            text = _evaluation(chance, number, year)
            _write(data / f"evaluations/{year}/{number:02}.yaml", text)
    return data


def add_figures(data: Path, seed: int) -> None:
    """Let every second item of a plan have amounts and classifications, planned and evaluated.

    Args:
        data: What `make_data` gave; its plan declares them as the fictitious example does.
        seed: What the numbers depend on.
    """
    chance = random.Random(seed)  # noqa: S311 - data to measure with
    years = sorted(int(folder.name) for folder in (data / "evaluations").iterdir())
    for path in sorted((data / "items").iterdir())[::2]:
        planned = {year: chance.randint(1, 900) for year in years}
        rows = "".join(f"    {year}:\n      saving: {planned[year]}\n" for year in years)
        codes = sorted(chance.sample(("3", "4", "8", "9", "11", "16"), 2), key=int)
        classes = "".join(f'    - "{code}"\n' for code in codes)
        _append(path, f"classes:\n  sdgs:\n{classes}amounts:\n  effect:\n{rows}")
        for year in years:
            actual = chance.randint(0, planned[year])
            told = f"amounts:\n  effect:\n    saving: {actual}\n"
            _append(data / f"evaluations/{year}" / path.name, told)


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _read(yaml: YAML, name: str) -> Any:
    return yaml.load((EXAMPLE / name).read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _item(number: int, policy: int, division: str, period: range) -> str:
    schedule = "".join(f"      {year}: 実施\n" for year in period)
    targets = "".join(f"      {year}: {100 + year - period[0]}\n" for year in period)
    return (
        f"number: {number}\npolicy: {policy}\ntitle: 測定用の項目{number}\n"
        f"data_plan: {str(number <= ITEMS // 7).lower()}\nexamples: []\ndivisions:\n  - {division}\n"
        f"actions:\n  - id: act\n    title: 取組{number}\n    schedule:\n{schedule}"
        f"kpis:\n  - id: kpi\n    name: 件数{number}\n    unit: 件\n    baseline:\n"
        f"      fiscal_year: {period[0] - 1}\n      value: 90\n    targets:\n{targets}revisions: []\n"
    )


def _evaluation(chance: random.Random, number: int, year: int) -> str:
    grade, value = chance.choice([("A", 200), ("B", 90), ("C", 60)])
    texts = "".join(
        f"  {field}: |\n" + "".join(f"    {_sentence(chance)}\n" for _ in range(_SENTENCES))
        for field in ("achievements", "factors", "issues", "review")
    )
    dates = "".join(f"  {stage}: {year + 1}-{day}\n" for stage, day in _STAGES.items())
    return (
        f"item: {number}\nfiscal_year: {year}\nstage: decided\ndates:\n{dates}"
        f"self_evaluation:\n  grade: {grade}\n"
        f"  grade_reason: 測定用のデータのため。\n{texts}"
        "actions:\n  - id: act\n    status: 達成\n"
        f"kpis:\n  - id: kpi\n    actual: {value}\n    fiscal_year: {year}\n"
    )


def _sentence(chance: random.Random) -> str:
    words = (chance.choice(part) for part in (_PLACES, _SUBJECTS, _VERBS))
    place, subject, verb = words
    return f"{place}で{subject}{verb}（{chance.randint(1, 9999)}件）。"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[2:4] if argument.isdecimal()]
    most = sys.maxsize if "--items" in sys.argv else _MOST_ITEMS
    print(make_data(Path(sys.argv[1]), *numbers, most_items=most))
