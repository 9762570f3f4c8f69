"""The data say what the outline says.

`outline.txt` holds the lines of the outline's chapter 3 that name its goals, policies and items,
as they were published, with the slips corrected that docs/transcription.md lists.
"""

import re
from pathlib import Path

import pytest

from taikou_cli.project.loading import load_project
from taikou_cli.project.project import Project

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
OUTLINE = (HERE / "outline.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(HERE.parents[1] / "data")


def lines_of(project: Project) -> list[str]:
    """The plan written as the outline writes it, without footnote marks."""
    lines = []
    for goal in project.branches:
        lines.append(f"目標{goal.number} {goal.part.title}")
        for policy in goal.below:
            lines.append(f"方針{policy.number} {policy.part.title}")
            for item in project.items_at(policy):
                mark = "★" if item.data_plan else ""
                examples = f"（{'、'.join(item.examples)}）" if item.examples else ""
                lines.append(f"- {item.number} {item.title}{mark}{examples}")
    return lines


def test_every_goal_policy_item_mark_and_example_is_as_published(project: Project) -> None:
    assert lines_of(project) == [re.sub("[¹²³⁴⁵]", "", line) for line in OUTLINE]


def test_marked_items_are_the_five_of_the_data_plan(project: Project) -> None:
    assert [n.content.number for n in project.items if n.content.data_plan] == [1, 2, 3, 15, 16]


def test_every_example_is_an_entry_of_its_own(project: Project) -> None:
    counts = [len(document.content.examples) for document in project.items]
    assert (counts[6], counts[24], sum(counts)) == (3, 4, 59)
    assert [n + 1 for n, count in enumerate(counts) if count == 0] == [27, 34]
    assert all("、" not in e for d in project.items for e in d.content.examples)


def test_period_positioning_and_history_are_those_of_chapters_1_and_2(project: Project) -> None:
    plan = project.plan.content
    assert (plan.title, plan.edition, plan.adopted) == ("群馬県行財政改革大綱", 13, "2025-03")
    assert (plan.period.first_year, plan.period.last_year) == (2025, 2029)
    assert plan.vision == "職員一人ひとりが始動人となり、攻めの群馬県政を実現する"
    years = [(past.calendar_year or past.first_year, past.last_year) for past in plan.history]
    assert years == [(1978, None), (2005, 2009), (2020, None)]
    assert [len(past.results) for past in plan.history] == [0, 0, 3]
    assert "新常態" in plan.history[2].title
    assert plan.positioning.upper_plans == ("新・群馬県総合計画",)
    assert [lower.title for lower in plan.positioning.lower_plans] == [
        "群馬県公立大学法人第二期中期目標",
        "群馬県公共施設等総合管理計画",
    ]
    assert plan.data_plan.statute == "官民データ活用推進基本法（平成28年法律第103号）"
    assert [attitude.title for attitude in plan.attitudes] == [
        "始動人マインド",
        "デジタルトランスフォーメーション（DX）",
        "ワイズスペンディング",
        "エビデンスに基づく政策立案（EBPM）",
    ]
    assert [term.term for term in plan.glossary] == [
        "始動人",
        "公共づくり",
        "ダッシュボード",
        "バックキャスト思考",
        "エンゲージメント",
    ]


def test_bodies_have_the_chairs_that_the_outline_names(project: Project) -> None:
    organization = project.organization.content
    assert [(b.order, b.name, b.chair and b.chair.holder) for b in organization.bodies] == [
        (1, "行財政改革推進会議", "知事"),
        (2, "行財政改革実施委員会", "DX推進監"),
        (3, "部局等行財政改革実施委員会", "各部局長"),
        (4, "行財政改革評価・推進委員会", None),
    ]
    assert [body.id for body in organization.bodies if body.third_party] == ["evaluation_committee"]


def test_what_the_outline_does_not_say_stays_empty(project: Project) -> None:
    for document in project.items:
        item = document.content
        assert (item.divisions, item.actions, item.kpis, item.revisions) == ((), (), (), ())


def test_slips_of_the_transcription_are_nowhere_in_the_data() -> None:
    text = "".join(p.read_text("utf-8").partition("\nwording:")[0] for p in DATA.rglob("*.yaml"))
    slips = [
        "發",
        "态",
        "ワイススペン",
        "ワーズペン",
        "スペンドィング",
        "への解放",
        "効率的・効率的",
    ]
    assert [slip for slip in [*slips, "群馬県行政改革大綱\n"] if slip in text] == []
