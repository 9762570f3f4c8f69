"""The files of a new plan: a valid skeleton to be filled in; nothing in it is made up."""

from dataclasses import dataclass

from taikou_cli.model.placeholder import ask_for
from taikou_cli.store.yaml_writing import write_scalar

_PLAN = """\
# 大綱の基本の事項。キーの意味は VS Code の説明か docs/data.md にある。
title: {title}
government: {government}
period:
  first_year: {first_year}
  last_year: {last_year}
vision: {vision}
# 目標・方針・実施項目を加えたら、この数も改める。
counts:
  goals: 1
  policies: 1
  items: 1
# 評価区分の例。定まったら provisional を消し、origin に根拠を書く。
scales:
  - id: items
    title: 実施項目の評価区分
    applies_to: items
    provisional: true
    grades:
      - code: A
        label: 大きな成果あり
      - code: B
        label: 成果あり
      - code: C
        label: 実施
      - code: D
        label: 未実施
    origin: {origin}
# 年度評価が進む段階。順に並べる。
workflow:
  - id: drafting
    name: 作成中
  - id: self_evaluated
    name: 自己評価済
    demands:
      - grade
      - achievements
      - factors
      - issues
      - review
      - actions
      - kpis
  - id: decided
    name: 決定
    publishable: true
    demands:
      - responses
  - id: published
    name: 公表
"""

_GOALS = f"""\
goals:
  - number: 1
    title: {ask_for("目標の名称")}
    policies:
      - number: 1
        title: {ask_for("方針の名称")}
"""

_ORGANIZATION = f"""\
lead_division: office
# 会議や委員会が決まったら加える。
bodies: []
departments:
  - id: general
    name: {ask_for("部局の名称")}
    divisions:
      - id: office
        name: {ask_for("事務局となる所属の名称")}
"""

_ITEM = f"""\
number: 1
policy: 1
title: {ask_for("実施項目の名称")}
data_plan: false
examples: []
divisions: []
actions: []
kpis: []
revisions: []
"""


@dataclass(frozen=True, slots=True)
class PlanAnswers:
    """What a new plan must know: its name, whose it is, and its fiscal years."""

    title: str
    government: str
    first_year: int
    last_year: int


def build_plan(answers: PlanAnswers) -> dict[str, str]:
    """Give the text of each file of a new plan by its path below the data folder."""
    plan = _PLAN.format(
        title=write_scalar(answers.title),
        government=write_scalar(answers.government),
        vision=ask_for("目指す姿"),
        origin=ask_for("評価区分の根拠"),
        first_year=answers.first_year,
        last_year=answers.last_year,
    )
    return {
        "plan.yaml": plan,
        "goals.yaml": _GOALS,
        "organization.yaml": _ORGANIZATION,
        "items/01.yaml": _ITEM,
    }
