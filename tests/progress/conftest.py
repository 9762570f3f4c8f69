"""Writes small plans as YAML, so that figures are tested through the ordinary commands."""

import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from taikou_cli.cli.main import run

Figures = dict[str, Any]


def write_yaml(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = StringIO()
    YAML(typ="safe", pure=True).dump(content, stream)
    path.write_text(stream.getvalue(), encoding="utf-8")


@pytest.fixture
def compute(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Figures]:
    """Write a plan of items with evaluations; give what `status --format json` says of a year.

    `items` are the items' own keys beside the usual ones, `evaluations` the evaluations of each
    item by year, `plan` the plan's own keys.
    """

    def compute(
        items: list[dict],
        evaluations: list[dict[int, dict]],
        year: int,
        goals: list[dict] | None = None,
        **plan: object,
    ) -> Figures:
        data = tmp_path / "data"
        shutil.rmtree(data, ignore_errors=True)
        source = {"chapter": "試験"}
        years = sorted({y for one in evaluations for y in one} | {year})
        write_yaml(
            data / "plan.yaml",
            {
                "title": "試験の計画",
                "government": "試験市",
                "adopted": f"{years[0]}-04",
                "period": {"first_year": years[0], "last_year": years[-1]},
                "vision": "試験",
                "counts": {"goals": 1, "policies": 1, "items": len(items)},
                "workflow": [{"id": "decided", "name": "決定"}],
                **plan,
            },
        )
        policy = {"number": 1, "title": "方針"}
        goal = {"number": 1, "title": "目標", "policies": [policy]}
        write_yaml(data / "goals.yaml", {"goals": goals or [goal]})
        body = {"id": "b", "order": 1, "name": "本部", "role": "決定", "source": source}
        division = {"id": "d", "name": "課"}
        department = {"id": "p", "name": "部", "divisions": [division]}
        write_yaml(
            data / "organization.yaml",
            {"lead_division": "d", "bodies": [body], "departments": [department]},
        )
        for number, (item, by_year) in enumerate(zip(items, evaluations, strict=True), start=1):
            common = {"number": number, "policy": 1, "title": f"項目{number}", "data_plan": False}
            write_yaml(
                data / f"items/{number:02}.yaml",
                {**common, "examples": [], "divisions": ["d"], **item},
            )
            for fiscal_year, evaluation in by_year.items():
                write_yaml(
                    data / f"evaluations/{fiscal_year}/{number:02}.yaml",
                    {
                        "item": number,
                        "fiscal_year": fiscal_year,
                        "stage": "decided",
                        **evaluation,
                    },
                )
        arguments = ["--data", str(data), "--year", str(year), "--format", "json"]
        assert run(["status", *arguments]) == 0
        return json.loads(capsys.readouterr().out)

    return compute


@pytest.fixture
def achieve(compute: Callable[..., Figures]) -> Callable[..., Figures]:
    """Write a plan of one indicator with its actual values by year; give its figures of a year."""

    def achieve(kpi: dict, actuals: dict[int, object], year: int, **plan: object) -> Figures:
        item = {"kpis": [{"id": "k", "name": "指標", "unit": "件", **kpi}]}
        evaluations = {
            y: {"kpis": [{"id": "k", "actual": a, "fiscal_year": y}]} for y, a in actuals.items()
        }
        return compute([item], [evaluations], year, **plan)["items"][0]["kpis"][0]

    return achieve
