"""The files of a new plan: a valid skeleton to be filled in."""

from dataclasses import dataclass
from datetime import date

from taikou_cli.store.atomic_write import LEFTOVERS
from taikou_cli.store.yaml_writing import write_scalar

_PLAN = """\
# 大綱の基本の事項。キーの意味は VS Code の説明か docs/data.md にある。
title: {title}
government: {government}
adopted: {adopted}
period:
  first_year: {first_year}
  last_year: {last_year}
vision: 目指す姿を書く
# 目標・方針・実施項目を加えたら、この数も改める。
counts:
  goals: 1
  policies: 1
  items: 1
# 評価区分の例。定まったら provisional を消す。
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
    origin: 例として置いたもの
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
    body: headquarters
    publishable: true
    demands:
      - responses
  - id: published
    name: 公表
"""

_GOALS = """\
goals:
  - number: 1
    title: 目標の名称を書く
    policies:
      - number: 1
        title: 方針の名称を書く
"""

_ORGANIZATION = """\
lead_division: office
bodies:
  - id: headquarters
    order: 1
    name: 推進本部
    role: 計画を決め、進み具合を管理する。
    source:
      chapter: 推進体制
departments:
  - id: general
    name: 総務部
    divisions:
      - id: office
        name: 事務局となる課
"""

_ITEM = """\
number: 1
policy: 1
title: 実施項目の名称を書く
data_plan: false
examples: []
divisions: []
actions: []
kpis: []
revisions: []
"""

# Names that start with a dot are no part of the plan.
_GIT_ATTRIBUTES = """\
# Windows の git が改行を CRLF に変えないようにする
* text=auto eol=lf
"""

_GIT_IGNORE = f"""\
# 途中で止められた書き込みの残り
{LEFTOVERS}
"""


@dataclass(frozen=True, slots=True)
class PlanAnswers:
    """What a new plan must know: its name, whose it is, and its fiscal years."""

    title: str
    government: str
    first_year: int
    last_year: int


def build_plan(answers: PlanAnswers, today: date) -> dict[str, str]:
    """Give the text of each file of a new plan by its path below the data folder."""
    plan = _PLAN.format(
        title=write_scalar(answers.title),
        government=write_scalar(answers.government),
        adopted=f"{today:%Y-%m}",
        first_year=answers.first_year,
        last_year=answers.last_year,
    )
    return {
        ".gitattributes": _GIT_ATTRIBUTES,
        ".gitignore": _GIT_IGNORE,
        "plan.yaml": plan,
        "goals.yaml": _GOALS,
        "organization.yaml": _ORGANIZATION,
        "items/01.yaml": _ITEM,
    }
